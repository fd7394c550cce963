namespace HubSpotImports.Checks;

/// <summary>
/// A value of an enumeration property: one option, or several separated by <c>;</c> for properties with several checkboxes, where a
/// leading <c>;</c> adds to what the record has (HubSpot's knowledge base).
/// </summary>
public static class EnumerationValue
{
    /// <summary>Reads a cell that holds one option.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="options">The property's options.</param>
    /// <param name="option">The place of the option found.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.InvalidEnumerationOption"/> or <see cref="ValueFault.AmbiguousEnumerationOption"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, OptionSet options, out int option)
    {
        option = options.Find(CellText.Trim(cell));
        return option switch
        {
            OptionSet.NotFound => ValueFault.InvalidEnumerationOption,
            OptionSet.Ambiguous => ValueFault.AmbiguousEnumerationOption,
            _ => ValueFault.None,
        };
    }

    /// <summary>Reads a cell that may hold several options. One bad option spoils the cell (deduced).</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="options">The property's options.</param>
    /// <param name="found">Receives the places of the options; cleared first. Repeated options count once.</param>
    /// <param name="adds">Whether the cell adds to the value that a record has, instead of replacing it.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.InvalidEnumerationOption"/> or <see cref="ValueFault.AmbiguousEnumerationOption"/>.</returns>
    public static ValueFault ReadSeveral(ReadOnlySpan<byte> cell, OptionSet options, ICollection<int> found, out bool adds)
    {
        found.Clear();
        var rest = CellText.Trim(cell);
        adds = rest.Length > 0 && rest[0] == (byte)';';
        while (CellText.TryTakeItem(ref rest, out var one))
        {
            var fault = Read(one, options, out var option);
            if (fault != ValueFault.None) return fault;
            if (!found.Contains(option)) found.Add(option);
        }

        return ValueFault.None;
    }
}
