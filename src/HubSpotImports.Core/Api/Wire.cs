using System.Text.Json;
using System.Text.Json.Serialization;

namespace HubSpotImports.Api;

// The bodies of HubSpot's API as they travel. Every field of an answer may be absent, whatever the specification calls required,
// and integers are 64 bit, whatever it calls int32 (facts: sections 1.3 and 3.4 of HubSpot's documents disagree with its files).

/// <summary>The <c>importRequest</c> form field (HubSpot imports guide).</summary>
internal sealed record ImportRequestBody
{
    public string? Name { get; init; }
    public IReadOnlyDictionary<string, string>? ImportOperations { get; init; }
    public string? DateFormat { get; init; }
    public string? TimeZone { get; init; }
    public bool? MarketableContactImport { get; init; }
    public bool? CreateContactListFromImport { get; init; }
    public long? MarketingEventObjectId { get; init; }
    public IReadOnlyList<ImportFileBody>? Files { get; init; }
}

internal sealed record ImportFileBody
{
    public string? FileName { get; init; }
    public string? FileFormat { get; init; }
    public ImportFilePageBody? FileImportPage { get; init; }
}

internal sealed record ImportFilePageBody
{
    public bool? HasHeader { get; init; }
    public IReadOnlyList<ColumnMappingBody>? ColumnMappings { get; init; }
}

internal sealed record ColumnMappingBody
{
    public string? ColumnObjectTypeId { get; init; }
    public string? ColumnName { get; init; }

    /// <summary>Left out where it is <see langword="null"/>; the empty text is sent as JSON null, as a common column has it.</summary>
    [JsonConverter(typeof(EmptyIsNull))]
    public string? PropertyName { get; init; }

    public string? ColumnType { get; init; }
    public string? IdColumnType { get; init; }
    public string? ToColumnObjectTypeId { get; init; }
    public ForeignKeyTypeBody? ForeignKeyType { get; init; }
    public bool? AssociationIdentifierColumn { get; init; }
    public string? MarketingEventSubmissionType { get; init; }

    internal sealed class EmptyIsNull : JsonConverter<string>
    {
        public override bool HandleNull => true;

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() ?? "";

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            if (value.Length == 0) writer.WriteNullValue();
            else writer.WriteStringValue(value);
        }
    }
}

internal sealed record ForeignKeyTypeBody
{
    public long? AssociationTypeId { get; init; }
    public string? AssociationCategory { get; init; }
}

/// <summary><c>PublicImportResponse</c>.</summary>
internal sealed record ImportResponse
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    public string? State { get; init; }
    public string? ImportName { get; init; }
    public string? ImportSource { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? CreatedAt { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? UpdatedAt { get; init; }

    public bool? OptOutImport { get; init; }
    public IReadOnlyList<string>? MappedObjectTypeIds { get; init; }
    public ImportTemplateResponse? ImportTemplate { get; init; }
    public ImportMetadataResponse? Metadata { get; init; }
    public JsonElement? ImportRequestJson { get; init; }
}

internal sealed record ImportTemplateResponse
{
    public long? TemplateId { get; init; }
    public string? TemplateType { get; init; }
}

internal sealed record ImportMetadataResponse
{
    public IReadOnlyDictionary<string, long?>? Counters { get; init; }
    public IReadOnlyList<string>? FileIds { get; init; }
    public IReadOnlyList<ImportListResponse>? ObjectLists { get; init; }
}

internal sealed record ImportListResponse
{
    public string? ListId { get; init; }
    public string? ObjectType { get; init; }
}

/// <summary>A page of a list of <typeparamref name="T"/>. Only <c>paging.next.after</c> is ever followed, never a link.</summary>
internal sealed record Page<T>
{
    public IReadOnlyList<T>? Results { get; init; }
    public PagingResponse? Paging { get; init; }
}

internal sealed record PagingResponse
{
    public NextPageResponse? Next { get; init; }
}

internal sealed record NextPageResponse
{
    public string? After { get; init; }
}

/// <summary><c>PublicImportError</c>.</summary>
internal sealed record ImportErrorResponse
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? CreatedAt { get; init; }

    public string? ErrorType { get; init; }
    public string? ErrorMessage { get; init; }
    public string? ExtraContext { get; init; }
    public string? InvalidValue { get; init; }
    public string? InvalidValueToDisplay { get; init; }

    /// <summary>From 0.</summary>
    public int? KnownColumnNumber { get; init; }

    public string? ObjectType { get; init; }
    public string? ObjectTypeId { get; init; }
    public ImportRowResponse? SourceData { get; init; }
}

