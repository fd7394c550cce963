using System.Globalization;
using System.Text;
using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>Finds out what a file is from its beginning: the kind, the encoding, the separator and the header.</summary>
public static class FileInspector
{
    private const int StartLength = 1 << 20;

    /// <summary>Inspects a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks the read off.</param>
    /// <exception cref="HsException">The file is missing, a folder, locked, empty, or has a header that HubSpot would not take.</exception>
    public static Task<SourceFile> InspectAsync(string path, ImportLimits limits, CancellationToken stop) => InspectAsync(path, encoding: null, hasHeader: true, limits, stop);

    /// <summary>Inspects a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="encoding">How its text is encoded; <see langword="null"/> to find out. A workbook says so itself.</param>
    /// <param name="hasHeader">Whether the first record is the header; else its columns go by their numbers.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks the read off.</param>
    /// <exception cref="HsException">The file is missing, a folder, locked, empty, no text, or has a header that HubSpot would not take.</exception>
    public static async Task<SourceFile> InspectAsync(string path, Encoding? encoding, bool hasHeader, ImportLimits limits, CancellationToken stop)
    {
        using var stream = Open(path);
        var start = await ReadStartAsync(stream, path, stop).ConfigureAwait(false);
        var file = Workbook.HasExtension(path) || Workbook.HasSignature(start) ? Workbook.Inspect(stream, path) : InspectCsv(start, stream.Length, path, encoding, limits);
        if (!hasHeader) return WithoutHeader(file);
        CheckHeader(file);
        return file;
    }

    /// <summary>Opens a file for reading that nobody may write to meanwhile.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isAsynchronous">Whether it is read asynchronously; else each read waits on its thread.</param>
    internal static SourceStream Open(string path, bool isAsynchronous = true)
    {
        if (Directory.Exists(path)) throw HsError.FileIsFolder(path);
        if (!File.Exists(path)) throw HsError.FileNotFound(path);
        try
        {
            return new SourceStream(path, isAsynchronous);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw cause is FileNotFoundException ? HsError.FileNotFound(path) : HsError.FileNotReadable(path, cause);
        }
    }

    private static SourceFile InspectCsv(byte[] start, long length, string path, Encoding? given, ImportLimits limits)
    {
        FileKind.RefuseOther(start, path);
        var isWhole = start.Length == length;
        var encoding = given is null ? SourceEncoding.Detect(start, isWhole) : SourceEncoding.Given(given, start);
        var options = CsvDialect.ForInspection(path, limits);
        var file = ReadHeader(start, length, path, encoding, options);

        if (file is { Header.Count: 1, LinesBeforeHeader: 0 }) file = ReadWithSeparatorOfHeader(file, start, options);
        FileKind.RefuseUnreadableHeader(file, start);
        return file;
    }

    private static SourceFile ReadHeader(byte[] start, long length, string path, SourceEncoding encoding, CsvReaderOptions options)
    {
        var isWhole = start.Length == length;
        try
        {
            var text = Utf8Of(start, encoding, isWhole);
            var separatorLine = SeparatorLineOf(text.Span);
            using var reader = CsvReader.Create(text, options);
            reader.ReadHeader();
            if (!isWhole && !EndsHeader(text, options)) throw HsError.InvalidCsv(path, $"the header is longer than {StartLength >> 20} MB.", 1);
            return new SourceFile(path, HsFileFormat.Csv, length, [.. reader.Headers])
            {
                Encoding = encoding,
                Separator = reader.Separator,
                BytesBeforeHeader = encoding.PreambleLength + (encoding.Encoding ?? Encoding.UTF8).GetByteCount(separatorLine),
                LinesBeforeHeader = separatorLine.Length > 0 ? 1 : 0,
                LineEnd = LineEndOf(text.Span),
            };
        }
        catch (CsvFormatException cause)
        {
            throw HsError.InvalidCsv(path, "the header does not end; a quote is not closed.", Math.Max(1, cause.LineNumber));
        }
    }

