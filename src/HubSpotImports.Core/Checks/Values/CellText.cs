namespace HubSpotImports.Checks;

/// <summary>A cell as the value rules see it: UTF-8, without the blanks around it (that HubSpot trims is deduced).</summary>
public static class CellText
{
    /// <summary>The cell without spaces, tabs and line breaks at its ends.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        var start = 0;
        var end = cell.Length;
        while (start < end && IsBlank(cell[start])) start++;
        while (end > start && IsBlank(cell[end - 1])) end--;
        return cell.Slice(start, end - start);
    }

    internal static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    internal static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';

    internal static bool IsLetter(byte character) => (byte)(character | 0x20) is >= (byte)'a' and <= (byte)'z';

    /// <summary>Whether the text is the given word; case of ASCII letters does not matter.</summary>
    internal static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCaseWord)
    {
        if (text.Length != lowerCaseWord.Length) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
            if (character != lowerCaseWord[i]) return false;
        }

        return true;
    }
}
