namespace HubSpotImports.Files;

/// <summary>Counts line breaks: CR LF, LF and CR count once each.</summary>
internal static class LineBreaks
{
    /// <summary>The line breaks of a text.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var breaks = ByteCount.Of((byte)'\n', text);
        int index;
        while ((index = text.IndexOf((byte)'\r')) >= 0)
        {
            if (index + 1 == text.Length || text[index + 1] != '\n') breaks++;
            text = text[(index + 1)..];
        }

        return breaks;
    }
}
