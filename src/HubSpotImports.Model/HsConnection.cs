namespace HubSpotImports;

/// <summary>How to reach a HubSpot account. Made by <c>Connect-HsAccount -PassThru</c>; tokens and secrets are never shown.</summary>
public sealed class HsConnection
{
    private readonly object _gate = new();
    private volatile IReadOnlyList<string> _secrets = [];

    internal HsConnection(Uri baseUri, string apiVersion, HsTokenSource tokenSource)
    {
        BaseUri = baseUri;
        ApiVersion = apiVersion;
        TokenSource = tokenSource;
        if (tokenSource is HsGivenToken given) KeepSecret(given.AccessToken);
        if (tokenSource is not HsOAuthClient client) return;
        KeepSecret(client.ClientSecret);
        KeepSecret(client.RefreshToken);
    }

    /// <summary>HubSpot's address, or that of a sandbox.</summary>
    public Uri BaseUri { get; }

    /// <summary><c>v3</c>, or a dated version such as <c>2026-03</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The proxy, if one was given; otherwise the system's.</summary>
    public Uri? Proxy { get; internal init; }

    /// <summary>Where the connection came from: <c>Connect-HsAccount</c> or <c>Environment</c>.</summary>
    public string Origin { get; internal init; } = "";

    internal HsTokenSource TokenSource { get; }

    /// <summary>What no text may show: every token that the connection has or had, the longest first, and the client secret.</summary>
    internal IReadOnlyList<string> Secrets => _secrets;

    internal System.Net.ICredentials? ProxyCredential { get; init; }

    internal bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>The address and the version.</summary>
    public override string ToString() => $"{BaseUri} ({ApiVersion})";

    /// <summary>Keeps a further secret out of all texts.</summary>
    internal void KeepSecret(string secret)
    {
        lock (_gate)
        {
            if (secret.Length > 0 && !_secrets.Contains(secret)) _secrets = [.. _secrets.Append(secret).OrderByDescending(known => known.Length)];
        }
    }
}
