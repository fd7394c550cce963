using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>What the sandbox's page shows, in small answers: imports of all apps, their errors and records, and the latest requests.</summary>
internal sealed class OverviewEndpoints(ImportStore imports, ErrorStore errors, Ledger ledger, ObjectTypes types, RequestLog requests)
{
    /// <summary>What the page asks for once a second.</summary>
    public const string Path = "/sandbox/overview";

    private const int LatestImports = 50;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ReadAsync);
        routes.MapGet("/sandbox/imports/{importId}/errors", ListErrorsAsync);
        routes.MapGet("/sandbox/imports/{importId}/records", ListRecordsAsync);
    }

    private async Task ReadAsync(HttpContext context)
    {
        var after = Query.Cursor(context.Request, "after") ?? 0;
        var latest = await imports.LatestAsync(LatestImports, Query.Cursor(context.Request, "import"), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, new Overview(requests.StartedAt, latest, requests.After(after)), SandboxJson.Default.Overview);
    }

    private async Task ListErrorsAsync(HttpContext context)
    {
        var import = await FindAsync(context);
        var files = import.Files.ToDictionary(file => file.FileId, file => file.Name);
        var after = Query.Cursor(context.Request, "after") ?? 0;
        var found = await errors.ListAsync(import.Id, after, Query.Limit(context.Request), context.RequestAborted);
        await JsonAnswer.WriteAsync(
            context,
            [.. found.Select(stored => new ImportProblem(
                stored.Id,
                files[stored.Place.FileId],
                stored.Place.PageName,
                stored.Place.Row.Line,
                stored.Place.ColumnName,
                stored.Error.Value,
                stored.Error.Code,
                stored.Error.Message,
                stored.IsRefusal))],
            SandboxJson.Default.IReadOnlyListImportProblem);
    }

    private async Task ListRecordsAsync(HttpContext context)
    {
        var import = await FindAsync(context);
        var skipped = Query.Cursor(context.Request, "after") ?? 0;
        var found = await ledger.ArrivedAsync(import.Id, skipped, Query.Limit(context.Request), context.RequestAborted);
        await JsonAnswer.WriteAsync(
            context,
            [.. found.Select(record => types.TryFind(record.ObjectType, out var type) ? record with { ObjectType = type.Name } : record)],
            SandboxJson.Default.IReadOnlyListArrivedRecord);
    }

    private async Task<StoredImport> FindAsync(HttpContext context)
    {
        var id = Query.Id(context, "importId");
        return await imports.FindAsync(id, context.RequestAborted) ?? throw RefusedRequestException.NotFound($"There is no import {id}.");
    }
}
