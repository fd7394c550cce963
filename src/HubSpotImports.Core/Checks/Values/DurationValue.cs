namespace HubSpotImports.Checks;

/// <summary>
/// A number that HubSpot shows as a duration: milliseconds (HubSpot's knowledge base). Read as <see cref="NumberValue"/> reads it; that a
/// percentage is none is deduced.
/// </summary>
public static class DurationValue
{
    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="milliseconds">The duration.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.CouldNotParseNumber"/> or <see cref="ValueFault.InvalidNumberSize"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, out decimal milliseconds)
    {
        milliseconds = 0;
        return cell.IndexOf((byte)'%') >= 0 ? ValueFault.CouldNotParseNumber : NumberValue.Read(cell, out milliseconds);
    }
}
