using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Faults;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Setting, listing and removing faults.</summary>
internal sealed class FaultEndpoints(FaultList faults)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/faults", ListAsync);
        routes.MapPost("/sandbox/faults", AddAsync);
        routes.MapDelete("/sandbox/faults", Clear);
        routes.MapDelete("/sandbox/faults/{faultId}", Remove);
    }

    private Task ListAsync(HttpContext context) => JsonAnswer.WriteAsync(context, faults.All, SandboxJson.Default.IReadOnlyListSetFault);

    private async Task AddAsync(HttpContext context)
    {
        var body = await JsonAnswer.ReadAsync(context, SandboxJson.Default.JsonElement);
        IEnumerable<JsonElement> wishes = body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : [body];
        List<SandboxFault> read = [.. wishes.Select(Read)];
        await JsonAnswer.WriteAsync(context, [.. read.Select(faults.Add)], SandboxJson.Default.IReadOnlyListSetFault, StatusCodes.Status201Created);
    }

    private static SandboxFault Read(JsonElement wish)
    {
        try
        {
            return wish.Deserialize(SandboxJson.Default.SandboxFault) ?? throw RefusedRequestException.Invalid("A fault is null.");
        }
        catch (JsonException exception)
        {
            throw RefusedRequestException.Invalid("This is not a fault: " + exception.Message);
        }
    }

    private void Clear(HttpContext context)
    {
        faults.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void Remove(HttpContext context)
    {
        var id = Query.Id(context, "faultId");
        if (id > int.MaxValue || !faults.Remove((int)id)) throw RefusedRequestException.NotFound($"There is no fault {id}.");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
