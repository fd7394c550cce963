using System.Text.Json;

namespace HubSpotImports.Sandbox.Api;

/// <summary>An import as HubSpot answers it (<c>PublicImportResponse</c> of the specification).</summary>
internal sealed record PublicImportResponse(
    string Id,
    string State,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string? ImportName,
    string ImportSource,
    bool OptOutImport,
    IReadOnlyList<string> MappedObjectTypeIds,
    PublicImportMetadata Metadata,
    JsonElement ImportRequestJson);

/// <summary>Counters and files of an import (<c>PublicImportMetadata</c>).</summary>
internal sealed record PublicImportMetadata(
    IReadOnlyDictionary<string, long> Counters,
    IReadOnlyList<string> FileIds,
    IReadOnlyList<PublicObjectList> ObjectLists);

/// <summary>A list that an import made (<c>PublicObjectListRecord</c>).</summary>
internal sealed record PublicObjectList(string ListId, string ObjectType);

/// <summary>One error of an import (<c>PublicImportError</c>).</summary>
internal sealed record PublicImportError(
    string Id,
    long CreatedAt,
    string ErrorType,
    string? ErrorMessage,
    string? InvalidValue,
    string? InvalidValueToDisplay,
    int? KnownColumnNumber,
    string? ObjectType,
    string? ObjectTypeId,
    ImportRowCore SourceData);

/// <summary>Where an error is (<c>ImportRowCore</c>): the line counts from 1 and includes the header, 0 is the file as a whole. Errors of a workbook name its sheet.</summary>
internal sealed record ImportRowCore(
    long FileId,
    long LineNumber,
    bool ContainsEncryptedProperties,
    string? PageName,
    IReadOnlyList<string> RowData,
    IReadOnlyList<string>? AdditionalRowData);

/// <summary>The answer to a cancel (<c>ActionResponse</c>): the action's own state, not the import.</summary>
internal sealed record ActionResponse(string Status, DateTime RequestedAt, DateTime StartedAt, DateTime CompletedAt);

/// <summary>A page of a list (<c>CollectionResponse…</c>). The last page has no <c>paging</c>.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Results, Paging? Paging);

/// <summary>Where the pages before and after are.</summary>
internal sealed record Paging(NextPage? Next, PreviousPage? Prev)
{
    public static Paging? Of(NextPage? next, PreviousPage? previous = null) =>
        next is null && previous is null ? null : new Paging(next, previous);
}

/// <summary>The page after this one.</summary>
internal sealed record NextPage(string After, string Link);

/// <summary>The page before this one.</summary>
internal sealed record PreviousPage(string Before, string Link);
