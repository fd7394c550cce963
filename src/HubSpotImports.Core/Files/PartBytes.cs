namespace HubSpotImports.Files;

/// <summary>Bytes of a file, counted from its header on.</summary>
internal readonly record struct ByteRange(long Offset, long Length);

/// <summary>A part while it is gathered: the header, and ranges of the file.</summary>
internal sealed class PartBytes
{
    private readonly List<ByteRange> _ranges;
    private readonly ContentHash _hash = new();

    /// <param name="firstRow">The first row that is in it.</param>
    /// <param name="header">The bytes of the header.</param>
    public PartBytes(long firstRow, ReadOnlySpan<byte> header)
    {
        FirstRow = firstRow;
        _ranges = [new ByteRange(0, header.Length)];
        Length = header.Length;
        _hash.Push(header);
    }

    public long FirstRow { get; }

    /// <summary>How many rows are in it.</summary>
    public long Rows { get; set; }

    public long Length { get; private set; }

    public ulong Hash => _hash.Value;

    /// <summary>The ranges, in order; ranges that touch are one.</summary>
    public IReadOnlyList<ByteRange> Ranges => _ranges;

    /// <summary>Takes the next bytes.</summary>
    public void Add(long offset, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) return;

        _hash.Push(bytes);
        Length += bytes.Length;
        var last = _ranges[^1];
        if (last.Offset + last.Length == offset) _ranges[^1] = last with { Length = last.Length + bytes.Length };
        else _ranges.Add(new ByteRange(offset, bytes.Length));
    }
}
