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

    /// <summary>The property that identifies records, of those that a file has for an object type.</summary>
    /// <param name="objectTypeId">The object type.</param>
    /// <param name="properties">The properties that the file has.</param>
    public static HsProperty? Choose(string objectTypeId, IReadOnlyList<HsProperty> properties) =>
        properties.FirstOrDefault(property => ColumnTypeOf(objectTypeId, property.Name) == HsColumnType.ObjectId)
        ?? properties.FirstOrDefault(property => ColumnTypeOf(objectTypeId, property.Name) == HsColumnType.AlternateId)
        ?? properties.FirstOrDefault(property => property.HasUniqueValue);
}
