using System.Buffers;

namespace HubSpotImports.Files;

/// <summary>Takes a piece of a file.</summary>
/// <param name="piece">The bytes; they are others when it returns.</param>
/// <returns>Whether to read on.</returns>
internal delegate bool TakePiece(ReadOnlySpan<byte> piece);

/// <summary>Reads a file piece by piece, for what needs its bytes alone.</summary>
internal static class SourcePieces
{
    private const int PieceLength = 128 << 10;

    /// <summary>Reads on until the end, or until there is enough.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">The first byte that is wanted.</param>
    /// <param name="take">Takes each piece.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task ReadAsync(string path, long start, TakePiece take, CancellationToken stop)
    {
        using var source = FileInspector.Open(path);
        source.Position = start;
        var buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            int read;
            do
            {
                read = await source.ReadAsync(buffer, 0, PieceLength, stop).ConfigureAwait(false);
            }
            while (read > 0 && take(buffer.AsSpan(0, read)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
