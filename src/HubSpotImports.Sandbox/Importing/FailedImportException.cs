namespace HubSpotImports.Sandbox.Importing;

/// <summary>Ends an import as FAILED, with one error on line 0: the file as a whole.</summary>
internal sealed class FailedImportException(string code, string message, string? typeId = null, int? column = null) : Exception(message)
{
    public RowError Error { get; } = new(code, message, typeId, column);
}
