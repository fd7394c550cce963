using System.Globalization;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Reads <c>importRequest</c>, and refuses with a 400 what HubSpot does not even accept.</summary>
internal sealed class ImportRequestReader(ObjectTypes types)
{
    private static readonly string[] SubmissionTypes = ["REGISTERED", "JOINED", "LEFT", "CANCELLED"];
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public ImportRequest Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            // The message that HubSpot's guide names; the place is the sandbox's addition.
            throw new RefusedRequestException(
                StatusCodes.Status400BadRequest,
                new HubSpotError(
                    "VALIDATION_ERROR",
                    "Unable to parse JSON",
                    Errors: [new HubSpotErrorDetail($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}", In: "importRequest")]));
        }
    }

    private ImportRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw RefusedRequestException.Invalid("importRequest is not a JSON object.");
        if (Property(root, "files") is not { ValueKind: JsonValueKind.Array } files || files.GetArrayLength() == 0)
            throw RefusedRequestException.Invalid("importRequest has no files.");

        // Newer guide: dateFormat at the top. Older: in each file. Which wins is not documented; here the top (deduced).
        var dateFormat = Text(root, "dateFormat");
        return new ImportRequest(
            Text(root, "name"),
            ReadOperations(root),
            [.. files.EnumerateArray().Select(file => ReadFile(file, dateFormat))])
        {
            CreatesContactList = Flag(root, "createContactListFromImport"),
            MarketingEventId = Number(root, "marketingEventObjectId"),
            TimeZone = TimeZone(Text(root, "timeZone")),
        };
    }

    private Dictionary<string, HsImportOperation> ReadOperations(JsonElement root)
    {
        var operations = new Dictionary<string, HsImportOperation>();
        if (Property(root, "importOperations") is not { ValueKind: JsonValueKind.Object } map) return operations;
        foreach (var entry in map.EnumerateObject())
        {
            operations[TypeId(entry.Name)] = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() switch
            {
                "CREATE" => HsImportOperation.Create,
                "UPDATE" => HsImportOperation.Update,
                "UPSERT" => HsImportOperation.Upsert,
                var other => throw RefusedRequestException.Invalid($"importOperations: '{other}' is not one of CREATE, UPDATE, UPSERT."),
            }
            : throw RefusedRequestException.Invalid($"importOperations: the value for '{entry.Name}' is not a text.");
        }

        return operations;
    }

    private RequestedFile ReadFile(JsonElement file, string? dateFormatOfRequest)
    {
        var name = Text(file, "fileName");
        if (string.IsNullOrWhiteSpace(name)) throw RefusedRequestException.Invalid("A file of importRequest has no fileName.");
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw RefusedRequestException.Invalid($"The fileName '{name}' holds a folder; it must be the plain name of the uploaded file.");
        var page = Property(file, "fileImportPage");
        if (page is not { ValueKind: JsonValueKind.Object } || Property(page.Value, "columnMappings") is not { ValueKind: JsonValueKind.Array } mappings
            || mappings.GetArrayLength() == 0)
            throw RefusedRequestException.Invalid($"The file '{name}' has no columnMappings.");
        return new RequestedFile(
            name,
            IsSpreadsheet(Text(file, "fileFormat")),
            DateFormat(dateFormatOfRequest ?? Text(file, "dateFormat")),
            Property(page.Value, "hasHeader") is null || Flag(page.Value, "hasHeader"),
            [.. mappings.EnumerateArray().Select(ReadColumn)]);
    }

