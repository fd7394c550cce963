using System.Globalization;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Endpoints;

namespace HubSpotImports.Sandbox.Schemas;

/// <summary>Makes custom objects: the schema, its properties, and the ways in which its records can be associated.</summary>
internal sealed class SchemaMaker(Account account)
{
    /// <summary>Makes the custom object that somebody wishes for.</summary>
    /// <exception cref="RefusedRequestException">The wish cannot be met.</exception>
    public async Task<ObjectSchema> MakeAsync(ObjectSchemaCreate wish, CancellationToken cancellationToken)
    {
        Check(wish);
        var now = account.Clock.GetUtcNow().UtcDateTime;
        List<Property> properties = [.. (wish.Properties ?? []).Select(property => PropertyEndpoints.Make(property with { GroupName = property.GroupName ?? $"{wish.Name}_information" }, now))];
        List<ObjectType> others = [.. (wish.AssociatedObjects ?? []).Select(Find)];
        var schema = await account.Types.AddAsync(
            id => new ObjectSchema(
                id.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"2-{id}"),
                string.Create(CultureInfo.InvariantCulture, $"p{Account.PortalId}_{wish.Name}"),
                wish.Name!,
                wish.Labels!,
                wish.PrimaryDisplayProperty,
                wish.SecondaryDisplayProperties ?? [],
                wish.RequiredProperties ?? [],
                wish.SearchableProperties ?? [],
                properties,
                [],
                now,
                now,
                Archived: false),
            cancellationToken);
        account.Properties.AddType(ObjectType.Of(schema));
        foreach (var property in properties) await account.Properties.TryAddAsync(schema.ObjectTypeId, property, cancellationToken);
        foreach (var other in others) await account.Associations.AddAsync(schema.ObjectTypeId, other.Id, null, null, cancellationToken);
        return schema;
    }

    /// <summary>Makes those custom objects of a file that are not there yet.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or asks for what cannot be.</exception>
    public async Task SeedAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var wishes = await JsonSerializer.DeserializeAsync(stream, SandboxJson.Default.IReadOnlyListObjectSchemaCreate, cancellationToken) ?? [];
            foreach (var wish in wishes.Where(wish => !account.Types.TryFind(wish.Name, out _))) await MakeAsync(wish, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or RefusedRequestException)
        {
            throw new InvalidDataException($"The custom objects in {file} cannot be made: {exception.Message}", exception);
        }
    }

    private void Check(ObjectSchemaCreate wish)
    {
        if (string.IsNullOrWhiteSpace(wish.Name) || wish.Labels is null) throw RefusedRequestException.Invalid("A custom object needs name and labels.");
        if (!wish.Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_'))
            throw RefusedRequestException.Invalid("The name of a custom object has letters, digits and underscores only.");
        if (account.Types.TryFind(wish.Name, out _))
            throw new RefusedRequestException(StatusCodes.Status409Conflict, new HubSpotError("CONFLICT", $"There is an object type '{wish.Name}' already."));
        var names = (wish.Properties ?? []).Select(property => property.Name).ToHashSet();
        if ((wish.RequiredProperties ?? []).FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw RefusedRequestException.Invalid($"The required property '{missing}' is not one of the properties.");
    }

    private ObjectType Find(string name) =>
        account.Types.TryFind(name, out var type) ? type : throw RefusedRequestException.Invalid($"There is no object type '{name}' to associate.");
}
