namespace HubSpotImports.Sandbox.Importing;

/// <summary>What <c>importRequest</c> asks for (HubSpot imports guide), as far as the sandbox acts on it.</summary>
internal sealed record ImportRequest(
    string? Name,
    IReadOnlyDictionary<string, HsImportOperation> Operations,
    IReadOnlyList<RequestedFile> Files)
{
    /// <summary>Whether a static list of the contacts is made.</summary>
    public bool CreatesContactList { get; init; }

    /// <summary>The marketing event whose participants are imported.</summary>
    public long? MarketingEventId { get; init; }

    /// <summary>The zone of times without an offset; UTC where the request does not say.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What may be done with records of a type; UPSERT where the request does not say.</summary>
    public HsImportOperation OperationOn(string typeId) => Operations.GetValueOrDefault(typeId, HsImportOperation.Upsert);

    public IReadOnlyList<string> MappedTypeIds =>
        [.. Files.SelectMany(file => file.Columns).Where(column => !column.Ignored).Select(column => column.TypeId).Distinct()];
}

/// <summary>One of the request's <c>files</c>.</summary>
internal sealed record RequestedFile(
    string Name, bool IsSpreadsheet, HsDateFormat DateFormat, bool HasHeader, IReadOnlyList<RequestedColumn> Columns);

/// <summary>
/// One of a file's <c>columnMappings</c>. An object type id that no type has stays as it is, and fails the import later.
/// </summary>
internal sealed record RequestedColumn(string Name, string TypeId, string? PropertyName, HsColumnType Type, bool Ignored)
{
    /// <summary>Whether its cells become values of a property; those of other columns tie records together, or nothing is done with them.</summary>
    public bool IsValue =>
        !Ignored && PropertyName is not null && Type is not (HsColumnType.AssociationLabel or HsColumnType.AssociationKeys or HsColumnType.EventTimestamp);

    /// <summary>The other type, of a column that associates records.</summary>
    public string? ToTypeId { get; init; }

    /// <summary>How the records are associated, when the request says so.</summary>
    public RequestedAssociation? ForeignKey { get; init; }

    /// <summary>Whether the values tie the files of the import together.</summary>
    public bool IsAssociationIdentifier { get; init; }

    /// <summary>What an EVENT_TIMESTAMP is the time of: REGISTERED, JOINED, LEFT or CANCELLED.</summary>
    public string? SubmissionType { get; init; }
}

/// <summary>A <c>foreignKeyType</c>.</summary>
internal readonly record struct RequestedAssociation(int TypeId, string Category);
