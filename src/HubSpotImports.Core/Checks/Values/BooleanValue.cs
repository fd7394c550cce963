namespace HubSpotImports.Checks;

/// <summary>
/// A yes/no value: <c>True</c>, <c>False</c>, <c>Yes</c> or <c>No</c> in any case (HubSpot's knowledge base). That anything else is
/// <c>INVALID_ENUMERATION_OPTION</c> is deduced: to HubSpot such a property is an enumeration of true and false.
/// </summary>
public static class BooleanValue
{
    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="value">The value.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidEnumerationOption"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, out bool value)
    {
        var text = CellText.Trim(cell);
        value = CellText.Is(text, "true"u8) || CellText.Is(text, "yes"u8);
        return value || CellText.Is(text, "false"u8) || CellText.Is(text, "no"u8) ? ValueFault.None : ValueFault.InvalidEnumerationOption;
    }
}
