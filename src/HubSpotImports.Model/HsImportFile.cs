namespace HubSpotImports;

/// <summary>One file of an import with its column mappings. An import of several objects may have several.</summary>
public sealed class HsImportFile
{
    internal HsImportFile()
    {
    }

    /// <summary>The full path of the file.</summary>
    public string SourcePath { get; internal init; } = "";

    /// <summary>CSV or spreadsheet.</summary>
    public HsFileFormat Format { get; internal init; }

    /// <summary>What each column of the file means.</summary>
    public IReadOnlyList<HsColumnMapping> ColumnMappings { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>The path and the number of mappings.</summary>
    public override string ToString() => $"{SourcePath} ({ColumnMappings.Count} {(ColumnMappings.Count == 1 ? "column" : "columns")})";
}
