namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Who a request comes from: the app that its token belongs to. An app sees its own imports only (HubSpot imports guide).</summary>
internal sealed record Caller(string App)
{
    public static string AppOf(HttpContext context) => context.Features.Get<Caller>()?.App ?? "";
}
