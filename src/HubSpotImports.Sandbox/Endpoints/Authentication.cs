using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// Looks at the Bearer token before anything of the body is read, so that a client that waits for 100-continue learns of a 401 without
/// having sent its file.
/// </summary>
internal sealed class Authentication(SandboxOptions options, IssuedTokens issued)
{
    /// <summary>Finds out which app the request comes from.</summary>
    /// <exception cref="RefusedRequestException">401 or 403.</exception>
    public Caller Check(HttpRequest request)
    {
        var token = TokenOf(request);
        if (options.TokensWithoutScope.Contains(token)) return CheckScope(request, token);
        var app = options.AppOf(token) ?? issued.AppOf(token);
        return app is not null
            ? new Caller(app)
            : throw new RefusedRequestException(
                StatusCodes.Status401Unauthorized,
                new HubSpotError("INVALID_AUTHENTICATION", "Authentication credentials not found or not valid."));
    }

    private static string TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
    }

    private static Caller CheckScope(HttpRequest request, string token)
    {
        if (RequestKinds.Of(request) is RequestKind.Other or RequestKind.Properties) return new Caller(token);
        throw new RefusedRequestException(
            StatusCodes.Status403Forbidden,
            new HubSpotError(
                "MISSING_SCOPES",
                "This app hasn't been granted all required scopes to make this call.",
                new Dictionary<string, IReadOnlyList<string>> { ["requiredGranularScopes"] = ["crm.import"] }));
    }
}
