using System.Globalization;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Faults;
using HubSpotImports.Sandbox.Importing;
using HubSpotImports.Sandbox.Store;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The five operations of HubSpot's imports API, under <c>/crm/v3/imports</c> and <c>/crm/imports/{yyyy-mm}</c>.</summary>
internal sealed class ImportEndpoints(Account account, ErrorStore errors, ImportQueue queue)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        MapFamily(routes.MapGroup("/crm/v3/imports"));
        MapFamily(routes.MapGroup("/crm/imports/{version}"));
    }

    private static ApiVersion VersionOf(HttpContext context)
    {
        if (!context.Request.RouteValues.TryGetValue("version", out var value)) return ApiVersion.V3;
        return ApiVersion.TryParseDated((string?)value, out var version)
            ? version
            : throw RefusedRequestException.NotFound($"There is no version '{value}'.");
    }

    private void MapFamily(RouteGroupBuilder group)
    {
        group.MapPost("/", StartAsync);
        group.MapGet("/", ListAsync);
        group.MapGet("/{importId}", GetAsync);
        group.MapPost("/{importId}/cancel", CancelAsync);
        group.MapGet("/{importId}/errors", ListErrorsAsync);
    }

    private async Task StartAsync(HttpContext context)
    {
        VersionOf(context);
        var upload = await ImportUpload.ReceiveAsync(context.Request, account.Uploads, account.Options, context.RequestAborted);
        StoredImport import;
        try
        {
            var request = new ImportRequestReader(account.Types).Read(upload.RequestJson);
            ImportRequestCheck.Check(request, upload.Files, account.Types);
            var files = RowCount.Check(upload.Files, request, account.Uploads, account.Options.MaxRows);
            import = await account.Imports.AddAsync(Caller.AppOf(context), upload.RequestJson, request, files, context.RequestAborted);
        }
        catch
        {
            account.Uploads.Delete(upload.Files);
            throw;
        }

        // From here on the import is taken, whether or not its sender still listens.
        await queue.EnqueueAsync(import, CancellationToken.None);
        await WriteAsync(context, import);
    }

    private async Task ListAsync(HttpContext context)
    {
        var version = VersionOf(context);
        var limit = Query.Limit(context.Request);
        var after = Query.Cursor(context.Request, "after");
        var before = version.PagesBack ? Query.Cursor(context.Request, "before") : null;

        // One more than a page tells whether there is a next one.
        var found = context.Features.Get<ListView>() is { } view
            ? view.Page(await account.Imports.ListAsync(Caller.AppOf(context), null, null, int.MaxValue, context.RequestAborted), after, before, limit + 1)
            : await account.Imports.ListAsync(Caller.AppOf(context), after, before, limit + 1, context.RequestAborted);
        var isFull = found.Count > limit;
        var page = before is null ? found.Take(limit).ToList() : [.. found.Skip(isFull ? 1 : 0)];
        var hasNext = before is null ? isFull : page.Count > 0;
        var hasPrevious = version.PagesBack && page.Count > 0 && (before is null ? after is not null : isFull);
        await JsonAnswer.WriteAsync(
            context,
            new Page<PublicImportResponse>(
                [.. page.Select(ToResponse)],
                Paging.Of(
                    hasNext ? new NextPage(Text(page[^1].Id), Query.Link(context.Request, "after", page[^1].Id, limit)) : null,
                    hasPrevious ? new PreviousPage(Text(page[0].Id), Query.Link(context.Request, "before", page[0].Id, limit)) : null)),
            SandboxJson.Default.PagePublicImportResponse);
    }

    private async Task GetAsync(HttpContext context)
    {
        VersionOf(context);
        await WriteAsync(context, await FindAsync(context));
    }

    private async Task CancelAsync(HttpContext context)
    {
        VersionOf(context);
        var import = await FindAsync(context);
        var requestedAt = account.Clock.GetUtcNow().UtcDateTime;

        // That a finished import cannot be cancelled is deduced; HubSpot documents the states in which it can.
        if (!await queue.TryCancelAsync(import.Id, context.RequestAborted))
            throw RefusedRequestException.Invalid($"The import {import.Id} has already ended, so it cannot be canceled.");

        // The specification has PENDING, PROCESSING, CANCELED and COMPLETE; that a cancel which is through is CANCELED is deduced.
        await JsonAnswer.WriteAsync(
            context,
            new ActionResponse("CANCELED", requestedAt, requestedAt, account.Clock.GetUtcNow().UtcDateTime),
            SandboxJson.Default.ActionResponse);
    }

    private async Task ListErrorsAsync(HttpContext context)
    {
        var version = VersionOf(context);
        var import = await FindAsync(context);
        var limit = Query.Limit(context.Request);
        var withMessage = Query.Flag(context.Request, "includeErrorMessage");
        var withRow = Query.Flag(context.Request, "includeRowData");
        var found = await errors.ListAsync(import.Id, Query.Cursor(context.Request, "after") ?? 0, limit + 1, context.RequestAborted);
        var page = found.Take(limit).ToList();
        await JsonAnswer.WriteAsync(
            context,
            new Page<PublicImportError>(
                [.. page.Select(error => ToResponse(error, version, withMessage, withRow ? CellsOf(error) : []))],
                Paging.Of(found.Count > limit
                    ? new NextPage(Text(page[^1].Id), Query.Link(context.Request, "after", page[^1].Id, limit))
                    : null)),
            SandboxJson.Default.PagePublicImportError);
    }

    private async Task<StoredImport> FindAsync(HttpContext context)
    {
        var id = Query.Id(context, "importId");
        return await account.Imports.FindAsync(id, Caller.AppOf(context), context.RequestAborted) ?? throw RefusedRequestException.NotFound($"There is no import {id}.");
    }

    private static Task WriteAsync(HttpContext context, StoredImport import) =>
        JsonAnswer.WriteAsync(context, ToResponse(import), SandboxJson.Default.PublicImportResponse);

    private static PublicImportResponse ToResponse(StoredImport import)
    {
        using var request = JsonDocument.Parse(import.RequestJson);
        return new PublicImportResponse(
            Text(import.Id),
            import.State,
            import.CreatedAt,
            import.UpdatedAt,
            import.Name,
            "API",
            OptOutImport: false,
            import.MappedTypeIds,
            new PublicImportMetadata(import.Counters, [.. import.Files.Select(file => Text(file.FileId))], import.HasList ? [new PublicObjectList(Text(import.Id), "contacts")] : []),
            request.RootElement.Clone());
    }

    private static PublicImportError ToResponse(StoredError stored, ApiVersion version, bool withMessage, IReadOnlyList<string> cells)
    {
        var error = stored.Error;
        return new PublicImportError(
            Text(stored.Id),
            stored.CreatedAt,
            error.Code,
            withMessage ? error.Message : null,
            error.Value,
            error.Value,
            error.ColumnNumber,
            string.IsNullOrEmpty(error.ObjectTypeId) ? null : LegacyObjectType.Of(error.ObjectTypeId),
            string.IsNullOrEmpty(error.ObjectTypeId) ? null : error.ObjectTypeId,
            new ImportRowCore(
                stored.Place.FileId,
                stored.Place.Row.Line,
                ContainsEncryptedProperties: false,
                stored.Place.PageName,
                cells,
                version.HasAdditionalRowData ? [] : null));
    }

    private IReadOnlyList<string> CellsOf(StoredError error) => account.Options.RowData switch
    {
        RowDataForm.None => [],
        RowDataForm.Trimmed => [.. error.Place.Cells.Select(cell => cell.Trim())],
        _ => error.Place.Cells,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
