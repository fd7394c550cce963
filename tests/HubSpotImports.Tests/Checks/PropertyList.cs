using HubSpotImports.Checks;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Checks;

/// <summary>Property definitions as a test needs them, read as the module reads a file of them.</summary>
internal static class PropertyList
{
    /// <summary>Of JSON such as <c>{"name":"email","label":"Email"}</c>, one each.</summary>
    public static IReadOnlyList<HsProperty> Of(params string[] properties)
    {
        using var file = new TempFile($"[{string.Join(",", properties)}]", "properties.json");
        return SavedProperties.Read(file.Path, "0-1");
    }

    public static IReadOnlyList<HsProperty> Named(params string[] names) => Of([.. names.Select(name => $$"""{"name":"{{name}}","label":"{{name}}"}""")]);
}
