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
    public static async Task<SourceFile> InspectAsync(string path, ImportLimits limits, CancellationToken stop)
    {
        using var stream = Open(path);
        var start = await ReadStartAsync(stream, path, stop).ConfigureAwait(false);
        var file = IsWorkbook(path, start)
            ? Workbook.Inspect(stream, path, start, stop)
            : InspectCsv(start, stream.Length, path, limits);
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

    private static SourceFile InspectCsv(byte[] start, long length, string path, ImportLimits limits)
    {
        var file = ReadHeader(start, length, path, CsvDialect.ForInspection(path, limits));

        // A separator that the header does not have was guessed from cells, such as those of one column of lists: a;b
        return file is { Header.Count: 1, LinesBeforeHeader: 0, Separator: not ',' }
            ? ReadHeader(start, length, path, CsvDialect.ForInspection(path, limits) with { Separator = ',' })
            : file;
    }

    private static SourceFile ReadHeader(byte[] start, long length, string path, CsvReaderOptions options)
    {
        var encoding = SourceEncoding.Detect(start, isWhole: start.Length == length);
        var text = start.AsMemory(encoding.PreambleLength);
        var separatorLine = SeparatorLineLength(start, encoding);
        try
        {
            using var reader = encoding.Encoding is null
                ? CsvReader.Create(text, options)
                : CsvReader.FromText(encoding.Encoding.GetString(start, encoding.PreambleLength, text.Length), options);
            reader.ReadHeader();
            return new SourceFile(path, HsFileFormat.Csv, length, [.. reader.Headers])
            {
                Encoding = encoding,
                Separator = reader.Separator,
                BytesBeforeHeader = encoding.PreambleLength + separatorLine,
                LinesBeforeHeader = separatorLine > 0 ? 1 : 0,
                LineEnd = LineEndOf(start, encoding),
            };
        }
        catch (CsvFormatException cause)
        {
            throw HsError.InvalidCsv(path, "the header does not end; a quote is not closed.", Math.Max(1, cause.LineNumber));
        }
    }

    private static string LineEndOf(byte[] start, SourceEncoding encoding)
    {
        const int EnoughBytes = 64 << 10;
        var text = (encoding.Encoding ?? Encoding.UTF8).GetString(start, encoding.PreambleLength, Math.Min(EnoughBytes, start.Length - encoding.PreambleLength));
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 || (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n') ? "\r\n" : text[end].ToString();
    }

    // A first line such as "sep=;" tells Excel the separator. CsvHelper follows it; HubSpot would read it as the header.
    private static int SeparatorLineLength(byte[] start, SourceEncoding encoding)
    {
        const int LongestInBytes = 16;
        var decoder = encoding.Encoding ?? Encoding.UTF8;
        var line = decoder.GetString(start, encoding.PreambleLength, Math.Min(LongestInBytes, start.Length - encoding.PreambleLength));
        if (!line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) return 0;

        var end = line.IndexOf('\n');
        return end is 5 or 6 ? decoder.GetByteCount(line.ToCharArray(0, end + 1)) : 0;
    }

    private static void CheckHeader(SourceFile file)
    {
        if (file.Header.All(string.IsNullOrWhiteSpace)) throw HsError.FileEmpty(file.Path);

        var blank = file.Header.Select((header, index) => (header, number: index + 1)).Where(column => string.IsNullOrWhiteSpace(column.header)).ToList();
        if (blank.Count > 0) throw HsError.HeaderBlank(file.Path, [.. blank.Select(column => column.number)]);

        var twice = file.Header.Select((header, index) => (header, number: index + 1))
            .GroupBy(column => column.header, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"'{group.Key}' (columns {string.Join(" and ", group.Select(column => column.number))})")
            .ToList();
        if (twice.Count > 0) throw HsError.HeaderDuplicate(file.Path, twice);
    }

    private static bool IsWorkbook(string path, byte[] start) =>
        Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS" || Workbook.HasSignature(start);

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
