using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>Reads the data rows of a file for a conversion, from the first, or from where a range begins.</summary>
internal sealed class ConvertedRows : IDisposable
{
    private readonly SourceFile _file;
    private readonly ImportLimits _limits;
    private readonly SourceText _text;
    private readonly long _start;
    private bool _isBeforeHeader;
    private long _line;

    /// <param name="file">The file.</param>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="start">The rows that are wanted; <see langword="null"/> for all.</param>
    public ConvertedRows(SourceFile file, FileStream source, ImportLimits limits, RowRange? start)
    {
        _file = file;
        _limits = limits;
        _isBeforeHeader = start?.Offset is null && file.HasHeader;
        _start = start?.Offset ?? 0;
        if (start?.Offset is not null) Row = start.FirstRow - 1;
        _text = SourceText.Of(file, source, _start);
        Reader = CsvReader.Create(_text.Stream, CsvDialect.For(file, limits, () => { }), leaveOpen: true);
    }

    /// <summary>The reader, on the row.</summary>
    public CsvReader Reader { get; }

    /// <summary>The number of the row, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>The line of the file where the row begins, in a workbook the row of the sheet; good only in a read from the first row.</summary>
    public long Line => _text.LineOf(Row, Reader.LineNumber);

    /// <summary>Where the row begins, from the header on; CsvHelper knows it of UTF-8 alone.</summary>
    public long? Offset => _file is { Encoding.Encoding: null, IsWorkbook: false } ? _start + Reader.ByteOffset : null;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="HsException"><c>HsInvalidCsv</c>.</exception>
    public async Task<bool> ReadAsync(CancellationToken stop)
    {
        try
        {
            if (_isBeforeHeader)
            {
                _isBeforeHeader = false;
                if (!await Reader.ReadAsync(stop).ConfigureAwait(false)) return false;
            }

            if (!await Reader.ReadAsync(stop).ConfigureAwait(false)) return false;
        }
        catch (CsvFormatException cause)
        {
            throw CsvFault.Of(_file, _limits, cause, _line);
        }

        Row++;
        _line = Reader.LineNumber;
        return true;
    }

    public void Dispose()
    {
        Reader.Dispose();
        _text.Dispose();
    }
}
