using System.Text;
using HubSpotImports.Sandbox.Api;
using Microsoft.AspNetCore.Http.Features;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// Gives access tokens for the refresh token of an OAuth client (HubSpot's OpenAPI file of OAuth), and tells what a private app's token is
/// (private apps guide). The user, and the codes of refusals, are the sandbox's own (deduced).
/// </summary>
internal sealed class TokenEndpoints(SandboxOptions options, IssuedTokens issued)
{
    private const long LargestForm = 64 * 1024;
    private const long UserId = 1001;

    private static readonly IReadOnlyList<string> Scopes = ["crm.import", "crm.schemas.contacts.read", "oauth"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/oauth/v3/token", IssueAsync);
        routes.MapPost("/oauth/{version}/token", IssueAsync);
        routes.MapPost("/oauth/v2/private-apps/get/access-token-info", TellAsync);
    }

    /// <summary>A number for an app's name, the same each time.</summary>
    internal static long AppId(string app)
    {
        // FNV-1a, because the platform's hash of a text changes with each start.
        var hash = Encoding.UTF8.GetBytes(app).Aggregate(2166136261u, (sum, letter) => (sum ^ letter) * 16777619u);
        return 1_000_000 + (hash % 9_000_000);
    }

    private static RefusedRequestException Refused(string category, string message) => new(StatusCodes.Status400BadRequest, new HubSpotError(category, message));

    private async Task IssueAsync(HttpContext context)
    {
        Query.CheckVersion(context);
        if (!context.Request.HasFormContentType) throw Refused("VALIDATION_ERROR", "The body is not application/x-www-form-urlencoded.");
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestForm;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != "refresh_token") throw Refused("VALIDATION_ERROR", "The sandbox knows the grant_type refresh_token alone.");
        var client = options.OAuthClients.FirstOrDefault(client => client.Id == form["client_id"]) ?? throw Refused("BAD_CLIENT_ID", "missing or unknown client id");
        if (client.Secret != form["client_secret"]) throw Refused("BAD_CLIENT_SECRET", "missing or invalid client secret");
        if (client.RefreshToken != form["refresh_token"]) throw Refused("BAD_REFRESH_TOKEN", "missing or invalid refresh token");

        var answer = new AccessTokenResponse(
            issued.Issue(client.App), (long)options.AccessTokenLifetime.TotalSeconds, client.RefreshToken, "bearer", "access_token", Account.PortalId, UserId, Scopes);
        await JsonAnswer.WriteAsync(context, answer, SandboxJson.Default.AccessTokenResponse);
    }

    private async Task TellAsync(HttpContext context)
    {
        var question = await JsonAnswer.ReadAsync(context, SandboxJson.Default.TokenInfoRequest);

        // Of OAuth's tokens another address tells, and only to their client (HubSpot's OpenAPI file); that this one does not is deduced.
        if (options.AppOf(question.TokenKey ?? "") is not { } app) throw RefusedRequestException.NotFound("There is no private app with this token.");
        await JsonAnswer.WriteAsync(context, new TokenInfo(UserId, Account.PortalId, AppId(app), Scopes), SandboxJson.Default.TokenInfo);
    }
}
