using System.Globalization;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Reading the records that arrived (HubSpot's objects API).</summary>
internal sealed class ObjectEndpoints(ObjectStore objects, ObjectTypes types)
{
    /// <summary>What HubSpot answers when no properties are asked for.</summary>
    private static readonly Dictionary<string, string[]> DefaultProperties = new()
    {
        ["0-1"] = ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
        ["0-2"] = ["createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"],
        ["0-3"] = ["amount", "closedate", "createdate", "dealname", "dealstage", "hs_lastmodifieddate", "hs_object_id", "pipeline"],
        ["0-5"] = ["content", "createdate", "hs_lastmodifieddate", "hs_object_id", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority", "subject"],
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var root in new[] { "/crm/v3/objects/{objectType}", "/crm/objects/{version}/{objectType}" })
        {
            routes.MapGet(root, ListAsync);
            routes.MapGet(root + "/{objectId}", GetAsync);
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var type = Query.ObjectType(context, types);
        var limit = Query.Limit(context.Request);
        var names = NamesOf(context, type);
        var found = await objects.ListAsync(type.Id, Query.Cursor(context.Request, "after") ?? 0, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        await JsonAnswer.WriteAsync(
            context,
            new Page<CrmObject>(
                [.. page.Select(stored => ToResponse(stored, names))],
                Paging.Of(found.Count > limit
                    ? new NextPage(Text(page[^1].Id), Query.Link(context.Request, "after", page[^1].Id, limit))
                    : null)),
            SandboxJson.Default.PageCrmObject);
    }

    private async Task GetAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var type = Query.ObjectType(context, types);
        var id = (string)context.Request.RouteValues["objectId"]!;
        var idProperty = context.Request.Query["idProperty"].ToString();
        var stored = idProperty is "" or "hs_object_id"
            ? await objects.FindAsync(type.Id, Query.Id(context, "objectId"), context.RequestAborted)
            : await objects.FindByIdentifierAsync(type.Id, idProperty, Normalize(idProperty, id), context.RequestAborted);
        if (stored is null) throw RefusedRequestException.NotFound($"There is no {type.Name} '{id}'.");
        await JsonAnswer.WriteAsync(context, ToResponse(stored, NamesOf(context, type)), SandboxJson.Default.CrmObject);
    }

    private static string Normalize(string property, string value) =>
        property is "email" or "domain" ? value.Trim().ToLowerInvariant() : value.Trim();

    private static string[] NamesOf(HttpContext context, ObjectType type)
    {
        string[] asked = [.. context.Request.Query["properties"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return asked.Length > 0
            ? [.. asked.Union(["createdate", "hs_lastmodifieddate", "hs_object_id"])]
            : DefaultProperties.GetValueOrDefault(type.Id, ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"]);
    }

    private static CrmObject ToResponse(StoredObject stored, IReadOnlyList<string> names) => new(
        Text(stored.Id),
        names.ToDictionary(name => name, name => ValueOf(stored, name)),
        stored.CreatedAt,
        stored.UpdatedAt,
        Archived: false);

    // An imported value comes first: some types let an import set the time at which a record was made.
    private static string? ValueOf(StoredObject stored, string name) => stored.Properties.GetValueOrDefault(name) ?? name switch
    {
        "hs_object_id" => Text(stored.Id),
        "createdate" or "hs_createdate" => Iso(stored.CreatedAt),
        "lastmodifieddate" or "hs_lastmodifieddate" => Iso(stored.UpdatedAt),
        _ => null,
    };

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
