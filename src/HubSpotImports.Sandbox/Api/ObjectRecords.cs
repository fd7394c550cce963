namespace HubSpotImports.Sandbox.Api;

/// <summary>A record as HubSpot's objects API answers it.</summary>
internal sealed record CrmObject(
    string Id,
    IReadOnlyDictionary<string, string?> Properties,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    bool Archived);
