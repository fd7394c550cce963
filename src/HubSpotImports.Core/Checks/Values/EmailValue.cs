namespace HubSpotImports.Checks;

/// <summary>
/// An e-mail address. HubSpot's knowledge base names <c>INVALID_EMAIL</c> but not the rule behind it; this one is deduced from
/// RFC 5321: one <c>@</c>, a local part of at most 64 ASCII characters without blanks, quotes or doubled dots, and a domain by
/// <see cref="DomainValue"/>'s rule for host names.
/// </summary>
public static class EmailValue
{
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;
    private static readonly bool[] LocalCharacters = NewLocalCharacters();

    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8; blanks around the address do not matter.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidEmail"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell)
    {
        var address = CellText.Trim(cell);
        var at = address.IndexOf((byte)'@');
        return at is > 0 and <= LongestLocalPart
            && address.Length <= LongestAddress
            && IsLocalPart(address.Slice(0, at))
            && DomainValue.IsHostName(address.Slice(at + 1))
            ? ValueFault.None
            : ValueFault.InvalidEmail;
    }

    /// <summary>
    /// Checks a cell with further addresses of a contact, separated by <c>;</c> (HubSpot's knowledge base). That one which is none is
    /// <c>SECONDARY_EMAIL_WRITE_FAILURE</c> is deduced.
    /// </summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.SecondaryEmailWriteFailure"/>.</returns>
    public static ValueFault CheckFurther(ReadOnlySpan<byte> cell)
    {
        var rest = cell;
        while (CellText.TryTakeItem(ref rest, out var address))
        {
            if (Check(address) != ValueFault.None) return ValueFault.SecondaryEmailWriteFailure;
        }

        return ValueFault.None;
    }

    private static bool IsLocalPart(ReadOnlySpan<byte> local)
    {
        var previous = (byte)'.';
        foreach (var character in local)
        {
            if (character == (byte)'.' ? previous == (byte)'.' : !LocalCharacters[character]) return false;
            previous = character;
        }

        return previous != (byte)'.';
    }

    private static bool[] NewLocalCharacters()
    {
        var allowed = new bool[256];
        for (var character = 0; character < 0x80; character++) allowed[character] = CellText.IsLetter((byte)character) || CellText.IsDigit((byte)character);
        foreach (var sign in "!#$%&'*+-/=?^_`{|}~"u8) allowed[sign] = true;
        return allowed;
    }
}
