namespace HubSpotImports.Sandbox.Importing;

/// <summary>What is done with a file: how many cells a row must have, and which record takes which.</summary>
internal sealed record FilePlan(int ColumnCount, HsDateFormat DateFormat, IReadOnlyList<RecordPlan> Records);
