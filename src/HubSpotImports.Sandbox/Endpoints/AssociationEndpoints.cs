using System.Globalization;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Reading associations, and making labels for them (HubSpot's associations API, v4).</summary>
internal sealed class AssociationEndpoints(AssociationStore associations, ObjectStore objects, Account account)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}", ListAsync);
        routes.MapGet("/crm/objects/{version}/{objectType}/{objectId}/associations/{toObjectType}", ListAsync);
        foreach (var labels in new[] { "/crm/v4/associations/{objectType}/{toObjectType}/labels", "/crm/associations/{version}/{objectType}/{toObjectType}/labels" })
        {
            routes.MapGet(labels, ListLabelsAsync);
            routes.MapPost(labels, CreateLabelAsync);
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var from = Query.ObjectType(context, account.Types);
        var to = Query.ObjectType(context, account.Types, "toObjectType");
        var id = Query.Id(context, "objectId");
        if (await objects.FindAsync(from.Id, id, context.RequestAborted) is null) throw RefusedRequestException.NotFound($"There is no {from.Name} '{id}'.");
        var limit = Query.Limit(context.Request);
        var found = await associations.ListAsync(id, to.Id, Query.Cursor(context.Request, "after") ?? 0, limit + 1, context.RequestAborted);
        var all = found.GroupBy(association => association.ToId).ToList();
        var page = all.Take(limit).Select(group => new AssociatedObject(group.Key, [.. group.Select(ToLabel)])).ToList();
        await JsonAnswer.WriteAsync(
            context,
            new Page<AssociatedObject>(
                page,
                Paging.Of(all.Count > limit
                    ? new NextPage(page[^1].ToObjectId.ToString(CultureInfo.InvariantCulture), Query.Link(context.Request, "after", page[^1].ToObjectId, limit))
                    : null)),
            SandboxJson.Default.PageAssociatedObject);
    }

    private Task ListLabelsAsync(HttpContext context)
    {
        var (from, to) = TypesOf(context);
        return JsonAnswer.WriteAsync(
            context, new AssociationLabels([.. account.Associations.Between(from.Id, to.Id).Select(ToLabel)]), SandboxJson.Default.AssociationLabels);
    }

    private async Task CreateLabelAsync(HttpContext context)
    {
        var (from, to) = TypesOf(context);
        var wish = await JsonAnswer.ReadAsync(context, SandboxJson.Default.AssociationLabelCreate);
        if (string.IsNullOrWhiteSpace(wish.Label) || string.IsNullOrWhiteSpace(wish.Name)) throw RefusedRequestException.Invalid("A label needs label and name.");
        if (account.Associations.Between(from.Id, to.Id).Any(type => wish.Label.Equals(type.Label, StringComparison.OrdinalIgnoreCase)))
            throw new RefusedRequestException(StatusCodes.Status409Conflict, new HubSpotError("CONFLICT", "There is such a label already."));
        var added = await account.Associations.AddAsync(from.Id, to.Id, wish.Label, wish.InverseLabel, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, new AssociationLabels([.. added.Select(ToLabel)]), SandboxJson.Default.AssociationLabels);
    }

    private (ObjectType From, ObjectType To) TypesOf(HttpContext context)
    {
        Query.CheckVersion(context);
        return (Query.ObjectType(context, account.Types), Query.ObjectType(context, account.Types, "toObjectType"));
    }

    private AssociationLabel ToLabel(StoredAssociation stored) =>
        new(stored.Category, stored.TypeId, account.Associations.Find(stored.Category, stored.TypeId)?.Label);

    private static AssociationLabel ToLabel(AssociationType type) => new(type.Category, type.Id, type.Label);
}
