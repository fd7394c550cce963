using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>What a person would do to an import in HubSpot itself, where its API has no call for it.</summary>
internal sealed class AdminEndpoints(Account account, Store.ImportReversal reversal)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/imports/{importId}/revert", RevertAsync);
        routes.MapDelete("/sandbox/imports/{importId}", ForgetAsync);
    }

    private async Task RevertAsync(HttpContext context)
    {
        var id = Query.Id(context, "importId");
        if (await account.Imports.FindAsync(id, context.RequestAborted) is null) throw RefusedRequestException.NotFound($"There is no import {id}.");
        if (!await reversal.TryRevertAsync(id, context.RequestAborted)) throw RefusedRequestException.Invalid($"The import {id} is not DONE, so it cannot be reverted.");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ForgetAsync(HttpContext context)
    {
        await account.Imports.ForgetAsync(Query.Id(context, "importId"), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
