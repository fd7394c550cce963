using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>The rows of a CSV file: commas and UTF-8, as HubSpot's file rules say.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvReader _reader;

    // Told by the reader while it goes to the next row.
    private bool _isUnclosed;

    public CsvRowReader(Stream stream, LineNumbering numbering, bool hasHeader)
        : base(numbering, hasHeader)
    {
        if (IsWorkbook(stream)) throw new FailedImportException("INVALID_FILE_TYPE", "The file is a workbook, and the request says CSV.");
        _reader = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                // Rows are read as data, the header too: what is wrong with it is for the planner to say.
                HasHeader = false,
                Separator = ',',
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                TrackLineNumbers = true,
                MaxRecordSize = 4 * 1024 * 1024,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = record =>
                {
                    // Stray quotes are kept as text; only a quote that is never closed leaves no row to speak of (deduced).
                    _isUnclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote;
                },
            },
            leaveOpen: true);
    }

    public override int CellCount => _reader.FieldCount;

    public override RowError? Fault
    {
        get
        {
            var raw = _reader.RawRecord;
            if (_isUnclosed) return new RowError("COULD_NOT_PARSE_ROW", "A quoted cell of the row is never closed.");
            if (!Utf8.IsValid(raw)) return new RowError("COULD_NOT_PARSE_ROW", "The row is not UTF-8.");
            if (raw.Contains((byte)0)) return new RowError("COULD_NOT_PARSE_ROW", "The row holds a NUL character.");
            return CellCount == Columns ? null : WrongCount();
        }
    }

    public override ReadOnlySpan<byte> Cell(int index) => _reader.GetSpan(index);

    public override string Text(int index) => _reader.GetString(index);

    public override void Dispose() => _reader.Dispose();

    protected override bool ReadRow()
    {
        _isUnclosed = false;
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new FailedImportException(
                "COULD_NOT_PARSE_ROW", $"The file cannot be read from line {exception.LineNumber} on: a row is too long, or its quotes are not closed.");
        }
    }

    protected override long LineOf(LineNumbering numbering) =>
        _reader.LineNumber + (numbering == LineNumbering.LastLine ? LineBreaks(_reader.RawRecord) : 0);

    private static int LineBreaks(ReadOnlySpan<byte> record)
    {
        var breaks = record.Count((byte)'\n');
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] == (byte)'\r' && (i + 1 == record.Length || record[i + 1] != (byte)'\n')) breaks++;
        }

        return breaks;
    }

    // How a zip archive (.xlsx) and a compound file (.xls) begin.
    private static bool IsWorkbook(Stream stream)
    {
        Span<byte> start = stackalloc byte[4];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]));
    }
}
