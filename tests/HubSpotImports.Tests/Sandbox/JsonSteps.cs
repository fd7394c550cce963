using System.Text.Json;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Short ways into the answers of the sandbox.</summary>
internal static class JsonSteps
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static long Counter(this JsonElement import, string name) =>
        import.GetProperty("metadata").GetProperty("counters").GetProperty(name).GetInt64();

    public static long Line(this JsonElement error) => error.GetProperty("sourceData").GetProperty("lineNumber").GetInt64();
}
