using System.Text;

namespace HubSpotImports.Files;

/// <summary>How the text of a file is encoded.</summary>
/// <param name="Name">The name for people.</param>
/// <param name="Encoding">The decoder; <see langword="null"/> for UTF-8, which needs none.</param>
/// <param name="PreambleLength">Bytes of the byte order mark.</param>
public sealed record SourceEncoding(string Name, Encoding? Encoding, int PreambleLength)
{
    /// <summary>UTF-8 without a byte order mark: what HubSpot asks for.</summary>
    public static SourceEncoding Utf8 { get; } = new("UTF-8", null, 0);

    /// <summary>The Western European code page that older Excel versions write.</summary>
    public static SourceEncoding Windows1252 { get; } = new("Windows-1252", CodePage(1252), 0);

    /// <summary>
    /// Decides from the beginning of a file: a byte order mark; zero bytes in every other place (UTF-16 without a mark); valid UTF-8;
    /// else Windows-1252.
    /// </summary>
    /// <param name="start">The beginning of the file.</param>
    /// <param name="isWhole">Whether it is the whole file, so that a sequence cut off at its end is a fault.</param>
    public static SourceEncoding Detect(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return new("UTF-8", null, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new("UTF-16", System.Text.Encoding.Unicode, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new("UTF-16 (big-endian)", System.Text.Encoding.BigEndianUnicode, 2);

        // The header of a CSV is mostly ASCII, so in UTF-16 one byte of nearly every pair is zero; text in UTF-8 or a code page has none.
        var (even, odd) = CountZeros(start.Length > 1024 ? start[..1024] : start);
        if (odd > even && odd * 4 >= Math.Min(start.Length, 1024)) return new("UTF-16", System.Text.Encoding.Unicode, 0);
        if (even > odd && even * 4 >= Math.Min(start.Length, 1024)) return new("UTF-16 (big-endian)", System.Text.Encoding.BigEndianUnicode, 0);

        var check = new Utf8Check();
        check.Push(start);
        if (isWhole) check.Complete();
        return check.InvalidAt is null || check.SeenMultiByte ? Utf8 : Windows1252;
    }

    private static (int Even, int Odd) CountZeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        return (even, odd);
    }

    private static Encoding CodePage(int number)
    {
#if NET
        return CodePagesEncodingProvider.Instance.GetEncoding(number)!;
#else
        return System.Text.Encoding.GetEncoding(number);
#endif
    }
}