internal sealed record ImportRowResponse
{
    public long? FileId { get; init; }

    /// <summary>From 1, the header counted; 0 is the whole file.</summary>
    public long? LineNumber { get; init; }

    public IReadOnlyList<string?>? RowData { get; init; }

    /// <summary>In the dated versions of the API; that these cells follow the others is deduced.</summary>
    public IReadOnlyList<string?>? AdditionalRowData { get; init; }
}

/// <summary><c>ActionResponse</c>, the answer to a cancel: not an import.</summary>
internal sealed record ActionResponse
{
    public string? Status { get; init; }
}

/// <summary>The account's details (account information API).</summary>
internal sealed record AccountResponse
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? PortalId { get; init; }
}

/// <summary><c>AccessTokenResponse</c>. A new refresh token would be in it too; HubSpot's stays the same.</summary>
internal sealed record TokenResponse
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }
}

internal sealed record TokenInfoRequest
{
    public string? TokenKey { get; init; }
}

/// <summary>What HubSpot tells of a private app's token.</summary>
internal sealed record TokenInfoResponse
{
    /// <summary>The account.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? HubId { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? AppId { get; init; }
}

/// <summary><c>Error</c>, with the fields that only real answers have.</summary>
internal sealed record ErrorResponse
{
    public string? Message { get; init; }
    public string? CorrelationId { get; init; }
    public string? Category { get; init; }
    public string? ErrorType { get; init; }
    public string? PolicyName { get; init; }
    public IReadOnlyList<ErrorDetailResponse>? Errors { get; init; }
}

internal sealed record ErrorDetailResponse
{
    public string? Message { get; init; }
}

/// <summary><c>ObjectSchema</c>: a custom object. Only what is used.</summary>
internal sealed record SchemaResponse
{
    public string? ObjectTypeId { get; init; }
    public string? Name { get; init; }
    public SchemaLabelsResponse? Labels { get; init; }
}

internal sealed record SchemaLabelsResponse
{
    public string? Plural { get; init; }
}

/// <summary><c>Property</c>. The last two fields are those of <see cref="HsProperty"/> alone, as a saved file has them.</summary>
internal sealed record PropertyResponse
{
    public string? Name { get; init; }
    public string? Label { get; init; }
    public string? Type { get; init; }
    public string? FieldType { get; init; }
    public string? GroupName { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<PropertyOptionResponse>? Options { get; init; }
    public bool? HasUniqueValue { get; init; }
    public bool? Calculated { get; init; }
    public bool? Archived { get; init; }
    public bool? Hidden { get; init; }
    public bool? ExternalOptions { get; init; }
    public bool? HubspotDefined { get; init; }
    public string? NumberDisplayHint { get; init; }
    public string? ReferencedObjectType { get; init; }
    public ModificationMetadataResponse? ModificationMetadata { get; init; }
    public bool? ReadOnlyValue { get; init; }
    public string? ObjectTypeId { get; init; }
}

internal sealed record PropertyOptionResponse
{
    public string? Label { get; init; }
    public string? Value { get; init; }
    public bool? Hidden { get; init; }
}

internal sealed record ModificationMetadataResponse
{
    public bool? ReadOnlyValue { get; init; }
}

/// <summary>Lists as they may arrive: absent, or with holes.</summary>
internal static class WireLists
{
    public static IEnumerable<T> Present<T>(this IReadOnlyList<T>? list)
        where T : class => (list ?? []).Where(item => item is not null);
}

/// <summary>Reads ids and times that are text in one place of HubSpot's answers and numbers in another.</summary>
internal sealed class TextOrNumber : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)
            : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 64)]
[JsonSerializable(typeof(ImportRequestBody))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(Page<ImportResponse>))]
[JsonSerializable(typeof(Page<ImportErrorResponse>))]
[JsonSerializable(typeof(Page<PropertyResponse>))]
[JsonSerializable(typeof(Page<SchemaResponse>))]
[JsonSerializable(typeof(PropertyResponse))]
[JsonSerializable(typeof(List<PropertyResponse>))]
[JsonSerializable(typeof(ActionResponse))]
[JsonSerializable(typeof(AccountResponse))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenInfoRequest))]
[JsonSerializable(typeof(TokenInfoResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class WireJson : JsonSerializerContext;
