using System.Net;
using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>How to reach an account.</summary>
public sealed record ConnectAccountRequest
{
    /// <summary>The access token; <see langword="null"/> for that of the environment. An empty one is none: a secret that came back empty must not lead to another account.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The client id of an app that gets its tokens by OAuth, with the two below, in place of an access token.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its client secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The refresh token that the app got when it was installed.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Gives the access token whenever one is needed, in place of one that is given once. Called on the thread of the operation's host.</summary>
    public Func<string?>? AccessTokenSource { get; init; }

    /// <summary>The address; <see langword="null"/> for that of the environment, or HubSpot's own.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary><c>v3</c> or <c>yyyy-mm</c>.</summary>
    public string ApiVersion { get; init; } = Api.ApiVersion.Default;

    /// <summary>A proxy; <see langword="null"/> for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The account at the proxy.</summary>
    public ICredentials? ProxyCredential { get; init; }

    /// <summary>Whether the proxy gets the account that this runs under.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>How the call that tries the connection is repeated.</summary>
    public RetrySettings Retries { get; init; } = RetrySettings.Default;
}

/// <summary><c>Connect-HsAccount</c>: makes a connection and tries it.</summary>
public static class ConnectAccount
{
    /// <summary>The environment variable of the token.</summary>
    public const string TokenVariable = "HUBSPOT_ACCESS_TOKEN";

    /// <summary>The environment variable of the address.</summary>
    public const string BaseUriVariable = "HUBSPOT_BASE_URI";

    private static readonly Uri HubSpot = new("https://api.hubapi.com/");

    /// <summary>Makes a connection, without any call.</summary>
    /// <param name="request">How to reach the account.</param>
    /// <exception cref="HsException"><c>HsAccessTokenMissing</c>, <c>HsAccessTokenInvalid</c>, <c>HsOAuthIncomplete</c>, <c>HsBaseUriNotSafe</c>, <c>HsBaseUriInvalid</c>, <c>HsApiVersionInvalid</c>.</exception>
    public static HsConnection Make(ConnectAccountRequest request)
    {
        var source = SourceOf(request);
        if (!ApiVersion.IsValid(request.ApiVersion)) throw HsError.ApiVersionInvalid(request.ApiVersion);

        return new HsConnection(Checked(request.BaseUri ?? BaseUriOfEnvironment()), request.ApiVersion, source)
        {
            Proxy = request.Proxy is { } proxy ? WithoutUser(proxy) : null,
            ProxyCredential = request.ProxyCredential ?? UserOf(request.Proxy),
            ProxyUseDefaultCredentials = request.ProxyUseDefaultCredentials,
            Origin = request.AccessToken is null && source is HsGivenToken ? "Environment" : "Connect-HsAccount",
        };
    }

    /// <summary>Makes a connection and asks HubSpot once whether the token is good for imports.</summary>
    /// <param name="request">How to reach the account.</param>
    /// <param name="pipe">Told how it went.</param>
    /// <param name="stop">Breaks the call off.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="HsException">The token or the address is no good.</exception>
    public static async Task<HsConnection> RunAsync(ConnectAccountRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        var connection = Make(request);
        var imports = HubSpotClient.For(connection).With(request.Retries).In(pipe).ListImportsAsync(pageSize: 1, stop).GetAsyncEnumerator(stop);
        await using (imports.ConfigureAwait(false)) await imports.MoveNextAsync().ConfigureAwait(false);

        pipe.WriteVerbose($"The token is good for imports at {connection}.");
        return connection;
    }

    /// <summary>Whether two connections lead to the same account in the same way.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static bool AreSame(HsConnection one, HsConnection other) =>
        one.BaseUri == other.BaseUri && one.ApiVersion == other.ApiVersion && one.TokenSource == other.TokenSource;

    /// <summary>Whether a header can carry the text as a token.</summary>
    /// <param name="token">The text.</param>
    internal static bool IsToken(string token) => token.All(c => c is > ' ' and <= '~');

    private static HsTokenSource SourceOf(ConnectAccountRequest request)
    {
        if (request.AccessTokenSource is { } ask) return new HsAskedToken(ask);
        if (request.ClientId is not null)
        {
            return new HsOAuthClient(Present(request.ClientId, "-ClientId"), Present(request.ClientSecret, "-ClientSecret"), Present(request.RefreshToken, "-RefreshToken"));
        }

        var token = request.AccessToken ?? Environment.GetEnvironmentVariable(TokenVariable);
        if (string.IsNullOrWhiteSpace(token)) throw HsError.AccessTokenMissing();
        return IsToken(token!.Trim()) ? new HsGivenToken(token.Trim()) : throw HsError.AccessTokenInvalid();
    }

    private static string Present(string? value, string parameter) => string.IsNullOrWhiteSpace(value) ? throw HsError.OAuthIncomplete(parameter) : value!.Trim();

    private static Uri BaseUriOfEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(BaseUriVariable);
        if (string.IsNullOrWhiteSpace(text)) return HubSpot;
        return Uri.TryCreate(text, UriKind.Absolute, out var baseUri) ? baseUri : throw HsError.BaseUriInvalid(text!);
    }

    // Addresses are shown, and kept in the journal: what is secret in them goes where secrets are.
    private static Uri WithoutUser(Uri address) => address is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? new UriBuilder(address) { UserName = "", Password = "" }.Uri : address;

    private static NetworkCredential? UserOf(Uri? proxy)
    {
        if (proxy is not { IsAbsoluteUri: true, UserInfo.Length: > 0 }) return null;
        var user = proxy.UserInfo.Split([':'], 2);
        return new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? ""));
    }

    // A token goes to https, or to this machine.
    private static Uri Checked(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri) throw HsError.BaseUriInvalid(baseUri.OriginalString);
        if (baseUri.Scheme is not ("http" or "https") || baseUri.UserInfo.Length > 0) throw HsError.BaseUriInvalid(WithoutUser(baseUri).ToString());
        if (baseUri.Scheme == "http" && !baseUri.IsLoopback) throw HsError.BaseUriNotSafe(baseUri);
        return new Uri($"{baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/')}/");
    }
}
