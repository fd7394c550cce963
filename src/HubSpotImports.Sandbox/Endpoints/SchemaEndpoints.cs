using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Making and reading custom objects (HubSpot's schemas API), as far as an import needs them.</summary>
internal sealed class SchemaEndpoints(Account account)
{
    private readonly SchemaMaker _maker = new(account);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/crm/v3/schemas", ListAsync);
        routes.MapPost("/crm/v3/schemas", CreateAsync);
        routes.MapGet("/crm/v3/schemas/{objectType}", GetAsync);
    }

    private Task ListAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, new SchemaCollection(account.Types.Schemas), SandboxJson.Default.SchemaCollection);

    private Task GetAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["objectType"]!;
        var schema = account.Types.FindSchema(name) ?? throw RefusedRequestException.NotFound($"There is no custom object '{name}'.");
        return JsonAnswer.WriteAsync(context, schema, SandboxJson.Default.ObjectSchema);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var wish = await JsonAnswer.ReadAsync(context, SandboxJson.Default.ObjectSchemaCreate);
        var schema = await _maker.MakeAsync(wish, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, schema, SandboxJson.Default.ObjectSchema, StatusCodes.Status201Created);
    }
}
