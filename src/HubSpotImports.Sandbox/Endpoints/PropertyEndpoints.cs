using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Properties;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Reading and adding property definitions (HubSpot's properties API), as far as a mapping needs them.</summary>
internal sealed class PropertyEndpoints(PropertyCatalogue catalogue, ObjectTypes types, TimeProvider clock)
{
    private static readonly string[] Types = ["string", "number", "date", "datetime", "enumeration", "bool", "phone_number"];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var root in new[] { "/crm/v3/properties/{objectType}", "/crm/properties/{version}/{objectType}" })
        {
            routes.MapGet(root, ListAsync);
            routes.MapPost(root, CreateAsync);
            routes.MapGet(root + "/{propertyName}", GetAsync);
        }
    }

    /// <summary>Makes the property that somebody wishes for.</summary>
    /// <exception cref="RefusedRequestException">400: something is missing or wrong.</exception>
    public static Property Make(PropertyCreate wish, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(wish.Name) || wish.Label is null || wish.FieldType is null || wish.GroupName is null)
            throw RefusedRequestException.Invalid("A property needs name, label, type, fieldType and groupName.");
        if (!Types.Contains(wish.Type)) throw RefusedRequestException.Invalid($"The type is not one of {string.Join(", ", Types)}.");
        return new Property(
            wish.Name,
            wish.Label,
            wish.Type!,
            wish.FieldType,
            wish.Description ?? "",
            wish.GroupName,
            [.. (wish.Options ?? []).Select((option, index) => new PropertyOption(
                option.Label ?? "", option.Value ?? "", option.DisplayOrder < 0 ? index : option.DisplayOrder, option.Hidden, option.Description ?? ""))],
            wish.DisplayOrder < 0 ? int.MaxValue : wish.DisplayOrder,
            Calculated: false,
            wish.ExternalOptions,
            wish.HasUniqueValue,
            wish.Hidden,
            HubspotDefined: false,
            wish.FormField,
            Archived: false,
            wish.ReferencedObjectType,
            now,
            now,
            new PropertyModification(Archivable: true, ReadOnlyDefinition: false, ReadOnlyOptions: false, ReadOnlyValue: false));
    }

    private Task ListAsync(HttpContext context)
    {
        Query.CheckVersion(context);

        // Nothing in the sandbox can be archived yet, so the list of archived properties is empty.
        IReadOnlyList<Property> properties = Query.Flag(context.Request, "archived") ? [] : catalogue.Of(Query.ObjectType(context, types).Id);
        return JsonAnswer.WriteAsync(context, new PropertyCollection(properties), SandboxJson.Default.PropertyCollection);
    }

    private Task GetAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var name = (string)context.Request.RouteValues["propertyName"]!;
        var property = catalogue.Find(Query.ObjectType(context, types).Id, name) ?? throw RefusedRequestException.NotFound($"There is no property '{name}'.");
        return JsonAnswer.WriteAsync(context, property, SandboxJson.Default.Property);
    }

    private async Task CreateAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var type = Query.ObjectType(context, types);
        var wish = await JsonAnswer.ReadAsync(context, SandboxJson.Default.PropertyCreate);
        var property = Make(wish, clock.GetUtcNow().UtcDateTime);
        if (!await catalogue.TryAddAsync(type.Id, property, context.RequestAborted))
        {
            throw new RefusedRequestException(
                StatusCodes.Status409Conflict, new HubSpotError("CONFLICT", $"There is a property '{wish.Name}' already."));
        }

        await JsonAnswer.WriteAsync(context, property, SandboxJson.Default.Property, StatusCodes.Status201Created);
    }
}
