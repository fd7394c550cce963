using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>The form of a start request, made by .NET's own multipart writer rather than the module's, so that the two are independent.</summary>
internal sealed class ImportForm
{
    private readonly List<(string Name, byte[] Content)> _files = [];
    private readonly JsonObject _request = new() { ["name"] = "test", ["files"] = new JsonArray() };

    /// <summary>Taken instead of the request that the methods below make.</summary>
    public string? RawRequest { get; init; }

    public bool RequestFirst { get; init; }

    /// <summary>Gives the form field no content type, as HubSpot's Python sample does.</summary>
    public bool PlainField { get; init; }

    /// <summary>One CSV file with a header, its columns written <c>Header=property</c>, <c>Header=property:COLUMN_TYPE</c>, <c>Header=0-2/property</c> or <c>Header=</c>.</summary>
    public static ImportForm Csv(string typeId, string rows, params string[] columns)
    {
        var form = new ImportForm();
        var header = string.Join(',', columns.Select(column => column.Split('=')[0]));
        form.AddFile("data.csv", Encoding.UTF8.GetBytes(header + "\n" + rows), typeId, columns);
        return form;
    }

    public ImportForm AddFile(string name, byte[] content, string typeId, params string[] columns)
    {
        AddPart(name, content);
        _request["files"]!.AsArray().Add(new JsonObject
        {
            ["fileName"] = name,
            ["fileFormat"] = name.EndsWith(".csv", StringComparison.Ordinal) ? "CSV" : "SPREADSHEET",
            ["fileImportPage"] = new JsonObject
            {
                ["hasHeader"] = true,
                ["columnMappings"] = new JsonArray([.. columns.Select(column => (JsonNode?)Mapping(typeId, column))]),
            },
        });
        return this;
    }

    public ImportForm AddPart(string name, byte[] content)
    {
        _files.Add((name, content));
        return this;
    }

    public ImportForm Operation(string typeId, string operation)
    {
        (_request["importOperations"] ??= new JsonObject())[typeId] = operation;
        return this;
    }

    /// <summary>Sets a field of a column's mapping.</summary>
    public ImportForm Column(string name, string field, JsonNode? value, int file = 0)
    {
        var columns = _request["files"]![file]!["fileImportPage"]!["columnMappings"]!.AsArray();
        columns.First(column => (string?)column!["columnName"] == name)![field] = value;
        return this;
    }

    public ImportForm With(Action<JsonObject> change)
    {
        change(_request);
        return this;
    }

    public MultipartFormDataContent ToContent()
    {
        var content = new MultipartFormDataContent();
        if (RequestFirst) AddRequest(content);
        foreach (var (name, bytes) in _files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            content.Add(part, "files", name);
        }

        if (!RequestFirst) AddRequest(content);
        return content;
    }

    private static JsonObject Mapping(string typeId, string column)
    {
        var (header, target) = (column.Split('=')[0], column.Split('=')[1]);
        if (target.Split('/') is [var otherType, var rest]) (typeId, target) = (otherType, rest);
        var mapping = new JsonObject { ["columnObjectTypeId"] = typeId, ["columnName"] = header };
        if (target == "ignored") mapping["ignored"] = true;
        else mapping["propertyName"] = target.Split(':')[0] is { Length: > 0 } property ? property : null;
        if (target.Contains(':', StringComparison.Ordinal)) mapping["columnType"] = target.Split(':')[1];
        return mapping;
    }

    private void AddRequest(MultipartFormDataContent content)
    {
        var part = new StringContent(RawRequest ?? _request.ToJsonString(JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        if (PlainField) part.Headers.ContentType = null;
        content.Add(part, "importRequest");
    }
}