    private RequestedColumn ReadColumn(JsonElement column)
    {
        var name = Text(column, "columnName");
        if (name is null) throw RefusedRequestException.Invalid("A column mapping has no columnName.");
        var ignored = Flag(column, "ignored");
        var typeId = Text(column, "columnObjectTypeId") ?? Text(column, "columnObjectType");
        if (string.IsNullOrWhiteSpace(typeId) && !ignored)
            throw RefusedRequestException.Invalid($"The mapping of column '{name}' has no columnObjectTypeId.");
        var toTypeId = Text(column, "toColumnObjectTypeId");
        return new RequestedColumn(name, TypeId(typeId ?? ""), Text(column, "propertyName"), ColumnType(column, name), ignored)
        {
            ToTypeId = toTypeId is null ? null : TypeId(toTypeId),
            ForeignKey = ForeignKey(column, name),
            IsAssociationIdentifier = Flag(column, "associationIdentifierColumn"),
            SubmissionType = SubmissionType(column, name),
        };
    }

    private static RequestedAssociation? ForeignKey(JsonElement column, string name)
    {
        if (Property(column, "foreignKeyType") is not { } key) return null;
        return Number(key, "associationTypeId") is { } id and > 0 and <= int.MaxValue
            ? new RequestedAssociation((int)id, Text(key, "associationCategory") ?? AssociationTypes.HubSpotDefined)
            : throw RefusedRequestException.Invalid($"The foreignKeyType of column '{name}' has no associationTypeId.");
    }

    private static string? SubmissionType(JsonElement column, string name)
    {
        var type = Text(column, "marketingEventSubmissionType");
        return type is null || SubmissionTypes.Contains(type)
            ? type
            : throw RefusedRequestException.Invalid(
                $"The marketingEventSubmissionType of column '{name}' is not one of {string.Join(", ", SubmissionTypes)}.");
    }

    private static HsColumnType ColumnType(JsonElement column, string name)
    {
        var older = Text(column, "idColumnType");
        return (Text(column, "columnType") ?? older) switch
        {
            null or "STANDARD" => HsColumnType.Standard,
            "HUBSPOT_OBJECT_ID" => HsColumnType.ObjectId,
            "HUBSPOT_ALTERNATE_ID" => HsColumnType.AlternateId,
            "FLEXIBLE_ASSOCIATION_LABEL" => HsColumnType.AssociationLabel,
            "ASSOCIATION_KEYS" => HsColumnType.AssociationKeys,
            "EVENT_TIMESTAMP" => HsColumnType.EventTimestamp,
            var other => throw RefusedRequestException.Invalid($"The mapping of column '{name}' has an unknown columnType '{other}'."),
        };
    }

    private static bool IsSpreadsheet(string? format) => format switch
    {
        null or "CSV" => false,
        "SPREADSHEET" => true,
        _ => throw RefusedRequestException.Invalid($"The fileFormat '{format}' is not one of CSV, SPREADSHEET."),
    };

    private static HsDateFormat DateFormat(string? format) => format switch
    {
        null or "MONTH_DAY_YEAR" => HsDateFormat.MonthDayYear,
        "DAY_MONTH_YEAR" => HsDateFormat.DayMonthYear,
        "YEAR_MONTH_DAY" => HsDateFormat.YearMonthDay,
        _ => throw RefusedRequestException.Invalid(
            $"The dateFormat '{format}' is not one of MONTH_DAY_YEAR, DAY_MONTH_YEAR, YEAR_MONTH_DAY."),
    };

    private static TimeZoneInfo TimeZone(string? name) =>
        name is null ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : throw RefusedRequestException.Invalid($"There is no timeZone '{name}'.");

    /// <summary>HubSpot takes names as well as ids (guide).</summary>
    private string TypeId(string idOrName) => types.TryFind(idOrName, out var type) ? type.Id : idOrName;

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw RefusedRequestException.Invalid($"The value of '{name}' is not a text."),
    };

    private static bool Flag(JsonElement element, string name) => Property(element, name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw RefusedRequestException.Invalid($"The value of '{name}' is neither true nor false."),
    };

    private static long? Number(JsonElement element, string name) => Property(element, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        { ValueKind: JsonValueKind.String } value when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw RefusedRequestException.Invalid($"The value of '{name}' is not a whole number."),
    };
}
