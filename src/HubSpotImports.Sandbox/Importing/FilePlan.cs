namespace HubSpotImports.Sandbox.Importing;

/// <summary>What is done with a file: how many cells a row must have, which record takes which, and how the records belong together.</summary>
internal sealed record FilePlan(
    int ColumnCount, HsDateFormat DateFormat, TimeZoneInfo TimeZone, IReadOnlyList<RecordPlan> Records, TiePlan Ties);
