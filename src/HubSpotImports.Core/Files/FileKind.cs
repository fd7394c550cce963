using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>Tells files that are no CSV, before their bytes are taken for cells.</summary>
internal static class FileKind
{
    /// <summary>Refuses what is known by its first bytes.</summary>
    /// <param name="start">The beginning of the file.</param>
    /// <param name="path">The full path.</param>
    /// <exception cref="HsException"><c>HsNotText</c>.</exception>
    public static void RefuseOther(ReadOnlySpan<byte> start, string path)
    {
        if (start.StartsWith("%PDF-"u8)) throw HsError.NotText(path, "it is a PDF.");
        if (start.StartsWith("{\\rtf"u8)) throw HsError.NotText(path, "it is an RTF document.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) throw HsError.NotText(path, "it is compressed with gzip.");
        if (start.StartsWith("<!DOCTYPE"u8) || start.StartsWith("<html"u8) || start.StartsWith("<table"u8)) throw HsError.NotText(path, "it is a web page.");
        if (start.StartsWith("<?xml"u8)) throw HsError.NotText(path, "it is XML.");
    }

    /// <summary>Refuses a header with characters that no header has: the file is binary, or text in another encoding.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Its beginning.</param>
    /// <exception cref="HsException"><c>HsNotText</c>, <c>HsInvalidEncoding</c>.</exception>
    public static void RefuseUnreadableHeader(SourceFile file, ReadOnlySpan<byte> start)
    {
        // The sign that stands for what cannot be read, unless the file itself holds it.
        if (file.Header.Any(header => header.IndexOf('\uFFFD') >= 0) && start.IndexOf("\uFFFD"u8) < 0)
        {
            throw file.Encoding.IsGiven ? HsError.InvalidEncoding(file.Path, file.Encoding.Name, file.LinesBeforeHeader + 1) : HsError.NotText(file.Path, "its header holds bytes that are no text.");
        }

        // Windows-1252 is what is left when nothing else fits, and then C1 control characters are bytes that it does not have.
        var isGuess = file.Encoding == SourceEncoding.Windows1252;
        if (file.Header.Any(header => header.Any(c => c is not ('\t' or '\r' or '\n') && (c < ' ' || (isGuess && c is >= '\x7F' and <= '\x9F')))))
        {
            throw HsError.NotText(file.Path, "its header holds bytes that are no text.");
        }
    }
}
