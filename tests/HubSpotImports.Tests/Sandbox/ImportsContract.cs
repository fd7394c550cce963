using System.Text.Json;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Checks answers against the project's own description of the contract, <c>imports-contract.json</c>.</summary>
internal sealed class ImportsContract(string version)
{
    private static readonly JsonElement Document = JsonDocument.Parse(
        File.ReadAllBytes(RepositoryRoot.Combine("tests", "HubSpotImports.Tests", "Sandbox", "imports-contract.json"))).RootElement;

    private static readonly string[] Versions = [.. Document.GetProperty("enums").GetProperty("errorType").EnumerateObject().Select(entry => entry.Name)];

    private readonly string _root = version == "v3" ? "/crm/v3/imports" : "/crm/imports/" + version;

    /// <summary>The names of the schemas.</summary>
    public static IEnumerable<string> Schemas => Document.GetProperty("schemas").EnumerateObject().Select(schema => schema.Name);

    /// <summary>The faults of an answer; "no such operation" is one.</summary>
    public IEnumerable<string> Check(string method, string path, int status, JsonElement body)
    {
        if (status >= 400) return CheckObject(body.TryGetProperty("errorType", out _) ? "RateLimit" : "Error", body, $"{status} of {method} {path}");
        var parts = path.Split('?')[0][_root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var operation = $"{method} {string.Concat(parts.Select((part, index) => "/" + (index == 0 ? "{id}" : part)))}";
        return Document.GetProperty("operations").TryGetProperty(operation, out var schema) && status == 200
            ? CheckObject(schema.GetString()!, body, operation)
            : [$"{status} of {operation} is not in the contract."];
    }

    /// <summary>The fields of a schema in this version: type and whether every answer has it.</summary>
    public IReadOnlyDictionary<string, (string Type, bool IsRequired)> Fields(string schema)
    {
        var fields = new Dictionary<string, (string, bool)>();
        foreach (var field in Document.GetProperty("schemas").GetProperty(schema).EnumerateObject())
        {
            var words = field.Value.GetString()!.Split(' ');
            if (words.Contains(version == "v3" ? "dated" : "v3")) continue;
            var type = words[0] == "int32/64" ? string.CompareOrdinal(version, "2026-09") < 0 || version == "v3" ? "int32" : "int64" : words[0];
            fields[field.Name] = (type, words.Contains("required"));
        }

        return fields;
    }

    /// <summary>The values of an enumeration in this version. Those of error types grew from version to version.</summary>
    public IReadOnlyCollection<string> Values(string enumeration)
    {
        var values = Document.GetProperty("enums").GetProperty(enumeration);
        return values.ValueKind == JsonValueKind.Array
            ? Texts(values)
            : [.. Versions.Take(Array.IndexOf(Versions, version) + 1).SelectMany(name => Texts(values.GetProperty(name)))];
    }

    private static List<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString()!)];

    private IEnumerable<string> CheckObject(string schema, JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object) return [$"{where} is no {schema}."];
        var fields = Fields(schema);
        var lacking = fields.Where(field => field.Value.IsRequired && !value.TryGetProperty(field.Key, out _)).Select(field => $"{where} lacks {field.Key}.");
        return lacking.Concat(value.EnumerateObject().SelectMany(field => fields.TryGetValue(field.Name, out var known)
            ? CheckValue(known.Type, field.Value, $"{where}.{field.Name}")
            : [$"{where}.{field.Name} is not in the contract."]));
    }

    private IEnumerable<string> CheckValue(string type, JsonElement value, string where)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(item => CheckValue(type[..^2], item, where + "[]")) : [$"{where} is no array."];
        if (type.StartsWith("map:", StringComparison.Ordinal))
            return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().SelectMany(entry => CheckValue(type[4..], entry.Value, $"{where}.{entry.Name}")) : [$"{where} is no map."];
        if (Schemas.Contains(type)) return CheckObject(type, value, where);
        return IsOf(type, value) ? [] : [$"{where}: {value} is no {type}."];
    }

    private bool IsOf(string type, JsonElement value) => type switch
    {
        "any" => true,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "int32" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        "int64" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "date-time" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        "uuid" => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _),
        _ => value.ValueKind == JsonValueKind.String && Values(type["enum:".Length..]).Contains(value.GetString()!),
    };
}
