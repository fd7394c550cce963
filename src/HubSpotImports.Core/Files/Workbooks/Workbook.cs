using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>A workbook: how it is known, and the one sheet that HubSpot takes.</summary>
internal static class Workbook
{
    /// <summary>Whether a file begins as an <c>.xlsx</c> (a zip) or an <c>.xls</c> (a compound file) does.</summary>
    /// <param name="start">The beginning of the file.</param>
    public static bool HasSignature(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || IsCompoundFile(start);

    /// <summary>Whether a name says that the file is a workbook.</summary>
    /// <param name="path">The path.</param>
    public static bool HasExtension(string path) => Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS";

    /// <summary>Reads the header of the one sheet: its first row that holds anything.</summary>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="path">The full path.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>, <c>HsSheetCount</c>, <c>HsFileEmpty</c>.</exception>
    public static SourceFile Inspect(FileStream source, string path)
    {
        using var sheet = OpenSheet(source, path, HsDateFormat.MonthDayYear);
        if (!sheet.Read()) throw HsError.FileEmpty(path);
        return new SourceFile(path, HsFileFormat.Spreadsheet, source.Length, [.. sheet.Cells]) { IsWorkbook = true, LinesBeforeHeader = (int)sheet.Row - 1 };
    }

    /// <summary>Opens the one sheet.</summary>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="path">The full path.</param>
    /// <param name="dateFormat">The order in which the dates of its cells are written.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>, <c>HsSheetCount</c>.</exception>
    public static Sheet OpenSheet(FileStream source, string path, HsDateFormat dateFormat)
    {
        source.Position = 0;
        var start = new byte[8];
        var read = source.Read(start, 0, start.Length);
        source.Position = 0;
        return IsCompoundFile(start.AsSpan(0, read)) ? XlsSheet.Open(source, path, dateFormat) : XlsxSheet.Open(source, path, dateFormat);
    }

    private static bool IsCompoundFile(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
}
