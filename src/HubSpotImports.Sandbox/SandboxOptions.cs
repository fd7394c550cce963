namespace HubSpotImports.Sandbox;

/// <summary>How a sandbox behaves. The defaults are HubSpot's limits, and a pace at which a person sees an import move.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where the sandbox listens. Port 0 takes a free one: see <see cref="SandboxServer.BaseAddress"/>.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:8095");

    /// <summary>The database file, which keeps imports and records; in memory when <see langword="null"/>.</summary>
    public string? Database { get; init; }

    /// <summary>A JSON file with custom objects, in the form of <c>POST /crm/v3/schemas</c>; those that are there already are left alone.</summary>
    public string? SchemaFile { get; init; }

    /// <summary>A Bearer token that is accepted. Without it, <see cref="Tokens"/> and <see cref="OAuthClients"/>, any that is not empty is.</summary>
    public string? Token { get; init; }

    /// <summary>Further Bearer tokens that are accepted, each with the name of its app. An app sees its own imports only.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Apps that get their access tokens by OAuth. With any of them, only named tokens and theirs are accepted.</summary>
    public IReadOnlyList<SandboxOAuthClient> OAuthClients { get; init; } = [];

    /// <summary>How long an access token of OAuth is accepted. HubSpot says it with each token; 30 minutes are what users report.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Tokens that are known but lack the scope <c>crm.import</c>: on imports they are answered 403.</summary>
    public IReadOnlyCollection<string> TokensWithoutScope { get; init; } = [];

    /// <summary>How long an import stays STARTED before its first row.</summary>
    public TimeSpan ProcessingDelay { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How many rows are written at a time while the import goes at a visible pace.</summary>
    public int RowsPerBatch { get; init; } = 100;

    /// <summary>The pause after each batch while the import goes at a visible pace.</summary>
    public TimeSpan BatchPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After how many rows an import stops pausing and writes large batches.</summary>
    public int PacedRows { get; init; } = 1_000;

    /// <summary>How many imports are processed at once; further ones are DEFERRED (HubSpot imports guide: three).</summary>
    public int ConcurrentImports { get; init; } = 3;

    /// <summary>The clock of pauses, times and windows; see <see cref="ScaledClock"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Above how many rows an import is a large one (HubSpot imports guide: 10,000).</summary>
    public int LargeImportRows { get; init; } = 10_000;

    /// <summary>How many large imports are processed at once (HubSpot imports guide: two).</summary>
    public int ConcurrentLargeImports { get; init; } = 2;

    /// <summary>How many imports the account may start in 24 hours (knowledge base: 500, a free one 50); no limit when <see langword="null"/>.</summary>
    public int? ImportsPerDay { get; init; } = 500;

    /// <summary>How many rows the account may import in 24 hours (HubSpot imports guide: 80 million); no limit when <see langword="null"/>.</summary>
    public long? RowsPerDay { get; init; } = 80_000_000;

    /// <summary>How many calls an app may make in any <see cref="CallInterval"/> (usage guidelines: 190, a free one 100); no limit when <see langword="null"/>.</summary>
    public int? CallsPerInterval { get; init; } = 190;

    /// <summary>The time of <see cref="CallsPerInterval"/>.</summary>
    public TimeSpan CallInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many calls the account may make in a day (usage guidelines: 625,000, a free one 250,000); no limit when <see langword="null"/>.</summary>
    public int? CallsPerDay { get; init; } = 625_000;

    /// <summary>What goes wrong from the start on. More can be added while the sandbox runs.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>How the lines of errors are counted.</summary>
    public LineNumbering LineNumbering { get; init; }

    /// <summary>What errors hold of their rows.</summary>
    public RowDataForm RowData { get; init; }

    /// <summary>The largest file, in bytes (HubSpot imports guide: 512 MB).</summary>
    public long MaxFileBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The most data rows of a file (HubSpot imports guide: 1,048,576; that the header is not one of them is deduced).</summary>
    public int MaxRows { get; init; } = 1_048_576;

    /// <summary>The longest cell, in characters (HubSpot's properties hold 65,536).</summary>
    public int MaxCellCharacters { get; init; } = 65_536;

    /// <summary>Receives one line for each request: method, path, status. Never a token, a query or a cell.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Sees every request first, for tests that need a server that misbehaves; returns true when it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; init; }

    /// <summary>Is awaited before an import goes from STARTED to PROCESSING, so that a test can hold it there. Gets the import's id.</summary>
    public Func<long, CancellationToken, Task>? BeforeProcessing { get; init; }

    /// <summary>Is awaited before each batch of rows, so that a test can hold an import in PROCESSING. Gets the id and the rows done.</summary>
    public Func<long, long, CancellationToken, Task>? BeforeBatch { get; init; }

    /// <summary>Makes every import go as fast as it can, with nothing to look at and no limit on calls and imports.</summary>
    public static SandboxOptions FullSpeed { get; } = new SandboxOptions { Url = new Uri("http://127.0.0.1:0") }.WithoutPauses();

    /// <summary>The same sandbox with the limits of a free account.</summary>
    public SandboxOptions AsFreeAccount() => this with { MaxFileBytes = 20L * 1024 * 1024, ImportsPerDay = 50, CallsPerInterval = 100, CallsPerDay = 250_000 };

    /// <summary>The same sandbox without pauses and without limits on calls and imports.</summary>
    public SandboxOptions WithoutPauses() => this with
    {
        ProcessingDelay = TimeSpan.Zero,
        BatchPause = TimeSpan.Zero,
        PacedRows = 0,
        ImportsPerDay = null,
        RowsPerDay = null,
        CallsPerInterval = null,
        CallsPerDay = null,
    };

    /// <summary>The app that a token belongs to, or <see langword="null"/> for one that is not accepted.</summary>
    internal string? AppOf(string token) =>
        token.Length == 0 ? null
        : Tokens.TryGetValue(token, out var app) ? app
        : token == Token || (Token is null && Tokens.Count == 0 && OAuthClients.Count == 0) ? "default"
        : null;
}
