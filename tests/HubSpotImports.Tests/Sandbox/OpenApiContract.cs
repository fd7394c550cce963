using System.Globalization;
using System.Text.Json;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>
/// Checks answers against one of HubSpot's OpenAPI files, if they are beside the repository: required fields, types, formats and
/// enumerations. Fields that the specification does not know are faults too, but for those that HubSpot's real answers have.
/// </summary>
internal sealed class OpenApiContract
{
    // HubSpot's error bodies have it, as its page on error handling shows; its schema does not.
    private static readonly HashSet<string> KnownExtras = ["Error.status"];

    private readonly JsonElement _document;

    private OpenApiContract(JsonElement document) => _document = document;

    /// <summary>The folder with HubSpot's files, or null on a machine that does not have it.</summary>
    public static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "hubspot-openapi");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }

    public static OpenApiContract Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new OpenApiContract(document.RootElement.Clone());
    }

    /// <summary>The faults of an answer; "no such operation" is one.</summary>
    public IReadOnlyList<string> Check(string method, string path, int status, JsonElement body)
    {
        var faults = new List<string>();
        if (status >= 400)
        {
            // The 429 of a call limit is described on a page of its own, and not in the specification.
            if (!body.TryGetProperty("errorType", out _)) CheckSchema("Error", Schema("Error"), body, "Error", faults);
        }
        else if (FindOperation(method, path.Split('?')[0]) is not { } operation)
        {
            faults.Add($"The specification has no {method} {path}.");
        }
        else if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response))
        {
            faults.Add($"The specification has no status {status} for {method} {path}.");
        }
        else
        {
            var schema = response.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
            CheckSchema("answer", schema, body, $"{method} {path}", faults);
        }

        return faults;
    }

    private JsonElement? FindOperation(string method, string path)
    {
        foreach (var entry in _document.GetProperty("paths").EnumerateObject())
        {
            if (Matches(entry.Name.Trim('/').Split('/'), path.Trim('/').Split('/'))
                && entry.Value.TryGetProperty(method.ToLowerInvariant(), out var operation))
                return operation;
        }

        return null;
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    public JsonElement Schema(string name) => _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private void CheckSchema(string name, JsonElement schema, JsonElement value, string where, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            name = reference.GetString()!.Split('/')[^1];
            schema = Schema(name);
        }

        switch (schema.TryGetProperty("type", out var type) ? type.GetString() : "object")
        {
            case "object":
                CheckObject(name, schema, value, where, faults);
                break;
            case "array":
                if (value.ValueKind != JsonValueKind.Array)
                {
                    faults.Add($"{where} is no array.");
                    break;
                }

                foreach (var item in value.EnumerateArray()) CheckSchema(name, schema.GetProperty("items"), item, where + "[]", faults);
                break;
            case "string":
                CheckString(schema, value, where, faults);
                break;
            case "integer":
                // createdAt is int32 in older versions of the specification, which its milliseconds cannot be: 64 bits everywhere.
                if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _)) faults.Add($"{where} is no whole number.");
                break;
            case "number":
                if (value.ValueKind != JsonValueKind.Number) faults.Add($"{where} is no number.");
                break;
            case "boolean":
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) faults.Add($"{where} is no boolean.");
                break;
        }
    }

    private void CheckObject(string name, JsonElement schema, JsonElement value, string where, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{where} is no object.");
            return;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var field in required.EnumerateArray())
            {
                if (!value.TryGetProperty(field.GetString()!, out _)) faults.Add($"{where} lacks {field}.");
            }
        }

        // An object without fields, as importRequestJson is, may have any.
        var hasFields = schema.TryGetProperty("properties", out var fields) && fields.EnumerateObject().Any();
        var isMap = schema.TryGetProperty("additionalProperties", out var rest) && rest.ValueKind == JsonValueKind.Object;
        foreach (var field in value.EnumerateObject())
        {
            var place = $"{where}.{field.Name}";
            if (hasFields && fields.TryGetProperty(field.Name, out var fieldSchema)) CheckSchema(field.Name, fieldSchema, field.Value, place, faults);
            else if (isMap) CheckSchema(field.Name, rest, field.Value, place, faults);
            else if (hasFields && !KnownExtras.Contains($"{name}.{field.Name}")) faults.Add($"{place} is not in the specification.");
        }
    }

    private static void CheckString(JsonElement schema, JsonElement value, string where, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add($"{where} is no text.");
            return;
        }

        if (schema.TryGetProperty("enum", out var options) && !options.EnumerateArray().Any(option => option.GetString() == value.GetString()))
            faults.Add($"{where}: '{value}' is not in the enumeration.");
        if (schema.TryGetProperty("format", out var format) && !HasFormat(format.GetString()!, value))
            faults.Add($"{where}: '{value}' is no {format}.");
    }

    private static bool HasFormat(string format, JsonElement value) => format switch
    {
        "date-time" or "datetime" => value.TryGetDateTime(out _),
        "uuid" => value.TryGetGuid(out _),
        _ => true,
    };
}
