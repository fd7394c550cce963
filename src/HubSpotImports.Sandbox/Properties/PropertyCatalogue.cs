using System.Collections.Concurrent;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Properties;

/// <summary>
/// The properties of each object type: HubSpot's standard ones from the resource files beside this class, and those made by
/// <c>POST /crm/v3/properties</c>, which the database keeps.
/// </summary>
internal sealed class PropertyCatalogue
{
    private static readonly DateTime DefinedAt = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Property>> _properties = new(StringComparer.Ordinal);
    private readonly Database _database;

    private PropertyCatalogue(Database database) => _database = database;

    public static async Task<PropertyCatalogue> LoadAsync(Database database, ObjectTypes types, CancellationToken cancellationToken)
    {
        var catalogue = new PropertyCatalogue(database);
        foreach (var type in types.All) catalogue.AddType(type);

        using var turn = await database.EnterAsync(cancellationToken);
        foreach (var (typeId, definition) in turn.Query(
            "SELECT object_type, definition FROM properties", reader => (reader.GetString(0), reader.GetString(1))))
        {
            var property = JsonSerializer.Deserialize(definition, SandboxJson.Default.Property)!;
            catalogue._properties[typeId][property.Name] = property;
        }

        return catalogue;
    }

    /// <summary>The properties of a type, in their order.</summary>
    public IReadOnlyList<Property> Of(string typeId) =>
        [.. _properties[typeId].Values.OrderBy(property => property.DisplayOrder).ThenBy(property => property.Name, StringComparer.Ordinal)];

    public Property? Find(string typeId, string name) => _properties.GetValueOrDefault(typeId)?.GetValueOrDefault(name);

    /// <summary>Gives a type the properties that all records of it have.</summary>
    public void AddType(ObjectType type)
    {
        var properties = ReadResource(type).Select((property, index) => Expand(property, index, type));
        _properties[type.Id] = new(properties.ToDictionary(property => property.Name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Adds a property of the account's own.</summary>
    /// <returns>Whether the name was free.</returns>
    public async Task<bool> TryAddAsync(string typeId, Property property, CancellationToken cancellationToken)
    {
        if (!_properties[typeId].TryAdd(property.Name, property)) return false;
        using var turn = await _database.EnterAsync(cancellationToken);
        turn.Execute(
            "INSERT INTO properties (object_type, name, definition) VALUES ($1, $2, $3)",
            typeId,
            property.Name,
            JsonSerializer.Serialize(property, SandboxJson.Default.Property));
        return true;
    }

    private static IEnumerable<CompactProperty> ReadResource(ObjectType type)
    {
        using var resource = typeof(PropertyCatalogue).Assembly.GetManifestResourceStream($"Properties/{type.PluralName}.json");
        if (resource is not null) return JsonSerializer.Deserialize(resource, SandboxJson.Default.IReadOnlyListCompactProperty)!;

        // Types without a file of their own have what every HubSpot record has, and what it needs to be created.
        return
        [
            new CompactProperty("hs_object_id", "Record ID", "number", "number", ReadOnly: true),
            new CompactProperty("hs_createdate", "Object create date/time", "datetime", "date", ReadOnly: true),
            new CompactProperty("hs_lastmodifieddate", "Object last modified date/time", "datetime", "date", ReadOnly: true),
            new CompactProperty("hubspot_owner_id", "Owner", "enumeration", "select", External: true, References: "OWNER"),
            .. (HsObjectType.TryFind(type.Id, out _) ? type.RequiredProperties : []).Select(name => name is "hs_timestamp" or "hs_expiration_date" or "hs_initiated_date"
                ? new CompactProperty(name, name, "datetime", "date")
                : new CompactProperty(name, name)),
        ];
    }

    private static Property Expand(CompactProperty compact, int index, ObjectType type) => new(
        compact.Name,
        compact.Label,
        compact.Type,
        compact.Field,
        compact.Description,
        compact.Group ?? $"{type.Name}information",
        [.. (compact.Options ?? []).Select(Option)],
        index,
        compact.Calculated,
        compact.External,
        compact.Unique,
        compact.Hidden,
        HubspotDefined: true,
        FormField: !compact.ReadOnly && !compact.Hidden,
        Archived: false,
        compact.References,
        DefinedAt,
        DefinedAt,
        new PropertyModification(Archivable: false, ReadOnlyDefinition: true, ReadOnlyOptions: compact.Options is null, compact.ReadOnly));

    private static PropertyOption Option(string text, int index)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign < 0
            ? new PropertyOption(text, text, index, Hidden: false)
            : new PropertyOption(text[(sign + 1)..], text[..sign], index, Hidden: false);
    }
}
