using System.ComponentModel;

namespace HubSpotImports;

/// <summary>
/// One file of an import with its column mappings: what <c>New-HsImportFile</c> puts together, or what the request of an import in HubSpot
/// names. An import may have several (HubSpot imports guide, <c>files[]</c>).
/// </summary>
[TypeConverter("HubSpotImports.Binding.HsImportFileConverter, HubSpotImports")]
public sealed record HsImportFile
{
    internal HsImportFile()
    {
    }

    /// <summary>The full path of the file; of an import in HubSpot, the name that the file was uploaded under.</summary>
    public string SourcePath { get; internal init; } = "";

    /// <summary>CSV or spreadsheet. Before the file is read, what its name says.</summary>
    public HsFileFormat Format { get; internal init; }

    /// <summary>What each column of the file means.</summary>
    public IReadOnlyList<HsColumnMapping> ColumnMappings { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>Whether the first record is the header; else it is data, and columns go by their numbers.</summary>
    public bool HasHeader { get; internal init; } = true;

    /// <summary>The code page of the text, where somebody said it.</summary>
    public int? CodePage { get; internal init; }

    /// <summary>Whether the sheet of a workbook is sent as CSV.</summary>
    public bool ConvertToCsv { get; internal init; }

    /// <summary>The path and the number of mappings.</summary>
    public override string ToString() => $"{SourcePath} ({ColumnMappings.Count} {(ColumnMappings.Count == 1 ? "column" : "columns")})";
}
