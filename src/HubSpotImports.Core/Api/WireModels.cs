using System.Globalization;
using System.Text.Json;
using HubSpotImports.Checks;

namespace HubSpotImports.Api;

/// <summary>Turns what travels into the models of the pipeline.</summary>
internal static class WireModels
{
    public static HsImport ToModel(this ImportResponse wire)
    {
        var request = wire.ImportRequestJson;
        return new HsImport
        {
            Id = wire.Id ?? "",
            Name = wire.ImportName ?? NameIn(request),
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
            RequestJson = request?.ValueKind == JsonValueKind.Object ? request.Value.GetRawText() : null,
            Files = FilesIn(request),
        };
    }

    public static HsImportError ToModel(this ImportErrorResponse wire, HsImport? import)
    {
        var type = wire.ErrorType ?? "";
        var kind = ImportErrorType.Find(type);
        return new HsImportError
        {
            ImportId = import?.Id ?? "",
            Id = wire.Id ?? "",
            ErrorType = type,
            Message = Sentence(wire, kind),
            Line = wire.SourceData?.LineNumber,
            LineConfidence = HsLineConfidence.Reported,
            Column = Header(import, wire),
            ColumnNumber = wire.KnownColumnNumber + 1,
            Value = wire.InvalidValueToDisplay ?? wire.InvalidValue,
            ObjectType = HsObjectType.TryFind(wire.ObjectTypeId, out var known) ? known.Name : wire.ObjectTypeId ?? wire.ObjectType,
            Outcome = kind.RowOutcome,
            Part = import?.Part,
            CreatedAt = Timestamp(wire.CreatedAt),
            RowText = wire.SourceData?.RowData is { Count: > 0 } cells ? string.Join(",", cells.Select(Quoted)) : null,
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
    private static string? Header(HsImport? import, ImportErrorResponse wire)
    {
        if (import is null || wire.KnownColumnNumber is not { } column) return null;

        var file = import.Files.Count == 1
            ? import.Files[0]
            : import.Files.ElementAtOrDefault(import.FileIds.ToList().IndexOf(wire.SourceData?.FileId?.ToString(CultureInfo.InvariantCulture) ?? ""));
        return file?.ColumnMappings.ElementAtOrDefault(column)?.ColumnName;
    }

    private static string? NameIn(JsonElement? request) =>
        request is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    // The stored request is whatever the sender wrote: one that this module cannot read costs the mappings, not the import.
    private static IReadOnlyList<HsImportFile> FilesIn(JsonElement? request)
    {
        if (request is not { ValueKind: JsonValueKind.Object } body) return [];
        try
        {
            return [.. (body.Deserialize(WireJson.Default.ImportRequestBody)?.Files).Present().Select(ToModel)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static HsImportFile ToModel(ImportFileBody file) => new()
    {
        SourcePath = file.FileName ?? "",
        Format = file.FileFormat is null or "CSV" ? HsFileFormat.Csv : HsFileFormat.Spreadsheet,
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
