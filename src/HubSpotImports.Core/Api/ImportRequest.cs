using System.Text.Json;

namespace HubSpotImports.Api;

/// <summary>What an import is to do: every field of HubSpot's imports guide, in this module's words.</summary>
public sealed record ImportRequest
{
    /// <summary>The name of the import in the account.</summary>
    public required string Name { get; init; }

    /// <summary>The files, with their mappings.</summary>
    public required IReadOnlyList<UploadFile> Files { get; init; }

    /// <summary>What may be done with the records of each object type id; an absent type is upserted (HubSpot's default).</summary>
    public IReadOnlyDictionary<string, HsImportOperation> Operations { get; init; } = new Dictionary<string, HsImportOperation>();

    /// <summary>The order of date parts.</summary>
    public HsDateFormat? DateFormat { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the contacts become marketing contacts.</summary>
    public bool? MarketableContactImport { get; init; }

    /// <summary>Whether HubSpot makes a static list of the contacts.</summary>
    public bool? CreateContactListFromImport { get; init; }

    /// <summary>The record id of the marketing event whose participants are imported.</summary>
    public long? MarketingEventObjectId { get; init; }

    /// <summary>The sources, for people to read.</summary>
    internal string SourcePaths => string.Join(", ", Files.Select(file => file.Part.SourcePath));

    /// <summary>The <c>importRequest</c> as UTF-8 JSON.</summary>
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new ImportRequestBody
        {
            Name = Name,
            ImportOperations = Operations.Count == 0 ? null : Operations.ToDictionary(pair => pair.Key, pair => Vocabulary.Word(pair.Value)),
            DateFormat = DateFormat is { } dateFormat ? Vocabulary.Word(dateFormat) : null,
            TimeZone = TimeZone,
            MarketableContactImport = MarketableContactImport,
            CreateContactListFromImport = CreateContactListFromImport,
            MarketingEventObjectId = MarketingEventObjectId,
            Files = [.. Files.Select(ToBody)],
        },
        WireJson.Default.ImportRequestBody);

    private static ImportFileBody ToBody(UploadFile file) => new()
    {
        FileName = file.UploadName,
        FileFormat = Vocabulary.Word(file.Format),
        FileImportPage = new ImportFilePageBody { HasHeader = true, ColumnMappings = [.. file.Columns.Select(ToBody)] },
    };

    private static ColumnMappingBody ToBody(HsColumnMapping mapping) => new()
    {
        ColumnObjectTypeId = mapping.ObjectTypeId,
        ColumnName = mapping.ColumnName,

        // A common column that only associates has "propertyName": null; label, key and event-time columns have none at all (HubSpot imports guide).
        PropertyName = mapping.PropertyName ?? (mapping.IsCommon ? "" : null),
        ColumnType = mapping.IdColumnType is null ? Vocabulary.Word(mapping.ColumnType) : null,
        IdColumnType = mapping.IdColumnType is { } idColumnType ? Vocabulary.Word(idColumnType) : null,
        ToColumnObjectTypeId = mapping.ToObjectTypeId,
        ForeignKeyType = mapping.AssociationTypeId is { } associationType
            ? new ForeignKeyTypeBody { AssociationTypeId = associationType, AssociationCategory = mapping.AssociationCategory ?? "HUBSPOT_DEFINED" }
            : null,
        AssociationIdentifierColumn = mapping.AssociationIdentifierColumn ? true : null,
        MarketingEventSubmissionType = mapping.MarketingEventSubmissionType is { } submission ? Vocabulary.Word(submission) : null,
    };
}
