using System.Text.Json;

namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>The columns of <see cref="ContactsFile"/> on properties that the sandbox's contacts have, for the module and for scripts.</summary>
internal static class SandboxMapping
{
    private static readonly Dictionary<string, string> Map = new(ContactProperties.Map)
    {
        ["Contract date"] = "closedate",
        ["Last visit"] = "start_date",
        ["Employees"] = "linkedinconnections",
        ["Newsletter"] = "salutation",
        ["Note"] = "message",
    };

    /// <summary>Writes it as <c>New-HsColumnMapping -Map</c> takes it.</summary>
    public static string WriteMap(string directory) => Write(Path.Combine(directory, "map.json"), Map);

    /// <summary>Writes it as the request that HubSpot takes.</summary>
    public static string WriteRequest(InputFile file) => Write($"{file.Path}.request.json", new
    {
        name = "benchmark",
        files = new[]
        {
            new
            {
                fileName = Path.GetFileName(file.Path),
                fileFormat = "CSV",
                fileImportPage = new
                {
                    hasHeader = true,
                    columnMappings = Map.Select(pair => new
                    {
                        columnObjectTypeId = "0-1",
                        columnName = pair.Key,
                        propertyName = pair.Value,
                        columnType = pair.Value == "email" ? "HUBSPOT_ALTERNATE_ID" : "STANDARD",
                    }),
                },
            },
        },
    });

    private static string Write<T>(string path, T value)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(value));
        return path;
    }
}
