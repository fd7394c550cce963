using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox.Api;

/// <summary><c>AccessTokenResponse</c> of HubSpot's OpenAPI file of OAuth.</summary>
internal sealed record AccessTokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("token_use")] string TokenUse,
    [property: JsonPropertyName("hub_id")] long HubId,
    [property: JsonPropertyName("user_id")] long UserId,
    IReadOnlyList<string> Scopes);

/// <summary>What is asked of a private app's token.</summary>
internal sealed record TokenInfoRequest(string? TokenKey);

/// <summary>What HubSpot tells of a private app's token (private apps guide).</summary>
internal sealed record TokenInfo(long UserId, long HubId, long AppId, IReadOnlyList<string> Scopes);
