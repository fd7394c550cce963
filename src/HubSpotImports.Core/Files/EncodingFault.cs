using System.Text;

namespace HubSpotImports.Files;

/// <summary>Finds the line of a file whose bytes are not in its encoding.</summary>
internal static class EncodingFault
{
    /// <summary>The line, from 1.</summary>
    /// <param name="file">A file whose encoding throws at such bytes.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<long> LineAsync(SourceFile file, CancellationToken stop)
    {
        var counter = new LineCounter(file.Encoding.Encoding!.GetDecoder());
        await SourcePieces.ReadAsync(file.Path, file.Encoding.PreambleLength, counter.Count, stop).ConfigureAwait(false);
        return counter.Line;
    }

    /// <summary>The line of a byte, from 1.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The place of the byte, from the header on.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<long> LineAtAsync(SourceFile file, long offset, CancellationToken stop)
    {
        var left = file.BytesBeforeHeader + offset;
        long line = 1;
        await SourcePieces.ReadAsync(
            file.Path,
            0,
            piece =>
            {
                foreach (var value in piece[..(int)Math.Min(left, piece.Length)])
                {
                    if (value == '\n') line++;
                }

                left -= piece.Length;
                return left > 0;
            },
            stop).ConfigureAwait(false);
        return line;
    }

    private sealed class LineCounter(Decoder decoder)
    {
        private readonly byte[] _byte = new byte[1];
        private readonly char[] _chars = new char[16];

        public long Line { get; private set; } = 1;

        // Byte by byte, because a decoder tells of a longer piece only that something in it is wrong.
        public bool Count(ReadOnlySpan<byte> bytes)
        {
            try
            {
                foreach (var value in bytes)
                {
                    _byte[0] = value;
                    if (decoder.GetChars(_byte, 0, 1, _chars, 0) > 0 && _chars[0] == '\n') Line++;
                }

                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
