using System.Buffers;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The sandbox's own ledger, as JSON lines. HubSpot has nothing like it.</summary>
internal sealed class LedgerEndpoints(Ledger ledger)
{
    private const int FlushAt = 64 * 1024;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sandbox/ledger", ReadAsync);

    private async Task ReadAsync(HttpContext context)
    {
        var importId = Query.Cursor(context.Request, "import");
        var body = context.Response.BodyWriter;
        context.Response.ContentType = "application/x-ndjson";
        await foreach (var entry in ledger.ReadAsync(importId, context.RequestAborted))
        {
            body.Write(JsonSerializer.SerializeToUtf8Bytes(entry, SandboxJson.Default.LedgerEntry));
            body.Write("\n"u8);
            if (body.UnflushedBytes > FlushAt) await body.FlushAsync(context.RequestAborted);
        }
    }
}
