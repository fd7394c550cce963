using System.Buffers;

namespace HubSpotImports.Files;

/// <summary>A part that is the file itself from an offset to its end: for files that HubSpot can read as they are.</summary>
internal sealed class ByteRangePart(SourceFile source, long offset, ulong hash, long rows) : FilePart(source, source.Length - offset, hash, rows)
{
    private const int BufferLength = 128 << 10;

    private protected override async Task WriteAsync(FileStream file, Stream destination, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            file.Position = offset;
            int read;
            while ((read = await file.ReadAsync(buffer, 0, BufferLength, stop).ConfigureAwait(false)) > 0)
            {
                await destination.WriteAsync(buffer, 0, read, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
