using System.Globalization;
using System.Net.Http.Headers;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Operations;
using HubSpotImports.Tests.Pipeline;
using HubSpotImports.Tests.Sandbox;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A sandbox in which one case of the matrix comes to pass, and a client that does not wait long.</summary>
internal sealed class FaultyHubSpot : IAsyncDisposable
{
    private static readonly HttpTimeLimits Limits = new()
    {
        Call = TimeSpan.FromSeconds(1.5), Progress = TimeSpan.FromSeconds(1.2), Answer = TimeSpan.FromSeconds(1.2), Stop = TimeSpan.FromSeconds(0.5),
    };

    private static readonly RetrySettings Retries = new() { MaximumRetryCount = 2, Interval = TimeSpan.FromMilliseconds(5) };

    // Beyond the two seconds that an import must be newer by to count as a later one.
    private static readonly TimeSpan UntilControl = TimeSpan.FromSeconds(2.4);

    private readonly FaultCase _case;
    private readonly ConnectedSandbox _sandbox;
    private readonly TaskCompletionSource _met;

    private FaultyHubSpot(FaultCase @case, ConnectedSandbox sandbox, TaskCompletionSource met)
    {
        (_case, _sandbox, _met) = (@case, sandbox, met);
        Client = new HubSpotClient(sandbox.Client.Connection, Limits, Retries);
    }

    public HubSpotClient Client { get; }

    public DataFolder Data => _sandbox.Data;

    public SandboxServer Server => _sandbox.Server;

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsMended { get; private set; }

    /// <summary>How long a lost import is looked for; with a control, until it is there.</summary>
    public TimeSpan SettlingTime => _case.HasControl ? UntilControl + TimeSpan.FromSeconds(1.2) : TimeSpan.FromSeconds(1);

