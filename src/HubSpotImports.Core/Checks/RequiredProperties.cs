namespace HubSpotImports.Checks;

/// <summary>
/// What HubSpot needs to create a record of an object type. HubSpot's knowledge base names it for imports of contacts, companies, deals,
/// tickets and products; for the other types the list is that of the objects API, and that imports need the same is deduced. Required
/// properties of custom objects are not among the property definitions, so they are left to HubSpot.
/// </summary>
internal sealed class RequiredProperties
{
    private RequiredProperties(IReadOnlyList<string> all, IReadOnlyList<string> oneOf, bool isDocumented)
    {
        All = all;
        OneOf = oneOf;
        IsDocumented = isDocumented;
    }

    /// <summary>All of these.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>At least one of these, if there are any.</summary>
    public IReadOnlyList<string> OneOf { get; }

    /// <summary>Whether HubSpot says so of imports.</summary>
    public bool IsDocumented { get; }

    /// <summary>What an object type needs.</summary>
    /// <param name="objectTypeId">The object type.</param>
    public static RequiredProperties Of(string objectTypeId) => new(
        HsObjectType.TryFind(objectTypeId, out var type) ? type.RequiredProperties : [],
        objectTypeId switch
        {
            // The message of HubSpot's own 400, and the knowledge base.
            "0-1" => ["email", "firstname", "lastname"],
            "0-2" => ["domain", "name"],
            _ => [],
        },
        objectTypeId is "0-1" or "0-2" or "0-3" or "0-5" or "0-7");

    /// <summary>What no column of a file holds, in words; <see langword="null"/> when all is there.</summary>
    /// <param name="columns">The columns of the object type.</param>
    public string? MissingFrom(IReadOnlyCollection<HsColumnMapping> columns)
    {
        var missing = All.Where(property => columns.All(column => column.PropertyName != property)).Select(property => $"'{property}'").ToList();
        if (OneOf.Count > 0 && !columns.Any(column => OneOf.Contains(column.PropertyName))) missing.Add($"one of {string.Join(", ", OneOf.Select(property => $"'{property}'"))}");
        return missing.Count == 0 ? null : string.Join(", ", missing);
    }
}
