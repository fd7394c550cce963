using System.Buffers;

namespace HubSpotImports.Files;

/// <summary>
/// A part that is bytes of the file itself: for files that HubSpot can read as they are. Every part is sent with the header in front.
/// </summary>
internal sealed class ByteRangePart : FilePart
{
    private const int BufferLength = 128 << 10;

    private readonly IReadOnlyList<ByteRange> _ranges;
    private readonly int _start;

    /// <param name="source">The file.</param>
    /// <param name="planned">The bytes.</param>
    public ByteRangePart(SourceFile source, PartBytes planned)
        : base(source, planned.Length, planned.Hash, planned.FirstRow, planned.Rows)
    {
        _ranges = planned.Ranges;
        _start = source.BytesBeforeHeader;
    }

    private ByteRangePart(SourceFile source, ulong hash, long rows)
        : base(source, source.Length, hash, firstRow: 1, rows) => _ranges = [new ByteRange(0, source.Length)];

    /// <summary>The whole file, from its very first byte on.</summary>
    public static ByteRangePart Whole(SourceFile source, ulong hash, long rows) => new(source, hash, rows);

    private protected override async Task WriteAsync(FileStream file, Stream destination, CancellationToken stop)
    {
        // Short ranges, between rows that are held back, come out of one read.
        var buffered = new BufferedStream(file, BufferLength);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            foreach (var range in _ranges)
            {
                buffered.Position = _start + range.Offset;
                for (var left = range.Length; left > 0;)
                {
                    var read = await buffered.ReadAsync(buffer, 0, (int)Math.Min(BufferLength, left), stop).ConfigureAwait(false);
                    if (read == 0) return; // The file has become shorter, which the length then tells.
                    await destination.WriteAsync(buffer, 0, read, stop).ConfigureAwait(false);
                    left -= read;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