    public static async Task<FaultyHubSpot> StartAsync(FaultCase @case)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var starts = int.MinValue;
        FaultyHubSpot? faulty = null;
        var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            ProcessingDelay = TimeSpan.FromMilliseconds(@case.Fault.Phase == "canceling" ? 200 : 20),
            Intercept = async context =>
            {
                if (RequestKinds.Of(context.Request) != RequestKind.Start) return false;
                var start = Interlocked.Increment(ref starts);
                if (start != @case.At && !(@case.IsAlways && start > @case.At)) return false;
                if (faulty!.IsMended) return false;

                // Before, the list is asked for other things, such as what was imported today.
                if (met.TrySetResult()) faulty.Spoil();
                return await @case.Fault.MeetAsync(context);
            },
        });
        faulty = new FaultyHubSpot(@case, sandbox, met);
        await faulty.FillAsync();
        starts = 0;
        if (@case.Fault.Fault is { } fault)
        {
            sandbox.Server.AddFault(fault with { Nth = fault.On == RequestKind.Start ? @case.At : 1, Times = @case.IsAlways ? 0 : null });
        }

        return faulty;
    }

    private void Spoil()
    {
        foreach (var wish in _case.List.Faults) Server.AddFault(wish);
    }

    /// <summary>Runs a start, as a script does, while another machine imports what the case wants.</summary>
    public RecordingSink Start(StartImportRequest request)
    {
        using var over = new CancellationTokenSource();
        var control = _case.HasControl ? ControlAsync(over.Token) : Task.CompletedTask;
        var sink = StartWithoutControl(request);
        over.Cancel();
        control.GetAwaiter().GetResult();
        return sink;
    }

    /// <summary>Runs a start.</summary>
    /// <param name="request">The import.</param>
    /// <param name="data">Another place for the journal.</param>
    public RecordingSink StartWithoutControl(StartImportRequest request, DataFolder? data = null) => Run((pipe, stop) => new StartImport(
        Client, PropertyDefinitions.Of(Client), data ?? Data, new ImportLimits { Rows = _case.Rows }, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));

    /// <summary>What a start would send, part by part.</summary>
    public async Task<IReadOnlyList<ImportUpload>> PlanAsync(StartImportRequest request)
    {
        var limits = new ImportLimits { Rows = _case.Rows };
        var checks = new RecordingSink();
        IReadOnlyList<CheckedFile> files = [];
        checks.Run(async (pipe, stop) => files = await new CheckImport(PropertyDefinitions.Of(Client), limits).RunAsync(request, pipe, stop));
        var plan = new SubmissionPlan(request, files, limits, answers: null);
        var head = plan.HeadFor(Client.Connection, await Client.IdentifyAsync(default));
        return [.. plan.Parts.Select((part, index) => Submission.New(head).UploadOf(index + 1, part))];
    }

    /// <summary>Sends a part until an answer says that it is there, as no client should.</summary>
    public async Task SendBlindlyAsync(ImportUpload upload)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            try
            {
                await Client.StartAsync(upload, () => { }, null, default);
                return;
            }
            catch (HsException)
            {
                await Task.Delay(200); // A restart takes a while.
            }
        }
    }

    public RecordingSink Resume(ResumeImportRequest request) => Run((pipe, stop) => new ResumeImport(Client, Data, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));

    public RecordingSink ReadErrors(string id) => Run((pipe, stop) => new GetImportError(Client).RunAsync([id], [], pipe, stop));

    public RecordingSink Cancel(string id) => Run((pipe, stop) => new StopImport(Client, Data).RunAsync([id], passThru: false, pipe, stop));

    /// <summary>What the journal of a file says, of its newest submission.</summary>
    /// <param name="path">The file.</param>
    public Submission? JournalOf(string path) => new SubmissionFolder(Data).ReadAll(error => throw error).LastOrDefault(submission => submission.Head.SourcePath == path);

    /// <summary>Ends all that goes wrong.</summary>
    public async Task MendAsync()
    {
        IsMended = true;
        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        http.DefaultRequestHeaders.Add("X-HubSpot-Sandbox", "1");
        using var answer = await http.DeleteAsync("/sandbox/faults");
        answer.EnsureSuccessStatusCode();
        await SettleAsync();
    }

    /// <summary>Waits until every import has ended. The faults must be mended.</summary>
    public async Task SettleAsync()
    {
        while (true)
        {
            try
            {
                if ((await ListAsync()).All(import => import.IsFinished)) return;
            }
            catch (HsException passing) when (passing.StatusCode is null)
            {
                // A restart is under way.
            }

            await Task.Delay(20);
        }
    }

    /// <summary>All imports, as somebody sees them who looks.</summary>
    public async Task<IReadOnlyList<HsImport>> ListAsync()
    {
        var imports = new List<HsImport>();
        await foreach (var import in Client.ListImportsAsync(100, default)) imports.Add(import);
        return imports;
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private static RecordingSink Run(Func<CmdletPipe, CancellationToken, Task> work)
    {
        var sink = new RecordingSink();
        try
        {
            return sink.Run(work);
        }
        catch (HsException fatal)
        {
            sink.WriteError(fatal); // It would end the script.
            return sink;
        }
    }

    // What this machine imported before, and, where pages matter, what others did.
    private async Task FillAsync()
    {
        // By a client that waits: on a busy machine, the short limits alone would leave it undecided.
        using var earlier = new SourceRows(1, creates: true, "earlier");
        Assert.Empty(_sandbox.Start(earlier.Request).Errors);
        if (_case.List.Earlier == 1) return;

        using var http = new HttpClient { BaseAddress = Server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test-token");
        for (var other = 1; other < _case.List.Earlier; other++)
        {
            using var content = ImportForm.Csv("0-2", string.Create(CultureInfo.InvariantCulture, $"other {other}\n"), "Name=name").ToContent();
            using var answer = await http.PostAsync("/crm/imports/2026-03", content);
            answer.EnsureSuccessStatusCode();
        }

        await SettleAsync();
    }

    private async Task ControlAsync(CancellationToken over)
    {
        try
        {
            await _met.Task.WaitAsync(over);
            await Task.Delay(UntilControl, over);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var elsewhere = DataFolder.At(Path.Combine(Data.Path, "elsewhere"));
        using var rows = new SourceRows(1, creates: true, "control");
        await Task.Run(() => StartWithoutControl(rows.Request with { SettlingTime = SettlingTime }, elsewhere), CancellationToken.None);
    }
}
