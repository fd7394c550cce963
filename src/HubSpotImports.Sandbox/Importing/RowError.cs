namespace HubSpotImports.Sandbox.Importing;

/// <summary>What is wrong with a row, a cell or a whole file.</summary>
/// <param name="Code">HubSpot's error type.</param>
/// <param name="Message">The words that the sandbox puts to it; HubSpot's own are not public.</param>
/// <param name="ObjectTypeId">The type of the record that is concerned.</param>
/// <param name="ColumnNumber">The 0-based column, if one is to blame.</param>
/// <param name="Value">The cell, if one is to blame.</param>
internal sealed record RowError(string Code, string Message, string? ObjectTypeId = null, int? ColumnNumber = null, string? Value = null);
