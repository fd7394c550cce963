using System.Text.Json;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Tests.Operations;

/// <summary>A sandbox of a test's own, and this module's operations on it, over real HTTP.</summary>
internal sealed class ConnectedSandbox : IAsyncDisposable
{
    public const string Contacts = "Email,First Name,Last Name\r\nada@example.com,Ada,Lovelace\r\nben@example.com,Ben,Okoro\r\n";

    public static readonly PollingPauses Quick = new() { First = TimeSpan.FromMilliseconds(10), Growth = 1, Longest = TimeSpan.FromMilliseconds(10) };

    private readonly SandboxServer _server;

    private ConnectedSandbox(SandboxServer server, string version, List<string> requests)
    {
        _server = server;
        Requests = requests;
        Client = new HubSpotClient(ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "test-token", BaseUri = server.BaseAddress, ApiVersion = version }));
        Definitions = PropertyDefinitions.Of(Client);
    }

    public HubSpotClient Client { get; }

    public PropertyDefinitions Definitions { get; }

    /// <summary>Method and path of each request, in order.</summary>
    public IReadOnlyList<string> Requests { get; }

    /// <summary>Those that change something.</summary>
    public IReadOnlyList<string> Posts => [.. Requests.Where(request => request.StartsWith("POST /crm/", StringComparison.Ordinal))];

    public SandboxServer Server => _server;

    /// <summary>The folder of its journals.</summary>
    public DataFolder Data { get; } = DataFolder.At(Path.Combine(Path.GetTempPath(), $"hubspot-journal-{Guid.NewGuid():n}"));

    public static async Task<ConnectedSandbox> StartAsync(SandboxOptions? options = null, string version = ApiVersion.Default)
    {
        var requests = new List<string>();
        var given = options ?? SandboxOptions.FullSpeed;
        var server = await SandboxServer.StartAsync(given with
        {
            Intercept = async context =>
            {
                lock (requests) requests.Add($"{context.Request.Method} {context.Request.Path}");
                return given.Intercept is { } intercept && await intercept(context);
            },
        });
        return new ConnectedSandbox(server, version, requests);
    }

    /// <summary>Holds all imports in STARTED until the sandbox is gone.</summary>
    public static SandboxOptions Held { get; } = SandboxOptions.FullSpeed with { ProcessingDelay = TimeSpan.FromDays(1) };

    /// <summary>Holds the imports for which the test is true in STARTED until the sandbox is gone.</summary>
    public static SandboxOptions Holding(Func<long, bool> isHeld) => SandboxOptions.FullSpeed with
    {
        BeforeProcessing = (id, stop) => isHeld(id) ? Task.Delay(Timeout.InfiniteTimeSpan, stop) : Task.CompletedTask,
    };

    /// <summary>Answers a request with a status that the test gives; <see langword="null"/> lets it pass.</summary>
    public static SandboxOptions Refusing(Func<HttpRequest, int?> status) => SandboxOptions.FullSpeed with
    {
        Intercept = context =>
        {
            if (status(context.Request) is not { } refusal) return Task.FromResult(false);
            context.Response.StatusCode = refusal;
            return Task.FromResult(true);
        },
    };

    /// <summary>Pairs the header of a file with contact properties, as New-HsColumnMapping does.</summary>
    public IReadOnlyList<HsColumnMapping> MappingOf(TempFile file, string objectType = "contact", IReadOnlyList<string>? ignore = null)
    {
        var sink = new RecordingSink().Run((pipe, stop) => NewColumnMapping.RunAsync(
            new NewColumnMappingRequest { ObjectType = objectType, Path = file.Path, Ignore = ignore ?? [] }, Definitions, pipe, stop));
        Assert.Empty(sink.Errors);
        return [.. sink.Objects.Cast<HsColumnMapping>()];
    }

    /// <summary>An import of the file. A lost answer is looked up once, without waiting.</summary>
    public StartImportRequest RequestFor(TempFile file, bool wait = true) => new() { Files = [NewImportFile.Make(file.Path, MappingOf(file))], Wait = wait, SettlingTime = TimeSpan.Zero };

    public RecordingSink Start(StartImportRequest request, RecordingSink? sink = null, ImportLimits? limits = null) =>
        (sink ?? new RecordingSink()).Run((pipe, stop) => new StartImport(Client, Definitions, Data, limits, Quick).RunAsync(request, pipe, stop));

    public RecordingSink Resume(ResumeImportRequest request, RecordingSink? sink = null) =>
        (sink ?? new RecordingSink()).Run((pipe, stop) => new ResumeImport(Client, Data, Quick).RunAsync(request, pipe, stop));

    /// <summary>Lets nothing go wrong any more.</summary>
    public async Task ClearFaultsAsync()
    {
        using var http = NewHttp();
        (await http.DeleteAsync("/sandbox/faults")).EnsureSuccessStatusCode();
    }

    /// <summary>Asks the sandbox itself, not through the module.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var http = NewHttp();
        return await http.GetStringAsync(path);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task PostAsync(string path, string json)
    {
        using var http = NewHttp();
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync(path, content)).EnsureSuccessStatusCode();
    }

    /// <summary>The records that one is associated with, each with the ids of how, such as <c>4:280</c>.</summary>
    public async Task<string> AssociationsAsync(string type, long id, string toType)
    {
        using var page = JsonDocument.Parse(await GetAsync($"/crm/v4/objects/{type}/{id}/associations/{toType}"));
        return string.Join(' ', page.RootElement.GetProperty("results").EnumerateArray().Select(association =>
            $"{association.GetProperty("toObjectId")}:{string.Join(',', association.GetProperty("associationTypes").EnumerateArray().Select(kind => kind.GetProperty("typeId")))}"));
    }

    /// <summary>Imports contacts and waits for the end.</summary>
    public HsImport Import(string csv = Contacts, string? name = null)
    {
        using var file = new TempFile(csv);
        return Assert.IsType<HsImport>(Assert.Single(Start(RequestFor(file) with { Name = name }).Objects));
    }

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync()
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in _server.ReadLedgerAsync()) entries.Add(entry);
        return entries;
    }

    private HttpClient NewHttp()
    {
        var http = new HttpClient { BaseAddress = _server.BaseAddress };
        http.DefaultRequestHeaders.Add("X-HubSpot-Sandbox", "1");
        http.DefaultRequestHeaders.Authorization = new("Bearer", "test-token");
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (Directory.Exists(Data.Path)) Directory.Delete(Data.Path, recursive: true);
    }
}
