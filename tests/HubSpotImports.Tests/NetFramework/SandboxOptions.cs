using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Sandbox;

/// <summary>What tests ask of a sandbox that is a process of its own; the options of its command line have it all but the hooks.</summary>
internal sealed record SandboxOptions
{
    internal static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static SandboxOptions FullSpeed { get; } = new();

    public TimeSpan ProcessingDelay { get; init; }

    public string? Token { get; init; }

    public IReadOnlyCollection<string> TokensWithoutScope { get; init; } = [];

    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    public LineNumbering LineNumbering { get; init; }

    public RowDataForm RowData { get; init; }

    /// <summary>Is asked in front of the sandbox.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; init; }

    /// <summary>Cannot be asked here: such tests are <see cref="Tests.FactInProcessAttribute"/>s.</summary>
    public Func<long, CancellationToken, Task>? BeforeProcessing { get; init; }

    public IEnumerable<string> Arguments =>
    [
        "--fast", "--urls", "http://127.0.0.1:0",
        "--delay", ProcessingDelay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        "--line-numbering", LineNumbering switch { LineNumbering.LastLine => "last", LineNumbering.Record => "record", _ => "first" },
        "--row-data", RowData switch { RowDataForm.Trimmed => "trimmed", RowDataForm.None => "none", _ => "as-sent" },
        .. Token is null ? (IEnumerable<string>)[] : ["--token", Token],
        .. TokensWithoutScope.SelectMany(token => (string[])["--token-without-scope", token]),
    ];
}
