using System.Globalization;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The static lists that imports made (HubSpot's lists API). A list has the id of its import.</summary>
internal sealed class ListEndpoints(ImportStore imports, ListStore lists)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var root in new[] { "/crm/v3/lists/{listId}", "/crm/lists/{version}/{listId}" })
        {
            routes.MapGet(root, GetAsync);
            routes.MapGet(root + "/memberships", ListMembersAsync);
        }
    }

    private async Task GetAsync(HttpContext context)
    {
        var import = await FindAsync(context);
        var size = await lists.CountAsync(import.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(
            context,
            new ListAnswer(new CrmList(Text(import.Id), import.Name ?? "", "0-1", "MANUAL", size, import.CreatedAt, import.UpdatedAt)),
            SandboxJson.Default.ListAnswer);
    }

    private async Task ListMembersAsync(HttpContext context)
    {
        var import = await FindAsync(context);
        var limit = Query.Limit(context.Request);
        var found = await lists.ListAsync(import.Id, Query.Cursor(context.Request, "after") ?? 0, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        await JsonAnswer.WriteAsync(
            context,
            new Page<ListMembership>(
                [.. page.Select(id => new ListMembership(Text(id), import.UpdatedAt))],
                Paging.Of(found.Count > limit ? new NextPage(Text(page[^1]), Query.Link(context.Request, "after", page[^1], limit)) : null)),
            SandboxJson.Default.PageListMembership);
    }

    private async Task<StoredImport> FindAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        var id = Query.Id(context, "listId");
        return await imports.FindAsync(id, context.RequestAborted) is { HasList: true } import
            ? import
            : throw RefusedRequestException.NotFound($"There is no list {id}.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
