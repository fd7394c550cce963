using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>What HubSpot tells of an account (account information API). All of it is the sandbox's own invention.</summary>
internal static class AccountEndpoints
{
    private static readonly AccountDetails Details = new(
        Account.PortalId, "STANDARD", "UTC", "USD", [], "+00:00", 0, "app.hubspot.com", "na1");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account-info/v3/details", GetAsync);
        routes.MapGet("/account-info/{version}/details", GetAsync);
    }

    private static Task GetAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        return JsonAnswer.WriteAsync(context, Details, SandboxJson.Default.AccountDetails);
    }
}
