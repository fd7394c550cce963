namespace HubSpotImports.Checks;

/// <summary>
/// A value of a file property: ids of HubSpot's files tool or web addresses, otherwise <c>INVALID_ENUM_FILE_ID_OR_URL</c>. The name of the
/// code is all that HubSpot publishes; deduced from it: whole numbers, <c>http</c> and <c>https</c> addresses with a host and without
/// blanks, several separated by <c>;</c>.
/// </summary>
public static class FileValue
{
    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidFileIdOrUrl"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell)
    {
        var rest = cell;
        while (CellText.TryTakeItem(ref rest, out var item))
        {
            if (RecordIdValue.Read(item, out _) != ValueFault.None && !IsAddress(item)) return ValueFault.InvalidFileIdOrUrl;
        }

        return ValueFault.None;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text)
    {
        var scheme = text.IndexOf("://"u8);
        if (scheme < 0 || !(CellText.Is(text.Slice(0, scheme), "https"u8) || CellText.Is(text.Slice(0, scheme), "http"u8))) return false;
        var afterScheme = text.Slice(scheme + 3);
        return afterScheme.Length > 0 && afterScheme[0] != (byte)'/' && afterScheme.IndexOf((byte)' ') < 0;
    }
}
