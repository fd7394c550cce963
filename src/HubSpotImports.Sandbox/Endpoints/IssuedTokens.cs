using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// The access tokens that were handed out, as long as the server lives. That one stays good beside a newer one until it expires is deduced.
/// </summary>
internal sealed class IssuedTokens(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, (string App, DateTimeOffset Expires)> _issued = new(StringComparer.Ordinal);

    public string Issue(string app)
    {
        var token = $"sandbox-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        _issued[token] = (app, options.Clock.GetUtcNow() + options.AccessTokenLifetime);
        return token;
    }

    /// <summary>The app that a token was handed out to, or <see langword="null"/> for a token that is none of these.</summary>
    /// <exception cref="RefusedRequestException">401: it has expired. Body as users of HubSpot's API report it; no page documents it.</exception>
    public string? AppOf(string token)
    {
        if (!_issued.TryGetValue(token, out var issued)) return null;
        var late = options.Clock.GetUtcNow() - issued.Expires;
        if (late < TimeSpan.Zero) return issued.App;
        throw new RefusedRequestException(
            StatusCodes.Status401Unauthorized,
            new HubSpotError(
                "EXPIRED_AUTHENTICATION",
                $"The OAuth token used to make this call expired {late.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} second(s) ago.",
                new Dictionary<string, IReadOnlyList<string>> { ["expire time"] = [issued.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)] }));
    }
}
