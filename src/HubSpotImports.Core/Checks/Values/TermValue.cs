namespace HubSpotImports.Checks;

/// <summary>
/// The term of a product or line item: an ISO 8601 period such as <c>P6M</c> or <c>P1Y</c> (HubSpot's knowledge base). Deduced: years,
/// months, weeks and days in this order, whole numbers of up to six digits, letters in any case, no times; that a value which is none is
/// <c>COULD_NOT_PARSE_TERM</c>, and one of no length <c>OUTSIDE_VALID_TERM_RANGE</c>.
/// </summary>
public static class TermValue
{
    private const int MostDigits = 6;

    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.CouldNotParseTerm"/> or <see cref="ValueFault.OutsideValidTermRange"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell)
    {
        var text = CellText.Trim(cell);
        if (text.Length < 3 || (text[0] | 0x20) != 'p') return ValueFault.CouldNotParseTerm;
        var unit = 0;
        var hasLength = false;
        for (var i = 1; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && CellText.IsDigit(text[i])) hasLength |= text[i++] != (byte)'0';
            if (i == text.Length || i - start is < 1 or > MostDigits) return ValueFault.CouldNotParseTerm;
            var next = "ymwd"u8.IndexOf((byte)(text[i] | 0x20)) + 1;
            if (next <= unit) return ValueFault.CouldNotParseTerm;
            unit = next;
        }

        return hasLength ? ValueFault.None : ValueFault.OutsideValidTermRange;
    }
}
