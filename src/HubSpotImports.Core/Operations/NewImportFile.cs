using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>New-HsImportFile</c>: puts a file and its mappings together. The file is read when the import is tested or started.</summary>
public static class NewImportFile
{
    /// <summary>Makes a file of an import.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="mappings">What its columns mean, in any order.</param>
    /// <param name="hasHeader">Whether its first record is the header.</param>
    /// <param name="codePage">The code page of its text; <see langword="null"/> to find out.</param>
    /// <param name="convertToCsv">Whether the sheet of a workbook is sent as CSV.</param>
    /// <exception cref="HsException"><c>HsNoColumnMapping</c>.</exception>
    public static HsImportFile Make(string path, IReadOnlyList<HsColumnMapping> mappings, bool hasHeader = true, int? codePage = null, bool convertToCsv = false) => new()
    {
        SourcePath = path,
        Format = Workbook.HasExtension(path) && !convertToCsv ? HsFileFormat.Spreadsheet : HsFileFormat.Csv,
        ColumnMappings = mappings.Count > 0 ? mappings : throw HsError.NoColumnMapping(path),
        HasHeader = hasHeader,
        CodePage = codePage,
        ConvertToCsv = convertToCsv,
    };
}
