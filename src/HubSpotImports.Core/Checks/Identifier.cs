namespace HubSpotImports.Checks;

/// <summary>
/// Decides which column of an object tells HubSpot the record that is meant. One column an object: the record id, else the e-mail of
/// contacts or the domain of companies, else a property with unique values (HubSpot imports guide).
/// </summary>
public static class Identifier
{
    /// <summary>The column type of a property that stands alone, from its name.</summary>
    /// <param name="objectTypeId">The object type.</param>
    /// <param name="propertyName">The property.</param>
    public static HsColumnType ColumnTypeOf(string objectTypeId, string? propertyName) => (objectTypeId, propertyName) switch
    {
        (_, "hs_object_id") => HsColumnType.ObjectId,
        ("0-1", "email") or ("0-2", "domain") => HsColumnType.AlternateId,
        _ => HsColumnType.Standard,
    };

    /// <summary>Whether HubSpot finds records by a column: one that says so, or one with record ids, e-mails or domains, which HubSpot recognizes anyway (deduced).</summary>
    /// <param name="column">The column.</param>
    internal static bool Is(HsColumnMapping column) =>
        column.IsOwn && (column.ColumnType is HsColumnType.ObjectId or HsColumnType.AlternateId || ColumnTypeOf(column.ObjectTypeId, column.PropertyName) != HsColumnType.Standard);

    /// <summary>
    /// Whether a property can find records or tie files together: the record id, the e-mail of contacts, the domain of companies, or a
    /// property with unique values (HubSpot imports guide).
    /// </summary>
    /// <param name="objectTypeId">The object type.</param>
    /// <param name="property">The property.</param>
    internal static bool CanBe(string objectTypeId, HsProperty property) =>
        property.HasUniqueValue || ColumnTypeOf(objectTypeId, property.Name) != HsColumnType.Standard;

    /// <summary>The property that identifies records, of those that a file has for an object type.</summary>
    /// <param name="objectTypeId">The object type.</param>
    /// <param name="properties">The properties that the file has.</param>
    public static HsProperty? Choose(string objectTypeId, IReadOnlyList<HsProperty> properties) =>
        properties.FirstOrDefault(property => ColumnTypeOf(objectTypeId, property.Name) == HsColumnType.ObjectId)
        ?? properties.FirstOrDefault(property => ColumnTypeOf(objectTypeId, property.Name) == HsColumnType.AlternateId)
        ?? properties.FirstOrDefault(property => property.HasUniqueValue);
}
