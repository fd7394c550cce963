using System.Text.Json;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>Reads property definitions from a JSON file.</summary>
internal static class SavedProperties
{
    /// <summary>Reads those of one object type. Definitions that name no object type count as its own.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="objectTypeId">The object type.</param>
    public static IReadOnlyList<HsProperty> Read(string path, string objectTypeId)
    {
        if (!File.Exists(path)) throw HsError.SavedPropertiesNotFound(path, objectTypeId);
        try
        {
            using var document = JsonFile.Parse(path);
            var root = document.RootElement;
            var list = root.ValueKind switch
            {
                JsonValueKind.Array => root.Deserialize(WireJson.Default.ListPropertyResponse),
                JsonValueKind.Object when root.TryGetProperty("results", out var results) => results.Deserialize(WireJson.Default.ListPropertyResponse),
                JsonValueKind.Object => [root.Deserialize(WireJson.Default.PropertyResponse)!],
                _ => null,
            };
            var properties = list.Present().Where(property => property.ObjectTypeId is null || property.ObjectTypeId == objectTypeId).ToList();
            return properties.Count > 0 && properties.TrueForAll(property => !string.IsNullOrEmpty(property.Name))
                ? [.. properties.Select(property => property.ToModel(objectTypeId))]
                : throw HsError.PropertyFileInvalid(path, null);
        }
        catch (JsonException cause)
        {
            throw HsError.PropertyFileInvalid(path, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw HsError.FileNotReadable(path, cause);
        }
    }
}
