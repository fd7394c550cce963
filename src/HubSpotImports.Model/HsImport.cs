namespace HubSpotImports;

/// <summary>
/// An import as HubSpot reports it (<c>PublicImportResponse</c> of HubSpot's specification), with where it came from when this
/// module started it. Every vocabulary is open: unknown states and counters are passed on as they are.
/// </summary>
public sealed record HsImport
{
    internal HsImport()
    {
    }

    /// <summary>HubSpot's id of the import. Digits; imports before August 2018 have letters too.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name of the import in the account.</summary>
    public string? Name { get; internal init; }

    /// <summary>
    /// <c>STARTED</c>, <c>PROCESSING</c>, <c>DEFERRED</c>, <c>DONE</c>, <c>FAILED</c>, <c>CANCELED</c>, <c>REVERTED</c>, or a word that HubSpot
    /// adds one day.
    /// </summary>
    public string State { get; internal init; } = "";

    /// <summary>Whether HubSpot is still at work or will be: the state is STARTED, PROCESSING or DEFERRED.</summary>
    public bool IsActive => State is "STARTED" or "PROCESSING" or "DEFERRED";

    /// <summary>Whether the state is an end state: <c>DONE</c>, <c>FAILED</c>, <c>CANCELED</c> or <c>REVERTED</c>.</summary>
    public bool IsFinished => State is "DONE" or "FAILED" or "CANCELED" or "REVERTED";

    /// <summary>What became of the import, from its state and its counters.</summary>
    public HsImportOutcome Outcome => State switch
    {
        "DONE" => Errors > 0 || (SourceRows is { } sent && TotalRows is { } counted && sent != counted) ? HsImportOutcome.SomeRefused : HsImportOutcome.AllIn,
        "FAILED" => HsImportOutcome.Failed,
        "CANCELED" => HsImportOutcome.Canceled,
        "REVERTED" => HsImportOutcome.Reverted,
        _ when IsActive => HsImportOutcome.Pending,
        _ => HsImportOutcome.Unknown,
    };

    /// <summary>All counters as HubSpot gives them; the names are not documented and may grow.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; internal init; } = new Dictionary<string, long>();

    /// <summary>Data rows that HubSpot has read (<c>TOTAL_ROWS</c>), or <see langword="null"/> while it has not said.</summary>
    public long? TotalRows => Counter("TOTAL_ROWS");

    /// <summary>Records created (<c>CREATED_OBJECTS</c>).</summary>
    public long? CreatedObjects => Counter("CREATED_OBJECTS");

    /// <summary>Records updated (<c>UPDATED_OBJECTS</c>).</summary>
    public long? UpdatedObjects => Counter("UPDATED_OBJECTS");

    /// <summary>Faults found in rows and values (<c>ERRORS</c>). A row may have several, and a row with a faulty value may still be in.</summary>
    public long? Errors => Counter("ERRORS");

    /// <summary>When HubSpot took the import.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When HubSpot last changed it.</summary>
    public DateTimeOffset? UpdatedAt { get; internal init; }

    /// <summary>The object type ids that the import writes, such as <c>0-1</c>.</summary>
    public IReadOnlyList<string> ObjectTypeIds { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>Ids of the uploaded files in HubSpot's files tool.</summary>
    public IReadOnlyList<string> FileIds { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>Lists that HubSpot made for the import.</summary>
    public IReadOnlyList<HsImportList> Lists { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>Where the import was started: <c>API</c>, <c>CRM_UI</c>, <c>IMPORT</c>, …</summary>
    public string? Source { get; internal init; }

    /// <summary>The kind of template the import was made from: <c>admin_defined</c>, <c>previous_import</c>, <c>user_file</c>.</summary>
    public string? TemplateType { get; internal init; }

    /// <summary>The id of that template.</summary>
    public string? TemplateId { get; internal init; }

    /// <summary>Whether the import is a list of people who are barred from mail.</summary>
    public bool OptOut { get; internal init; }

    /// <summary>The request as HubSpot keeps it (<c>importRequestJson</c>), as JSON text.</summary>
    public string? RequestJson { get; internal init; }

    /// <summary>The files and mappings of that request.</summary>
    public IReadOnlyList<HsImportFile> Files { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>
    /// What that request lets HubSpot do with the records of an object type id: <c>CREATE</c>, <c>UPDATE</c>, <c>UPSERT</c>. A type that is not
    /// named is upserted.
    /// </summary>
    public IReadOnlyDictionary<string, string> Operations { get; internal init; } = new Dictionary<string, string>();

    /// <summary>The order of the parts of a date in that request.</summary>
    internal HsDateFormat DateFormat { get; init; }

    /// <summary>The submission this import is a part of, when this module started it.</summary>
    public string? SubmissionId { get; internal init; }

    /// <summary>Which part of the submission it is, from 1.</summary>
    public int? Part { get; internal init; }

    /// <summary>How many parts the submission has.</summary>
    public int? PartCount { get; internal init; }

    /// <summary>The files the rows came from, in the order of <see cref="Files"/>, when this module started the import in this session.</summary>
    public IReadOnlyList<string> SourcePath { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>The data rows of all files that were sent, counted before the send, when this module started the import in this session.</summary>
    public long? SourceRows { get; internal init; }

    /// <summary>The id, the name and the state, as far as they are known, such as <c>4711 'Nightly contacts' DONE</c>.</summary>
    public override string ToString() => $"{Id}{(Name is null ? "" : $" '{Name}'")}{(State.Length == 0 ? "" : $" {State}")}";

    private long? Counter(string name) => Counters.TryGetValue(name, out var value) ? value : null;
}
