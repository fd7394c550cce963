using System.Globalization;

namespace HubSpotImports.Checks;

/// <summary>A cell as the value rules see it: UTF-8, without the blanks around it (that HubSpot trims is deduced).</summary>
public static class CellText
{
    /// <summary>The cell without spaces, tabs and line breaks at its ends.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        // Nearly every cell has nothing to trim.
        if (cell.Length > 0 && cell[0] > (byte)' ' && cell[cell.Length - 1] > (byte)' ') return cell;

        var start = 0;
        var end = cell.Length;
        while (start < end && IsBlank(cell[start])) start++;
        while (end > start && IsBlank(cell[end - 1])) end--;
        return cell.Slice(start, end - start);
    }

    /// <summary>Takes the next of the items that semicolons separate, trimmed; empty places are passed over.</summary>
    /// <param name="rest">What is left of the cell.</param>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was one.</returns>
    internal static bool TryTakeItem(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> item)
    {
        item = default;
        while (rest.Length > 0 && item.Length == 0)
        {
            var end = rest.IndexOf((byte)';');
            item = Trim(end < 0 ? rest : rest.Slice(0, end));
            rest = end < 0 ? default : rest.Slice(end + 1);
        }

        return item.Length > 0;
    }

    internal static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    internal static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';

    internal static bool IsLetter(byte character) => (byte)(character | 0x20) is >= (byte)'a' and <= (byte)'z';

    /// <summary>Steps over one letter, digit or combining sign outside ASCII; anything else there, or no UTF-8, is left alone.</summary>
    internal static bool TrySkipInternationalLetter(ReadOnlySpan<byte> text, ref int i)
    {
        var codePoint = Decode(text.Slice(i), out var length);
        if (codePoint < 0) return false;
        i += length;

        // Letters beyond the basic plane are rare enough for a string.
        var category = codePoint <= char.MaxValue
            ? CharUnicodeInfo.GetUnicodeCategory((char)codePoint)
            : CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(codePoint), 0);
        return category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber;
    }

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

    // Rune does this, but .NET Framework has none.
    private static int Decode(ReadOnlySpan<byte> text, out int length)
    {
        length = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;
        if (text[0] is < 0xC2 or > 0xF4 || text.Length < length) return -1;
        var codePoint = text[0] & (0x7F >> length);
        for (var i = 1; i < length; i++)
        {
            if ((text[i] & 0xC0) != 0x80) return -1;
            codePoint = (codePoint << 6) | (text[i] & 0x3F);
        }

        var smallest = length switch { 2 => 0x80, 3 => 0x800, _ => 0x10000 };
        return codePoint < smallest || codePoint is (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF ? -1 : codePoint;
    }
}
