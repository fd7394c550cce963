namespace HubSpotImports.Api;

/// <summary>A page of the list of imports.</summary>
/// <param name="Imports">The imports, in HubSpot's order.</param>
/// <param name="HasNext">Whether another page follows.</param>
internal sealed record ImportPage(IReadOnlyList<HsImport> Imports, bool HasNext);
