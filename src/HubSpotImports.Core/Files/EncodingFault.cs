using System.Buffers;
using System.Text;

namespace HubSpotImports.Files;

/// <summary>Finds the line of a file whose bytes are not in the encoding that it was said to have.</summary>
internal static class EncodingFault
{
    /// <summary>The line, from 1.</summary>
    /// <param name="file">A file whose encoding throws at such bytes.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<long> LineAsync(SourceFile file, CancellationToken stop)
    {
        using var source = FileInspector.Open(file.Path);
        source.Position = file.Encoding.PreambleLength;
        var bytes = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            var counter = new LineCounter(file.Encoding.Encoding!.GetDecoder());
            int read;
            while ((read = await source.ReadAsync(bytes, 0, bytes.Length, stop).ConfigureAwait(false)) > 0 && counter.Count(bytes, read))
            {
            }

            return counter.Line;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private sealed class LineCounter(Decoder decoder)
    {
        private readonly char[] _chars = new char[16];

        public long Line { get; private set; } = 1;

        // Byte by byte, because a decoder tells of a longer piece only that something in it is wrong.
        public bool Count(byte[] bytes, int length)
        {
            try
            {
                for (var i = 0; i < length; i++)
                {
                    if (decoder.GetChars(bytes, i, 1, _chars, 0) > 0 && _chars[0] == '\n') Line++;
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
