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

    /// <summary>Whether somebody said so, instead of the bytes.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The encoding that somebody said a file has. Bytes that are not in it are errors, and a byte order mark is none of its text.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="start">The beginning of the file.</param>
    public static SourceEncoding Given(Encoding encoding, ReadOnlySpan<byte> start)
    {
        var mark = Marked(start) is { } marked && (marked.Encoding ?? System.Text.Encoding.UTF8).CodePage == encoding.CodePage ? marked.PreambleLength : 0;
        if (encoding.CodePage == System.Text.Encoding.UTF8.CodePage) return new("UTF-8", null, mark) { IsGiven = true };

        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return new(encoding.WebName, strict, mark) { IsGiven = true };
    }

    /// <summary>
    /// Decides from the beginning of a file: a byte order mark; zero bytes in every other place (UTF-16 without a mark); valid UTF-8;
    /// else Windows-1252.
    /// </summary>
    /// <param name="start">The beginning of the file.</param>
    /// <param name="isWhole">Whether it is the whole file, so that a sequence cut off at its end is a fault.</param>
    public static SourceEncoding Detect(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (Marked(start) is { } marked) return marked;
        if (IsUtf16(start, high: 1)) return new("UTF-16", System.Text.Encoding.Unicode, 0);
        if (IsUtf16(start, high: 0)) return new("UTF-16 (big-endian)", System.Text.Encoding.BigEndianUnicode, 0);

        var check = new Utf8Check();
        check.Push(start);
        if (isWhole) check.Complete();
        return check.InvalidAt is null || check.SeenMultiByte ? Utf8 : Windows1252;
    }

    // The mark of UTF-32 begins with that of UTF-16.
    private static SourceEncoding? Marked(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return new("UTF-8", null, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return new("UTF-32", System.Text.Encoding.UTF32, 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return new("UTF-32 (big-endian)", new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new("UTF-16", System.Text.Encoding.Unicode, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new("UTF-16 (big-endian)", System.Text.Encoding.BigEndianUnicode, 2);
        return null;
    }

    // In UTF-16 the high byte of every separator and line end is zero, and of most letters of a header; text in UTF-8 or a code page has no
    // zeros. Of text in other scripts the separators and line ends tell: those of a file with a few stray zeros are next to none.
    private static bool IsUtf16(ReadOnlySpan<byte> start, int high)
    {
        const int Header = 1024;
        const int Sample = 64 << 10;
        var head = CountZeros(start.Slice(0, Math.Min(start.Length, Header)), high);
        if (head.High > head.Low * 2 && head.High * 4 >= Math.Min(start.Length, Header)) return true;

        var text = start.Slice(0, Math.Min(start.Length, Sample));
        var sample = CountZeros(text, high);
        if (sample.High <= sample.Low * 4 || sample.Signs <= sample.OtherSigns) return false;

        var utf8 = new Utf8Check();
        utf8.Push(text);
        return utf8.InvalidAt is not null;
    }

    private static (int High, int Low, int Signs, int OtherSigns) CountZeros(ReadOnlySpan<byte> bytes, int high)
    {
        var (highs, lows, signs, others) = (0, 0, 0, 0);
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var (highByte, lowByte) = (bytes[i + high], bytes[i + 1 - high]);
            if (highByte == 0) highs++;
            if (lowByte == 0) lows++;
            if (IsSign(lowByte) && highByte == 0) signs++;
            else if (IsSign(lowByte) || IsSign(highByte)) others++;
        }

        return (highs, lows, signs, others);
    }

    private static bool IsSign(byte value) => value is (byte)'\r' or (byte)'\n' or (byte)',' or (byte)';' or (byte)'\t' or (byte)'|';

    /// <summary>The encoding of a code page, also of those that .NET brings separately.</summary>
    internal static Encoding CodePage(int number)
    {
#if NET
        return CodePagesEncodingProvider.Instance.GetEncoding(number) ?? System.Text.Encoding.GetEncoding(number);
#else
        return System.Text.Encoding.GetEncoding(number);
#endif
    }
}
