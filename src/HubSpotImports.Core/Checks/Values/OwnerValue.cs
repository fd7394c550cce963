namespace HubSpotImports.Checks;

/// <summary>
/// The owner of a record: a user's name, e-mail or internal value, otherwise <c>COULD_NOT_FIND_OWNER</c> (HubSpot's knowledge base). Who the
/// account's users are only HubSpot knows; what can be told beforehand is deduced: a text with an <c>@</c> must be one e-mail
/// address, and one without a letter or digit names nobody.
/// </summary>
public static class OwnerValue
{
    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.CouldNotFindOwner"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell)
    {
        var text = CellText.Trim(cell);
        var canBeOwner = text.IndexOf((byte)'@') >= 0 ? EmailValue.Check(text) == ValueFault.None : HasLetterOrDigit(text);
        return canBeOwner ? ValueFault.None : ValueFault.CouldNotFindOwner;
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character >= 0x80 || CellText.IsLetter(character) || CellText.IsDigit(character)) return true;
        }

        return false;
    }
}
