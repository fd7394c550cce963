namespace HubSpotImports.Api;

/// <summary>A file of an import, and what its columns mean.</summary>
/// <param name="UploadName">The name that it goes up under.</param>
/// <param name="Format">CSV or spreadsheet.</param>
/// <param name="Columns">One mapping per column that is sent, in the file's order.</param>
/// <param name="HasHeader">Whether its first record is a header.</param>
public sealed record MappedFile(string UploadName, HsFileFormat Format, IReadOnlyList<HsColumnMapping> Columns, bool HasHeader = true);

/// <summary>What an import is to do: every field of HubSpot's imports guide, in this module's words.</summary>
public sealed record ImportRequest
{
    /// <summary>The name of the import in the account.</summary>
    public required string Name { get; init; }

    /// <summary>The files, with their mappings.</summary>
    public required IReadOnlyList<MappedFile> Files { get; init; }

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

    /// <summary>The <c>importRequest</c>.</summary>
    internal ImportRequestBody ToBody() => new()
    {
        Name = Name,
        ImportOperations = Operations.Count == 0 ? null : Operations.ToDictionary(pair => pair.Key, pair => Vocabulary.Word(pair.Value)),
        DateFormat = DateFormat is { } dateFormat ? Vocabulary.Word(dateFormat) : null,
        TimeZone = TimeZone,
        MarketableContactImport = MarketableContactImport,
        CreateContactListFromImport = CreateContactListFromImport,
        MarketingEventObjectId = MarketingEventObjectId,
        Files = [.. Files.Select(ToBody)],
    };

    private static ImportFileBody ToBody(MappedFile file) => new()
    {
        FileName = file.UploadName,
        FileFormat = Vocabulary.Word(file.Format),
        FileImportPage = new ImportFilePageBody { HasHeader = file.HasHeader, ColumnMappings = [.. file.Columns.Select(ToBody)] },
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
