namespace HubSpotImports.Files;

/// <summary>The text of a file as CSV, from its header on: of a workbook, its sheet. The one place where a file is opened for its rows.</summary>
internal sealed class SourceText : IDisposable
{
    private readonly SourceFile _file;
    private readonly FileStream _source;
    private readonly bool _closesSource;
    private readonly SheetStream? _sheet;

    private SourceText(SourceFile file, FileStream source, bool closesSource, long offset)
    {
        (_file, _source, _closesSource) = (file, source, closesSource);
        if (file.IsWorkbook) _sheet = new SheetStream(Workbook.OpenSheet(source, file.Path, file.DateFormat), file.Header.Count);
        else source.Position = file.BytesBeforeHeader + offset;
    }

    /// <summary>The text; it ends with this object.</summary>
    public Stream Stream => (Stream?)_sheet ?? _source;

    /// <summary>How many bytes of the file were read.</summary>
    public long BytesRead => _source.Position;

    /// <summary>Opens a file for its text.</summary>
    /// <param name="file">The file.</param>
    public static SourceText Open(SourceFile file)
    {
        var source = FileInspector.Open(file.Path);
        try
        {
            return new SourceText(file, source, closesSource: true, offset: 0);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The text of a file that is open.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="offset">Where a record begins, from the header on; a workbook can only be read from there.</param>
    public static SourceText Of(SourceFile file, FileStream source, long offset = 0) => new(file, source, closesSource: false, offset);

    /// <summary>The line of the file where a record begins; in a workbook, the row of the sheet.</summary>
    /// <param name="row">The data row, from 1; 0 is the header.</param>
    /// <param name="line">Its line in the text.</param>
    public long LineOf(long row, long line) => _sheet?.RowOf(row - 1 + _file.HeaderRecords) ?? _file.LinesBeforeHeader + line;

    public void Dispose()
    {
        _sheet?.Dispose();
        if (_closesSource) _source.Dispose();
    }
}