    // What splits cells and not the header was guessed from cells, such as lists: a;b. What splits the header and is in rows is better, and else a comma.
    private static SourceFile ReadWithSeparatorOfHeader(SourceFile file, byte[] start, CsvReaderOptions options)
    {
        var text = Utf8Of(start, file.Encoding, start.Length == file.Length).Span;
        var rows = text.Slice(Math.Max(0, text.IndexOfAny((byte)'\r', (byte)'\n')));
        foreach (var separator in ",;\t|")
        {
            if (file.Header[0].IndexOf(separator) < 0 || rows.IndexOf((byte)separator) < 0) continue;
            var split = ReadHeader(start, file.Length, file.Path, file.Encoding, options with { Separator = separator });
            if (split.Header.Count > 1) return split;
        }

        return file.Separator == ',' ? file : ReadHeader(start, file.Length, file.Path, file.Encoding, options with { Separator = ',' });
    }

    private static ReadOnlyMemory<byte> Utf8Of(byte[] start, SourceEncoding encoding, bool isWhole)
    {
        if (encoding.Encoding is not { } other) return start.AsMemory(encoding.PreambleLength);

        // A character that the end of the piece cuts is left out; bytes that are none are for the read of the whole file to tell.
        other = (Encoding)other.Clone();
        other.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        var length = start.Length - encoding.PreambleLength;
        var text = new char[other.GetMaxCharCount(length)];
        return Encoding.UTF8.GetBytes(text, 0, other.GetDecoder().GetChars(start, encoding.PreambleLength, length, text, 0, flush: isWhole));
    }

    private static bool EndsHeader(ReadOnlyMemory<byte> text, CsvReaderOptions options)
    {
        using var reader = CsvReader.Create(text, options with { HasHeader = false });
        return reader.Read() && reader.ByteOffset + reader.RawRecord.Length < text.Length;
    }

    private static string LineEndOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0 || (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n')) return "\r\n";
        return text[end] == '\r' ? "\r" : "\n";
    }

    // A first line such as "sep=;" tells Excel the separator. CsvHelper follows it; HubSpot would read it as the header.
    private static string SeparatorLineOf(ReadOnlySpan<byte> text)
    {
        const int Longest = 7;
        var line = Encoding.UTF8.GetString(text.Slice(0, Math.Min(Longest, text.Length)).ToArray());
        var end = line.IndexOf('\n');
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && end is 5 or 6 ? line.Substring(0, end + 1) : "";
    }

    // What was read as the header is the first row, which tells how many columns there are.
    private static SourceFile WithoutHeader(SourceFile file) => file.Header.Count == 0 ? throw HsError.FileEmpty(file.Path) : file with
    {
        HasHeader = false,
        Header = [.. Enumerable.Range(1, file.Header.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))],
    };

    private static void CheckHeader(SourceFile file)
    {
        if (file.Header.All(string.IsNullOrWhiteSpace)) throw HsError.FileEmpty(file.Path);

        // Nearly every header is right: what names the faults is not even compiled for those.
        if (file.Header.Any(string.IsNullOrWhiteSpace)) throw BlankHeader(file);
        if (new HashSet<string>(file.Header, StringComparer.Ordinal).Count < file.Header.Count) throw DuplicateHeader(file);
    }

    private static HsException BlankHeader(SourceFile file)
    {
        var blank = file.Header.Select((header, index) => (header, number: index + 1)).Where(column => string.IsNullOrWhiteSpace(column.header));
        return HsError.HeaderBlank(file.Path, [.. blank.Select(column => column.number)]);
    }

    private static HsException DuplicateHeader(SourceFile file)
    {
        var twice = file.Header.Select((header, index) => (header, number: index + 1))
            .GroupBy(column => column.header, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"'{group.Key}' (columns {string.Join(" and ", group.Select(column => column.number))})")
            .ToList();
        return HsError.HeaderDuplicate(file.Path, twice);
    }

    private static async Task<byte[]> ReadStartAsync(FileStream stream, string path, CancellationToken stop)
    {
        if (stream.Length == 0) throw HsError.FileEmpty(path);

        var start = new byte[Math.Min(StartLength, stream.Length)];
        var length = 0;
        int read;
        while (length < start.Length && (read = await stream.ReadAsync(start, length, start.Length - length, stop).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        Array.Resize(ref start, length);
        return start;
    }
}
