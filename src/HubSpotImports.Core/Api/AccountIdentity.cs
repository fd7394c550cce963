namespace HubSpotImports.Api;

/// <summary>Whose imports a token sees.</summary>
/// <param name="Account">HubSpot's id of the account, or a sign of the token where HubSpot does not say.</param>
/// <param name="App">HubSpot's id of the app; <see langword="null"/> where HubSpot does not say.</param>
internal sealed record AccountIdentity(string Account, string? App);
