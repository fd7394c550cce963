using System.Buffers;

namespace HubSpotImports.Files;

/// <summary>
/// A part that is bytes of the file itself: for files that HubSpot can read as they are. Every part but the first is sent with the header
/// in front.
/// </summary>
internal sealed class ByteRangePart : FilePart
{
    private const int BufferLength = 128 << 10;

    private readonly ByteRange[] _ranges;

    private ByteRangePart(SourceFile source, ByteRange[] ranges, ulong hash, long firstRow, long rows)
        : base(source, ranges.Sum(range => range.Length), hash, firstRow, rows) => _ranges = ranges;

    /// <summary>The whole file, from an offset on.</summary>
    public static ByteRangePart Whole(SourceFile source, long offset, ulong hash, long rows) =>
        new(source, [new ByteRange(offset, source.Length - offset)], hash, firstRow: 1, rows);

    /// <summary>The parts that cuts make of a file; each is read once for its hash.</summary>
    /// <param name="source">The file.</param>
    /// <param name="headerLength">Bytes of the header.</param>
    /// <param name="cuts">The ends of the parts.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<IReadOnlyList<ByteRangePart>> CutAsync(SourceFile source, long headerLength, IReadOnlyList<Cut> cuts, CancellationToken stop)
    {
        var header = new ByteRange(source.BytesBeforeHeader, headerLength);
        var parts = new List<ByteRangePart>();
        var last = new Cut(0, headerLength);
        using var file = FileInspector.Open(source.Path);
        foreach (var cut in cuts)
        {
            ByteRange[] ranges = [header, new ByteRange(source.BytesBeforeHeader + last.End, cut.End - last.End)];
            using var measure = new HashingStream(Stream.Null, _ => { });
            await CopyAsync(file, ranges, measure, stop).ConfigureAwait(false);
            parts.Add(new ByteRangePart(source, ranges, measure.Hash, last.Row + 1, cut.Row - last.Row));
            last = cut;
        }

        return parts;
    }

    private protected override Task WriteAsync(FileStream file, Stream destination, CancellationToken stop) => CopyAsync(file, _ranges, destination, stop);

    private static async Task CopyAsync(FileStream file, ByteRange[] ranges, Stream destination, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            foreach (var range in ranges)
            {
                file.Position = range.Offset;
                for (var left = range.Length; left > 0;)
                {
                    var read = await file.ReadAsync(buffer, 0, (int)Math.Min(BufferLength, left), stop).ConfigureAwait(false);
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

    private readonly record struct ByteRange(long Offset, long Length);
}
