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
    private const int MostDigits = 18; // A long holds any number of so many.
    private const int MostDecimals = 28; // A decimal has no more.

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
        if (!TryScan(text, out var form)) return ValueFault.CouldNotParseNumber;
        if (!TryConvert(text, form, out value)) return ValueFault.InvalidNumberSize;
        if (percent) value /= 100;
        return ValueFault.None;
    }

    private static bool TryScan(ReadOnlySpan<byte> text, out Form form)
    {
        form = default;
        var i = 0;
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        if (isNegative || (text.Length > 0 && text[0] == (byte)'+')) i++;
        var start = i;
        var point = -1;
        var digits = 0L;
        var significant = 0;
        for (; i < text.Length; i++)
        {
            var digit = text[i] - (uint)'0';
            if (digit <= 9)
            {
                if (digits > 0 || digit > 0) significant++;
                if (significant <= MostDigits) digits = (digits * 10) + digit;
            }
            else if (text[i] == (byte)'.' && point < 0) point = i;
            else break;
        }

        if (i - start == (point < 0 ? 0 : 1)) return false;
        form = new Form(isNegative && significant > 0, digits, significant, point < 0 ? 0 : i - point - 1, HasExponent: i < text.Length);
        return i == text.Length || IsExponent(text.Slice(i));
    }

    // The form is right already, so that only the size can be what fails.
    private static bool TryConvert(ReadOnlySpan<byte> text, Form form, out decimal value)
    {
        if (!form.FitsLong)
        {
            return Utf8Parser.TryParse(text, out value, out _)
                && value is < TooLarge and > -TooLarge
                && (value != 0 || form.Significant == 0);
        }

        value = new decimal((int)form.Digits, (int)(form.Digits >> 32), 0, form.IsNegative, (byte)form.Decimals);
        return true;
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if ((text[0] | 0x20) != 'e') return false;
        var start = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? 2 : 1;
        var i = start;
        while (i < text.Length && CellText.IsDigit(text[i])) i++;
        return i > start && i == text.Length;
    }

    /// <summary>The parts of a number.</summary>
    /// <param name="IsNegative">Whether it is less than zero.</param>
    /// <param name="Digits">The digits as one whole number, if there are not too many.</param>
    /// <param name="Significant">How many digits there are from the first that is not 0.</param>
    /// <param name="Decimals">How many digits are behind the point.</param>
    /// <param name="HasExponent">Whether it is in scientific notation.</param>
    private readonly record struct Form(bool IsNegative, long Digits, int Significant, int Decimals, bool HasExponent)
    {
        /// <summary>Whether the digits and the place of the point are all there is to it, as with nearly every number.</summary>
        public bool FitsLong => Significant <= MostDigits && Decimals <= MostDecimals && !HasExponent;
    }
}
