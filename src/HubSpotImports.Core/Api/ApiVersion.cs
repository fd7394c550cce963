namespace HubSpotImports.Api;

/// <summary>
/// A version of HubSpot's API and the addresses it has: <c>/crm/v3/imports</c> or <c>/crm/imports/2026-03</c>
/// (HubSpot's OpenAPI files; dated versions are cut in March and September).
/// </summary>
/// <param name="Name"><c>v3</c> or <c>yyyy-mm</c>.</param>
public sealed record ApiVersion(string Name)
{
    /// <summary>The version that is used when none is named.</summary>
    public const string Default = "2026-03";

    /// <summary>The address of the imports as a whole. Only v3 has a slash at its end (HubSpot's OpenAPI files); no redirect is followed.</summary>
    public string Imports => IsDated(Name) ? $"crm/imports/{Name}" : $"crm/{Name}/imports/";

    /// <summary>The address of one import.</summary>
    /// <param name="id">The import's id.</param>
    public string Import(string id) => $"{Imports.TrimEnd('/')}/{Uri.EscapeDataString(id)}";

    /// <summary>The address of an object type's property definitions.</summary>
    /// <param name="objectType">An object type id or name.</param>
    public string Properties(string objectType)
    {
        var type = Uri.EscapeDataString(objectType);
        return IsDated(Name) ? $"crm/properties/{Name}/{type}" : $"crm/{Name}/properties/{type}";
    }

    /// <summary>The address of OAuth's token endpoint, which has been dated since 2026-03 (HubSpot's OpenAPI files).</summary>
    public string Token => IsDated(Name) && string.CompareOrdinal(Name, "2026-03") >= 0 ? $"oauth/{Name}/token" : "oauth/v3/token";

    /// <summary>Whether the text names a version that this module can speak: <c>v3</c>, or any <c>yyyy-mm</c>.</summary>
    /// <param name="name">The text.</param>
    public static bool IsValid(string name) => name == "v3" || IsDated(name);

    private static bool IsDated(string name) =>
        name.Length == 7 && name[4] == '-' && name.Where((_, index) => index != 4).All(c => c is >= '0' and <= '9');
}
