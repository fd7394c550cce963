namespace HubSpotImports.Checks;

/// <summary>
/// Keys of records of the same object type to associate with: record ids, the primary e-mails of contacts, the primary domains of
/// companies (HubSpot imports guide). Deduced: several are separated by <c>;</c>, other types have record ids alone, and anything else
/// is <c>INVALID_ASSOCIATION_KEY</c>. Whether there is such a record only HubSpot knows.
/// </summary>
public static class AssociationKeyValue
{
    /// <summary>Checks a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="objectTypeId">The type of the records.</param>
    /// <returns><see cref="ValueFault.None"/> or <see cref="ValueFault.InvalidAssociationKey"/>.</returns>
    public static ValueFault Check(ReadOnlySpan<byte> cell, string objectTypeId)
    {
        var rest = cell;
        while (CellText.TryTakeItem(ref rest, out var item))
        {
            if (RecordIdValue.Read(item, out _) != ValueFault.None && !IsAlternateKey(item, objectTypeId)) return ValueFault.InvalidAssociationKey;
        }

        return ValueFault.None;
    }

    private static bool IsAlternateKey(ReadOnlySpan<byte> key, string objectTypeId) => objectTypeId switch
    {
        "0-1" => EmailValue.Check(key) == ValueFault.None,
        "0-2" => DomainValue.Read(key, out _) == ValueFault.None,
        _ => false,
    };
}
