using System.Buffers.Text;

namespace HubSpotImports.Checks;

/// <summary>
/// A number. HubSpot's changelog (number properties in CRM APIs): digits, one minus sign, one point; commas and spaces are refused, so
/// that <c>4,68</c> is never taken for 468. HubSpot's knowledge base: percentages as <c>25%</c> or <c>.25</c>. Deduced: a plus sign
/// and scientific notation are taken too; a number of more than 18 digits before the point, or one so small that nothing is
/// left of it, is <c>INVALID_NUMBER_SIZE</c>.
/// </summary>
public static class NumberValue
{
    private const decimal TooLarge = 1_000_000_000_000_000_000m;

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
        if (!IsNumber(text, out var isZero)) return ValueFault.CouldNotParseNumber;

        // The form is right already, so that only the size can be what the parser refuses.
        if (!Utf8Parser.TryParse(text, out value, out var consumed) || consumed != text.Length
            || value is >= TooLarge or <= -TooLarge || (value == 0 && !isZero))
            return ValueFault.InvalidNumberSize;
        if (percent) value /= 100;
        return ValueFault.None;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out bool isZero)
    {
        isZero = true;
        var i = 0;
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-') i++;
        var digits = CountDigits(text, ref i, ref isZero);
        if (i < text.Length && text[i] == (byte)'.')
        {
            i++;
            digits += CountDigits(text, ref i, ref isZero);
        }

        if (digits == 0) return false;
        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-') i++;
            var ofExponent = true;
            if (CountDigits(text, ref i, ref ofExponent) == 0) return false;
        }

        return i == text.Length;
    }

    private static int CountDigits(ReadOnlySpan<byte> text, ref int i, ref bool areZero)
    {
        var start = i;
        for (; i < text.Length && CellText.IsDigit(text[i]); i++) areZero &= text[i] == (byte)'0';
        return i - start;
    }
}
