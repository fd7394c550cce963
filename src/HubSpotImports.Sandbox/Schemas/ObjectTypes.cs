using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Schemas;

/// <summary>The object types of the account: HubSpot's own, and custom objects, which the database keeps.</summary>
internal sealed class ObjectTypes
{
    private readonly ConcurrentDictionary<string, ObjectSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Database _database;

    private ObjectTypes(Database database) => _database = database;

    public IEnumerable<ObjectType> All => HsObjectType.All.Select(ObjectType.Of).Concat(_schemas.Values.Select(ObjectType.Of));

    /// <summary>The custom objects, in the order in which they were made.</summary>
    public IReadOnlyList<ObjectSchema> Schemas => [.. _schemas.Values.OrderBy(schema => long.Parse(schema.Id, CultureInfo.InvariantCulture))];

    public static async Task<ObjectTypes> LoadAsync(Database database, CancellationToken cancellationToken)
    {
        var types = new ObjectTypes(database);
        using var turn = await database.EnterAsync(cancellationToken);
        foreach (var definition in turn.Query("SELECT definition FROM schemas", reader => reader.GetString(0)))
        {
            var schema = JsonSerializer.Deserialize(definition, SandboxJson.Default.ObjectSchema)!;
            types._schemas[schema.ObjectTypeId] = schema;
        }

        return types;
    }

    /// <summary>Finds a type by id or name; a custom object also by its fully qualified name.</summary>
    public bool TryFind(string? idOrName, [NotNullWhen(true)] out ObjectType? type)
    {
        type = HsObjectType.TryFind(idOrName, out var own)
            ? ObjectType.Of(own)
            : _schemas.Values.FirstOrDefault(schema => IsNamed(schema, idOrName)) is { } schema ? ObjectType.Of(schema) : null;
        return type is not null;
    }

    public ObjectSchema? FindSchema(string? idOrName) => _schemas.Values.FirstOrDefault(schema => IsNamed(schema, idOrName));

    /// <summary>Adds a custom object, under the next free id.</summary>
    public async Task<ObjectSchema> AddAsync(Func<long, ObjectSchema> make, CancellationToken cancellationToken)
    {
        using var turn = await _database.EnterAsync(cancellationToken);
        var schema = make(turn.Query("SELECT COALESCE(MAX(id), 0) + 1 FROM schemas", reader => reader.GetInt64(0))[0]);
        turn.Execute(
            "INSERT INTO schemas (id, definition) VALUES ($1, $2)", long.Parse(schema.Id, CultureInfo.InvariantCulture), JsonSerializer.Serialize(schema, SandboxJson.Default.ObjectSchema));
        _schemas[schema.ObjectTypeId] = schema;
        return schema;
    }

    private static bool IsNamed(ObjectSchema schema, string? name) =>
        schema.ObjectTypeId == name
        || schema.FullyQualifiedName.Equals(name, StringComparison.OrdinalIgnoreCase)
        || schema.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the sandbox needs to know of an object type.</summary>
/// <param name="Id">The id, such as <c>0-1</c>, or <c>2-n</c> for a custom object.</param>
/// <param name="Name">The singular name.</param>
/// <param name="PluralName">The plural name.</param>
/// <param name="RequiredProperties">The properties that a new record needs all of.</param>
internal sealed record ObjectType(string Id, string Name, string PluralName, IReadOnlyList<string> RequiredProperties)
{
    public static ObjectType Of(HsObjectType type) => new(type.Id, type.Name, type.PluralName, type.RequiredProperties);

    public static ObjectType Of(ObjectSchema schema) => new(schema.ObjectTypeId, schema.Name, schema.Name, schema.RequiredProperties);
}
