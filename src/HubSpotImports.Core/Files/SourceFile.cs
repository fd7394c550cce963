namespace HubSpotImports.Files;

/// <summary>What is known of a file from its beginning.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Format">What HubSpot is told that it gets: CSV or spreadsheet.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Header">The headers, exactly as the file has them; of a file that has none, the numbers of its columns, from 1.</param>
public sealed record SourceFile(string Path, HsFileFormat Format, long Length, IReadOnlyList<string> Header)
{
    /// <summary>Whether the first record is the header; else it is the first data row.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The records before the first data row.</summary>
    internal int HeaderRecords => HasHeader ? 1 : 0;

    /// <summary>Whether it is a workbook, be it sent as it is or as CSV.</summary>
    public bool IsWorkbook { get; init; }

    /// <summary>The order in which the dates of a workbook are written as text.</summary>
    public HsDateFormat DateFormat { get; init; } = HsDateFormat.MonthDayYear;

    /// <summary>How the text is encoded.</summary>
    public SourceEncoding Encoding { get; init; } = SourceEncoding.Utf8;

    /// <summary>What separates the cells.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Bytes before the first record that are not sent: a byte order mark, and the <c>sep=</c> line that Excel understands.</summary>
    public int BytesBeforeHeader { get; init; }

    /// <summary>The lines of those bytes; in a workbook, the blank rows above the header.</summary>
    public int LinesBeforeHeader { get; init; }

    /// <summary>How the first line ends: CR LF, LF or CR.</summary>
    public string LineEnd { get; init; } = "\r\n";
}
