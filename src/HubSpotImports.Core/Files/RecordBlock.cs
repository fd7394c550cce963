using System.Buffers;

namespace HubSpotImports.Files;

/// <summary>
/// Whole records of a file, which one thread looks at. Rows are numbered from 1 within the block; where they stand in the file is known
/// when all blocks before this one are done. A block is used again for other records.
/// </summary>
internal sealed class RecordBlock : IDisposable
{
    private readonly List<int> _faulty = [];
    private byte[] _buffer = [];
    private int[] _starts = new int[1024];
    private long[]? _lines;

    /// <summary>The offset of the first byte, from the header on.</summary>
    public long Offset { get; private set; }

    /// <summary>The bytes; none where only the rows are known.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>How many bytes of the file before it are read.</summary>
    public long SourceOffset { get; private set; }

    /// <summary>How many bytes of the file it took; where the file is decoded while it is read, about.</summary>
    public long SourceBytes { get; private set; }

    /// <summary>Bytes of the header, in the first block.</summary>
    public int HeaderLength { get; set; }

    /// <summary>Data rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows that did not pass the check, in order.</summary>
    public IReadOnlyList<int> Faulty => _faulty;

    /// <summary>Whether HubSpot reads the bytes as this module does.</summary>
    public bool IsStrict { get; set; }

    /// <summary>The offset of the first byte that is not UTF-8, within the block.</summary>
    public long? InvalidAt { get; set; }

    /// <summary>Whether a valid UTF-8 sequence of several bytes came before.</summary>
    public bool SeenMultiByte { get; set; }

    /// <summary>Data rows of the file before the block.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>Lines of the file before the block.</summary>
    public long LinesBefore { get; private set; }

    /// <summary>Lines of the block.</summary>
    public int Lines { get; set; }

    /// <summary>Begins with other records.</summary>
    /// <param name="offset">The offset of the first byte, from the header on.</param>
    public void Begin(long offset)
    {
        Offset = offset;
        Bytes = default;
        (HeaderLength, Rows, Lines) = (0, 0, 0);
        (IsStrict, SeenMultiByte, InvalidAt) = (true, false, null);
        _faulty.Clear();
    }

    /// <summary>The block's own room for bytes.</summary>
    /// <param name="length">How long it has to be; what is in it stays.</param>
    public byte[] Room(int length)
    {
        if (_buffer.Length >= length) return _buffer;

        var longer = ArrayPool<byte>.Shared.Rent(length);
        _buffer.CopyTo(longer, 0);
        Dispose();
        return _buffer = longer;
    }

    /// <summary>Says how many bytes of the room are records.</summary>
    public void Fill(int length)
    {
        Bytes = _buffer.AsMemory(0, length);
        (SourceOffset, SourceBytes) = (Offset, length);
    }

    /// <summary>Takes the next row.</summary>
    /// <param name="start">The offset of its first byte within the block.</param>
    public void Add(int start)
    {
        if (Rows == _starts.Length) Array.Resize(ref _starts, Rows * 2);
        _starts[Rows++] = start;
    }

    /// <summary>Takes the next row of a file whose bytes are not at hand.</summary>
    /// <param name="line">Its line in the file.</param>
    public void AddLine(long line)
    {
        _lines ??= new long[_starts.Length];
        if (Rows == _lines.Length) Array.Resize(ref _lines, Rows * 2);
        _lines[Rows++] = line;
    }

    /// <summary>Says which bytes of the file became the rows whose lines were added.</summary>
    public void TakeFrom(long start, long end) => (SourceOffset, SourceBytes) = (start, end - start);

    /// <summary>Says that the last row did not pass the check.</summary>
    public void LastIsFaulty() => _faulty.Add(Rows);

    /// <summary>Says where the block stands.</summary>
    /// <param name="rowsBefore">Data rows before it.</param>
    /// <param name="linesBefore">Lines before it.</param>
    public void Place(long rowsBefore, long linesBefore) => (RowsBefore, LinesBefore) = (rowsBefore, linesBefore);

    /// <summary>The offset of the first byte of a row within the block.</summary>
    /// <param name="row">The row, from 1.</param>
    public int StartOf(int row) => _starts[row - 1];

    /// <summary>The offset behind the line end of a row within the block.</summary>
    /// <param name="row">The row, from 1.</param>
    public int EndOf(int row) => row == Rows ? Bytes.Length : _starts[row];

    /// <summary>The line of the file where a row begins.</summary>
    /// <param name="row">The row, from 1.</param>
    public long LineOf(int row) => Bytes.Length > 0 ? LinesBefore + 1 + LineBreaks.Count(Bytes.Span[..StartOf(row)]) : _lines![row - 1];

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
