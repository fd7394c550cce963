namespace HubSpotImports.Sandbox;

/// <summary>An app that was installed through OAuth. Its refresh token gives access tokens, which live for a time only.</summary>
/// <param name="Id">The client id.</param>
/// <param name="Secret">The client secret.</param>
/// <param name="RefreshToken">The refresh token; HubSpot's stays the same when it is used.</param>
/// <param name="App">The name of the app. An app sees its own imports only.</param>
public sealed record SandboxOAuthClient(string Id, string Secret, string RefreshToken, string App = "default");
