using System.Globalization;
using System.Text.Json;
using HubSpotImports.Checks;
using HubSpotImports.Files;

namespace HubSpotImports.Api;

/// <summary>Turns what travels into the models of the pipeline.</summary>
internal static class WireModels
{
    public static HsImport ToModel(this ImportResponse wire)
    {
        var json = wire.ImportRequestJson;
        var request = RequestIn(json);
        return new HsImport
        {
            Id = wire.Id ?? "",
            Name = wire.ImportName ?? NameIn(json),
            State = wire.State ?? "",
            Counters = (wire.Metadata?.Counters ?? new Dictionary<string, long?>()).Where(pair => pair.Value.HasValue).ToDictionary(pair => pair.Key, pair => pair.Value!.Value),
            CreatedAt = Timestamp(wire.CreatedAt),
            UpdatedAt = Timestamp(wire.UpdatedAt),
            ObjectTypeIds = wire.MappedObjectTypeIds ?? [],
            FileIds = wire.Metadata?.FileIds ?? [],
            Lists = [.. (wire.Metadata?.ObjectLists).Present().Select(list => new HsImportList { ListId = list.ListId ?? "", ObjectType = list.ObjectType ?? "" })],
            Source = wire.ImportSource,
            TemplateId = wire.ImportTemplate?.TemplateId?.ToString(CultureInfo.InvariantCulture),
            TemplateType = wire.ImportTemplate?.TemplateType,
            OptOut = wire.OptOutImport ?? false,
            RequestJson = json?.ValueKind == JsonValueKind.Object ? json.Value.GetRawText() : null,
            Files = [.. (request?.Files).Present().Select(ToModel)],
            Operations = request?.ImportOperations ?? new Dictionary<string, string>(),
            DateFormat = Vocabulary.DateFormat(request?.DateFormat),
        };
    }

    public static HsImportError ToModel(this ImportErrorResponse wire, HsImport? import)
    {
        var type = wire.ErrorType ?? "";
        var kind = ImportErrorType.Find(type);
        var file = FileNumber(import, wire);
        IReadOnlyList<string?> cells = [.. wire.SourceData?.RowData ?? [], .. wire.SourceData?.AdditionalRowData ?? []];
        return new HsImportError
        {
            ImportId = import?.Id ?? "",
            ErrorId = wire.Id ?? "",
            ErrorType = type,
            Message = Sentence(wire, kind),
            Line = wire.SourceData?.LineNumber,
            LineConfidence = HsLineConfidence.Reported,
            Column = Header(import, file, wire.KnownColumnNumber),
            ColumnNumber = wire.KnownColumnNumber + 1,
            Value = wire.InvalidValueToDisplay ?? wire.InvalidValue,
            ObjectType = HsObjectType.TryFind(wire.ObjectTypeId, out var known) ? known.Name : wire.ObjectTypeId ?? wire.ObjectType,
            Outcome = kind.RowOutcome,
            Part = import?.Part,
            CreatedAt = Timestamp(wire.CreatedAt),
            RowText = cells.Count > 0 ? string.Join(",", cells.Select(Quoted)) : null,
            RowHash = cells.Count > 0 ? RowContent.Of(cells) : null,
            ValueHash = wire.InvalidValue is { } value ? RowContent.Of([value]) : null,
            FileNumber = file,
        };
    }

    public static HsProperty ToModel(this PropertyResponse wire, string objectTypeId) => new()
    {
        ObjectTypeId = objectTypeId,
        Name = wire.Name ?? "",
        Label = wire.Label ?? "",
        Type = wire.Type ?? "",
        FieldType = wire.FieldType ?? "",
        GroupName = wire.GroupName,
        Description = wire.Description,
        Options = [.. wire.Options.Present().Select(option => new HsPropertyOption
        {
            Label = option.Label ?? "",
            Value = option.Value ?? "",
            Hidden = option.Hidden ?? false,
        })],
        HasUniqueValue = wire.HasUniqueValue ?? false,
        Calculated = wire.Calculated ?? false,
        Archived = wire.Archived ?? false,
        Hidden = wire.Hidden ?? false,
        ExternalOptions = wire.ExternalOptions ?? false,
        HubSpotDefined = wire.HubspotDefined ?? false,
        ReadOnlyValue = wire.ModificationMetadata?.ReadOnlyValue ?? wire.ReadOnlyValue ?? false,
        NumberDisplayHint = wire.NumberDisplayHint,
        ReferencedObjectType = wire.ReferencedObjectType,
    };

