namespace HubSpotImports;

/// <summary>How to reach a HubSpot account. Made by <c>Connect-HsAccount -PassThru</c>; the token is never shown.</summary>
public sealed class HsConnection
{
    internal HsConnection(Uri baseUri, string apiVersion, string accessToken)
    {
        BaseUri = baseUri;
        ApiVersion = apiVersion;
        AccessToken = accessToken;
    }

    /// <summary>HubSpot's address, or that of a sandbox.</summary>
    public Uri BaseUri { get; }

    /// <summary><c>v3</c>, or a dated version such as <c>2026-03</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The proxy, if one was given; otherwise the system's.</summary>
    public Uri? Proxy { get; internal init; }

    /// <summary>Where the connection came from: <c>Connect-HsAccount</c> or <c>Environment</c>.</summary>
    public string Origin { get; internal init; } = "";

    internal string AccessToken { get; }

    internal System.Net.ICredentials? ProxyCredential { get; init; }

    internal bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>The address and the version.</summary>
    public override string ToString() => $"{BaseUri} ({ApiVersion})";
}
