using System.Buffers.Text;

namespace HubSpotImports.Checks;

/// <summary>
/// A number. HubSpot's knowledge base: decimal or scientific notation, percentages as <c>25%</c> or <c>.25</c>. Deduced: the decimal
/// sign is a point, thousands may be set off by commas where every group has three digits, and a number of more than 18 digits
/// before the point is <c>INVALID_NUMBER_SIZE</c>. Currency signs are refused (deduced).
/// </summary>
public static class NumberValue
{
    private const int LongestNumber = 128;
    private const decimal LargestMagnitude = 999_999_999_999_999_999.999_999_999m;

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="value">The number; a percentage is divided by a hundred.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.CouldNotParseNumber"/> or <see cref="ValueFault.InvalidNumberSize"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, out decimal value)
    {
        value = 0;
        var text = CellText.Trim(cell);
        var percent = text.Length > 0 && text[text.Length - 1] == (byte)'%';
        if (percent) text = CellText.Trim(text.Slice(0, text.Length - 1));
        if (!IsNumber(text)) return ValueFault.CouldNotParseNumber;
        if (text.Length > LongestNumber) return ValueFault.InvalidNumberSize;

        Span<byte> plain = stackalloc byte[LongestNumber];
        var length = 0;
        foreach (var character in text)
        {
            if (character != (byte)',') plain[length++] = character;
        }

        // The form is right already, so that only the size can be what the parser refuses.
        if (!Utf8Parser.TryParse(plain.Slice(0, length), out value, out var consumed) || consumed != length
            || value is > LargestMagnitude or < -LargestMagnitude)
            return ValueFault.InvalidNumberSize;
        if (percent) value /= 100;
        return ValueFault.None;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var i = 0;
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-') i++;
        if (!TryReadWhole(text, ref i, out var digits)) return false;
        if (i < text.Length && text[i] == (byte)'.')
        {
            i++;
            digits += CountDigits(text, ref i);
        }

        if (digits == 0) return false;
        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-') i++;
            if (CountDigits(text, ref i) == 0) return false;
        }

        return i == text.Length;
    }

    private static bool TryReadWhole(ReadOnlySpan<byte> text, ref int i, out int digits)
    {
        digits = CountDigits(text, ref i);
        if (i >= text.Length || text[i] != (byte)',') return true;
        if (digits is 0 or > 3) return false;
        while (i < text.Length && text[i] == (byte)',')
        {
            i++;
            var group = CountDigits(text, ref i);
            if (group != 3) return false;
            digits += group;
        }

        return true;
    }

    private static int CountDigits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && CellText.IsDigit(text[i])) i++;
        return i - start;
    }
}
