namespace HubSpotImports.Checks;

/// <summary>
/// The id of a record. HubSpot's knowledge base: a whole number, otherwise <c>INVALID_RECORD_ID</c>. Deduced: more than zero, within
/// 64 bits, digits only; leading zeros do not matter. Whether there is such a record only HubSpot knows.
/// </summary>
public static class RecordIdValue
{
    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="value">The id.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidRecordId"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, out long value)
    {
        value = 0;
        foreach (var character in CellText.Trim(cell))
        {
            var digit = character - '0';
            if (digit is < 0 or > 9 || value > (long.MaxValue - digit) / 10) return ValueFault.InvalidRecordId;
            value = (value * 10) + digit;
        }

        return value > 0 ? ValueFault.None : ValueFault.InvalidRecordId;
    }
}
