using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// Looks at the Bearer token before anything of the body is read, so that a client that waits for 100-continue learns of a 401 without
/// having sent its file.
/// </summary>
internal sealed class Authentication(SandboxOptions options)
{
    /// <exception cref="RefusedRequestException">401 or 403.</exception>
    public void Check(HttpRequest request)
    {
        // What is the sandbox's own has another key: see SandboxGate.
        if (request.Path.StartsWithSegments("/sandbox")) return;
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
        if (options.TokensWithoutScope.Contains(token))
        {
            throw new RefusedRequestException(
                StatusCodes.Status403Forbidden,
                new HubSpotError(
                    "MISSING_SCOPES",
                    "This app hasn't been granted all required scopes to make this call.",
                    new Dictionary<string, IReadOnlyList<string>> { ["requiredGranularScopes"] = ["crm.import"] }));
        }

        if (token.Length == 0 || (options.Token is { } only && token != only))
        {
            throw new RefusedRequestException(
                StatusCodes.Status401Unauthorized,
                new HubSpotError("INVALID_AUTHENTICATION", "Authentication credentials not found or not valid."));
        }
    }
}
