namespace HubSpotImports.Checks;

/// <summary>
/// A value of a property of type <c>phone_number</c> (HubSpot's specification from 2026-03 on; the older phone properties are texts). Its
/// rule is not published, so all is deduced: a <c>+</c> and 3 to 15 digits (E.164) with blanks and <c>( ) - . /</c> between them, and
/// an extension; anything else is <c>INVALID_PROPERTY_VALUE_FORMAT</c>.
/// </summary>
public static class PhoneNumberValue
{
    private const int FewestDigits = 3;
    private const int MostDigits = 15;

    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidPropertyValueFormat"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell)
    {
        var text = CellText.Trim(cell);
        var i = text.Length > 0 && text[0] == (byte)'+' ? 1 : 0;
        var digits = 0;
        for (; i < text.Length; i++)
        {
            if (CellText.IsDigit(text[i])) digits++;
            else if (" ()-./"u8.IndexOf(text[i]) < 0) break;
        }

        return digits is >= FewestDigits and <= MostDigits && (i == text.Length || IsExtension(text.Slice(i)))
            ? ValueFault.None
            : ValueFault.InvalidPropertyValueFormat;
    }

    private static bool IsExtension(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && !CellText.IsDigit(text[start])) start++;
        var word = CellText.Trim(text.Slice(0, start));
        if (start == text.Length || !(CellText.Is(word, "x"u8) || CellText.Is(word, "ext"u8) || CellText.Is(word, "ext."u8) || CellText.Is(word, ";ext="u8)))
            return false;
        foreach (var character in text.Slice(start))
        {
            if (!CellText.IsDigit(character)) return false;
        }

        return true;
    }
}
