namespace HubSpotImports.Checks;

/// <summary>
/// The domain of a company. <c>INVALID_DOMAIN</c> is named in HubSpot's knowledge base; the rule is deduced: host names of at least two
/// labels with letters, digits and inner hyphens, the last label of two letters at least and not a number. Letters outside ASCII are
/// allowed, signs and invisible characters are not (RFC 5892). A web address is reduced to its host, without <c>www.</c>, as HubSpot
/// does when a domain is typed in.
/// </summary>
public static class DomainValue
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="domain">The host name in the cell, without <c>https://</c>, <c>www.</c>, port and path; letters as they are.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidDomain"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, out ReadOnlySpan<byte> domain)
    {
        domain = HostOf(CellText.Trim(cell));
        return IsHostName(domain) ? ValueFault.None : ValueFault.InvalidDomain;
    }

    /// <summary>Checks a cell with further domains of a company, separated by <c>;</c> (HubSpot's knowledge base).</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidDomain"/>.</returns>
    public static ValueFault CheckFurther(ReadOnlySpan<byte> cell)
    {
        var rest = cell;
        while (CellText.TryTakeItem(ref rest, out var domain))
        {
            if (Read(domain, out _) != ValueFault.None) return ValueFault.InvalidDomain;
        }

        return ValueFault.None;
    }

    internal static bool IsHostName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > LongestName) return false;
        if (IsPlainHostName(name)) return true;

        var labels = 0;
        var lastLabelHasLetter = false;
        while (true)
        {
            var dot = name.IndexOf((byte)'.');
            var label = dot < 0 ? name : name.Slice(0, dot);
            if (!IsLabel(label, out lastLabelHasLetter)) return false;
            labels++;
            if (dot < 0) return labels >= 2 && lastLabelHasLetter && label.Length >= 2;
            name = name.Slice(dot + 1);
        }
    }

    // Nearly all are letters, digits and single dots and hyphens between them, with letters alone behind the last dot.
    private static bool IsPlainHostName(ReadOnlySpan<byte> name)
    {
        var start = 0; // Of the label.
        var isInner = false; // Whether a dot or hyphen may follow.
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (CellText.IsLetter(character) || CellText.IsDigit(character))
            {
                isInner = true;
                continue;
            }

            if (!isInner || (character != (byte)'.' && character != (byte)'-')) return false;
            isInner = false;
            if (character == (byte)'-') continue;
            if (i - start > LongestLabel) return false;
            start = i + 1;
        }

        return start > 0 && isInner && name.Length - start is >= 2 and <= LongestLabel && CellText.IsLetter(name[start]);
    }

    private static bool IsLabel(ReadOnlySpan<byte> label, out bool hasLetter)
    {
        hasLetter = false;
        if (label.Length is 0 or > LongestLabel || label[0] == (byte)'-' || label[label.Length - 1] == (byte)'-') return false;
        for (var i = 0; i < label.Length;)
        {
            if (label[i] >= 0x80)
            {
                if (!CellText.TrySkipInternationalLetter(label, ref i)) return false;
                hasLetter = true;
                continue;
            }

            if (CellText.IsLetter(label[i])) hasLetter = true;
            else if (!CellText.IsDigit(label[i]) && label[i] != (byte)'-') return false;
            i++;
        }

        return true;
    }

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> address)
    {
        var scheme = address.IndexOf("://"u8);
        if (scheme >= 0 && (CellText.Is(address.Slice(0, scheme), "http"u8) || CellText.Is(address.Slice(0, scheme), "https"u8)))
            address = address.Slice(scheme + 3);
        var end = address.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        if (end >= 0) address = address.Slice(0, end);
        var port = address.IndexOf((byte)':');
        if (port >= 0 && IsPort(address.Slice(port + 1))) address = address.Slice(0, port);

        if (address.Length <= 4 || !CellText.Is(address.Slice(0, 4), "www."u8)) return address;
        var bare = address.Slice(4);
        return bare.IndexOf((byte)'.') >= 0 ? bare : address; // The "www." of "www.org" is the domain itself.
    }

    private static bool IsPort(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (!CellText.IsDigit(character)) return false;
        }

        return text.Length is > 0 and <= 5;
    }
}