    private static string Sentence(ImportErrorResponse wire, ImportErrorType kind)
    {
        var sentence = string.IsNullOrEmpty(wire.ErrorMessage) ? kind.Meaning : wire.ErrorMessage!;
        return string.IsNullOrEmpty(wire.ExtraContext) ? sentence : $"{sentence} ({wire.ExtraContext})";
    }

    // knownColumnNumber counts the columns of the file that was sent, whose mappings are in file order.
    private static string? Header(HsImport? import, int? file, int? column) => file is null || column is null
        ? null
        : import!.Files.ElementAtOrDefault(file.Value)?.ColumnMappings.ElementAtOrDefault(column.Value)?.ColumnName;

    private static int? FileNumber(HsImport? import, ImportErrorResponse wire)
    {
        if (import is null) return null;
        if (import.Files.Count == 1) return 0;

        // That the ids are in the order of the request's files is deduced; an object type that only another file has speaks against it.
        var number = import.FileIds.ToList().IndexOf(wire.SourceData?.FileId?.ToString(CultureInfo.InvariantCulture) ?? "");
        if (number < 0 || number >= import.Files.Count) return null;
        return HasType(import.Files[number], wire.ObjectTypeId) || !import.Files.Any(file => HasType(file, wire.ObjectTypeId)) ? number : null;
    }

    private static bool HasType(HsImportFile file, string? objectTypeId) =>
        file.ColumnMappings.Any(column => column.ObjectTypeId == objectTypeId || column.ToObjectTypeId == objectTypeId);

    private static string? NameIn(JsonElement? request) =>
        request is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    // The stored request is whatever the sender wrote: one that this module cannot read costs the mappings, not the import.
    private static ImportRequestBody? RequestIn(JsonElement? request)
    {
        if (request is not { ValueKind: JsonValueKind.Object } body) return null;
        try
        {
            return body.Deserialize(WireJson.Default.ImportRequestBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HsImportFile ToModel(ImportFileBody file) => new()
    {
        SourcePath = file.FileName ?? "",
        Format = file.FileFormat is null or "CSV" ? HsFileFormat.Csv : HsFileFormat.Spreadsheet,
        HasHeader = file.FileImportPage?.HasHeader ?? true, // HubSpot's default is not documented; this module always says it.
        ColumnMappings = [.. (file.FileImportPage?.ColumnMappings).Present().Select(ToModel)],
    };

    private static HsColumnMapping ToModel(ColumnMappingBody mapping) => new()
    {
        ColumnName = mapping.ColumnName ?? "",
        PropertyName = string.IsNullOrEmpty(mapping.PropertyName) ? null : mapping.PropertyName,
        ObjectTypeId = mapping.ColumnObjectTypeId ?? "",
        ObjectType = HsObjectType.TryFind(mapping.ColumnObjectTypeId, out var type) ? type.Name : mapping.ColumnObjectTypeId ?? "",
        ColumnType = Vocabulary.ColumnType(mapping.ColumnType, mapping.IdColumnType),
        IdColumnType = Vocabulary.IdColumnType(mapping.IdColumnType),
        ToObjectTypeId = mapping.ToColumnObjectTypeId,
        AssociationTypeId = (int?)mapping.ForeignKeyType?.AssociationTypeId,
        AssociationCategory = mapping.ForeignKeyType?.AssociationCategory,
        AssociationIdentifierColumn = mapping.AssociationIdentifierColumn ?? false,
        MarketingEventSubmissionType = Vocabulary.SubmissionType(mapping.MarketingEventSubmissionType),
    };

    // ISO 8601 in imports, milliseconds since 1970 in errors.
    private static DateTimeOffset? Timestamp(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Quoted(string? cell) =>
        cell is null ? "" : cell.IndexOfAny([',', '"', '\r', '\n']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
