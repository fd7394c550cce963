namespace HubSpotImports;

/// <summary>Where the access token of a connection comes from. Two that are equal lead to the same account.</summary>
internal abstract record HsTokenSource
{
    /// <summary>Its kind; no member is ever shown.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A token that was given, and stays.</summary>
internal sealed record HsGivenToken(string AccessToken) : HsTokenSource;

/// <summary>An app that was installed through OAuth: its refresh token gives access tokens, which live for a time only.</summary>
internal sealed record HsOAuthClient(string ClientId, string ClientSecret, string RefreshToken) : HsTokenSource;

/// <summary>Somebody who is asked for the token when it is needed.</summary>
internal sealed record HsAskedToken(Func<string?> Ask) : HsTokenSource;
