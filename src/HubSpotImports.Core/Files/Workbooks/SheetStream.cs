using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>
/// A sheet as CSV, written while it is read: UTF-8, comma, CR LF, quotes where they are needed. Every record has at least as many cells as
/// the header, because a sheet knows no blank cells at the end of a row.
/// </summary>
/// <param name="sheet">The sheet; it ends with this stream.</param>
/// <param name="columns">The cells of the header.</param>
internal sealed class SheetStream(Sheet sheet, int columns) : Stream
{
    private const int PieceBytes = 64 << 10;

    private static readonly CsvWriterOptions Options = new() { ValidateFieldCount = false };

    private readonly MemoryStream _piece = new();
    private readonly List<(long Record, long RowsBefore)> _gaps = [(0, 0)];
    private CsvWriter? _writer;
    private long _records;
    private int _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The row of the sheet that a record was.</summary>
    /// <param name="record">The record, from 0, the header.</param>
    public long RowOf(long record)
    {
        var (low, high) = (0, _gaps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_gaps[middle].Record <= record) low = middle;
            else high = middle - 1;
        }

        return record + 1 + _gaps[low].RowsBefore;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer, offset, count, CancellationToken.None);

    // What a workbook is read with knows no asynchronous reads.
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count, cancellationToken));

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Fill(cancellationToken);
        return new ValueTask<int>(Take(buffer.Span));
    }
#endif

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer?.Dispose();
            _piece.Dispose();
            sheet.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Read(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        Fill(stop);
        return Take(buffer.AsSpan(offset, count));
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, (int)_piece.Length - _taken);
        _piece.GetBuffer().AsSpan(_taken, taken).CopyTo(buffer);
        _taken += taken;
        return taken;
    }

    private void Fill(CancellationToken stop)
    {
        if (_taken < _piece.Length) return;

        _taken = 0;
        _piece.SetLength(0);
        _writer ??= CsvWriter.Create(_piece, Options, leaveOpen: true);
        for (var characters = 0; characters < PieceBytes && sheet.Read();)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var cell in sheet.Cells)
            {
                _writer.WriteField(cell);
                characters += cell.Length + 1;
            }

            for (var column = sheet.Cells.Count; column < columns; column++) _writer.WriteField("");
            _writer.EndRecord();

            var rowsBefore = sheet.Row - _records - 1;
            if (rowsBefore != _gaps[_gaps.Count - 1].RowsBefore) _gaps.Add((_records, rowsBefore));
            _records++;
        }

        _writer.Flush();
    }
}
