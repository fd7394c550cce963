using System.Text.Json.Serialization;

namespace HubSpotImports.Journal;

/// <summary>The first line of a journal: what is sent, so that it can be sent on without anything being typed again. It holds no cell and no token.</summary>
internal sealed record JournalHead
{
    public const int CurrentVersion = 2;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required string SubmissionId { get; init; }

    /// <summary>By this machine's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name that the user gave the import.</summary>
    public required string Name { get; init; }

    public required Uri BaseUri { get; init; }

    /// <summary>HubSpot's id of the account, or a sign of the token.</summary>
    public required string Account { get; init; }

    /// <summary>HubSpot's id of the app, where HubSpot says it.</summary>
    public string? App { get; init; }

    /// <summary>The same for the same account, content and request.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether a part that is sent twice would create its records twice.</summary>
    public required bool CreatesRecords { get; init; }

    /// <summary>The files: one, which may have several parts, or several that are one part together.</summary>
    public required IReadOnlyList<JournalFile> Files { get; init; }

    /// <summary>The files, for people to read.</summary>
    [JsonIgnore]
    public string SourcePath => string.Join(", ", Files.Select(file => file.SourcePath));

    /// <summary>The order in which the dates of a workbook become text.</summary>
    public HsDateFormat DateFormat { get; init; }

    public string? RejectPath { get; init; }

    /// <summary>The limits that the parts were cut by.</summary>
    public required long RowLimit { get; init; }

    public required long ByteLimit { get; init; }

    /// <summary>Whether an identifier stands in two parts; <see langword="null"/> where that cannot be told.</summary>
    public bool? IdentifiersCrossParts { get; init; }

    /// <summary>The request of each part, but for its name and those of its files.</summary>
    public required Api.ImportRequestBody Request { get; init; }

    public required IReadOnlyList<JournalPart> Parts { get; init; }
}

/// <summary>What every version of the first line has.</summary>
internal sealed record JournalMark
{
    public int Version { get; init; }

    public required string SubmissionId { get; init; }

    /// <inheritdoc cref="JournalHead.Fingerprint"/>
    public required string Fingerprint { get; init; }
}

/// <summary>A file as it was checked.</summary>
internal sealed record JournalFile
{
    public required string SourcePath { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>When it was last written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The code page of the encoding that the user gave.</summary>
    public int? CodePage { get; init; }

    /// <summary>Whether the sheet of a workbook is sent as CSV.</summary>
    public bool ConvertsToCsv { get; init; }

    /// <summary>Whether its first record is the header.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The columns that are sent, from 0.</summary>
    public required IReadOnlyList<int> Kept { get; init; }

    /// <summary>The rows that are not sent, such as <c>5,7-9</c>.</summary>
    public string HeldBack { get; init; } = "";

    public long RowsHeldBack { get; init; }
}

/// <summary>A part as it was planned: one import.</summary>
internal sealed record JournalPart
{
    public required string ImportName { get; init; }

    /// <summary>What goes up, in the order of the request's files.</summary>
    public required IReadOnlyList<JournalUpload> Files { get; init; }

    /// <summary>The names of the uploaded files, for people to read.</summary>
    [JsonIgnore]
    public string UploadName => string.Join(", ", Files.Select(file => file.UploadName));

    /// <summary>From 1; several files are whole, so it is that of the first.</summary>
    [JsonIgnore]
    public long FirstRow => Files[0].FirstRow;

    [JsonIgnore]
    public long Rows => Files.Sum(file => file.Rows);

    [JsonIgnore]
    public long Length => Files.Sum(file => file.Length);
}

/// <summary>What goes up of a file in one part.</summary>
internal sealed record JournalUpload
{
    public required string UploadName { get; init; }

    /// <summary>From 1.</summary>
    public required long FirstRow { get; init; }

    public required long Rows { get; init; }

    public required long Length { get; init; }

    /// <summary>The XXH64 of its bytes.</summary>
    public required ulong Hash { get; init; }
}

/// <summary>A further line of a journal: what happened to a part, or to all of it.</summary>
internal sealed record JournalEntry
{
    public required JournalEvent Event { get; init; }

    /// <summary>By this machine's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Which part, from 1; 0 for the submission.</summary>
    public int Part { get; init; }

    /// <summary>HubSpot's id of the import.</summary>
    public string? ImportId { get; init; }

    /// <summary>When HubSpot says that it took the import; at <see cref="JournalEvent.Committing"/> HubSpot's time, as far as it is known.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>What the send ended with.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public int? Status { get; init; }

    /// <summary>What HubSpot's support finds the call by.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What became of the import.</summary>
    public HsImportOutcome? Outcome { get; init; }

    /// <summary>How many records HubSpot says that it created.</summary>
    public long? Created { get; init; }
}

/// <summary>What can happen. Each line is on the disk before the next thing is done.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalEvent>))]
internal enum JournalEvent
{
    /// <summary>The send of a part begins. Until it commits, HubSpot cannot have it.</summary>
    Sending,

    /// <summary>The tail that makes the request complete is written next. From here on only an answer tells.</summary>
    Committing,

    /// <summary>The send broke off before its tail.</summary>
    NotTaken,

    /// <summary>HubSpot refused it in a complete answer.</summary>
    Refused,

    /// <summary>The answer was lost, or says nothing.</summary>
    AnswerLost,

    /// <summary>HubSpot took it, and did not say under which id.</summary>
    IdUnknown,

    /// <summary>HubSpot took it.</summary>
    Taken,

    /// <summary>The list of imports shows it.</summary>
    Found,

    /// <summary>The list of imports proves that HubSpot did not take it.</summary>
    Absent,

    /// <summary>A person, or the rule for what may be sent twice, decided that it is sent again.</summary>
    Resent,

    /// <summary>The import has ended.</summary>
    Ended,

    /// <summary>Nothing is left to do.</summary>
    Closed,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    MaxDepth = 64)]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(JournalMark))]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
