using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Operations;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A sandbox, and a file of five parts that a process sends into it which does not live long.</summary>
internal sealed class KillScene : IAsyncDisposable
{
    private const int Parts = 5;
    private const int RowsOfPart = 2;

    private readonly ConnectedSandbox _sandbox;
    private readonly SourceRows _rows;
    private readonly bool _creates;
    private readonly int _settling;
    private Task _control = Task.CompletedTask;

    private KillScene(ConnectedSandbox sandbox, bool creates, int settling)
    {
        (_sandbox, _creates, _settling) = (sandbox, creates, settling);
        _rows = new SourceRows(Parts * RowsOfPart, creates);
    }

    public SandboxServer Server => _sandbox.Server;

    public string Journals => _sandbox.Data.Path;

    /// <summary>Requests that start an import.</summary>
    public int Starts => _sandbox.Posts.Count(post => post.EndsWith("/imports/2026-03", StringComparison.Ordinal));

    /// <summary>Runs the command in this process.</summary>
    /// <param name="journals">Another folder for the journal.</param>
    public RecordingSink Start(string? journals = null) => new RecordingSink().Run((pipe, stop) => new StartImport(
        _sandbox.Client, _sandbox.Definitions, DataFolder.At(journals ?? Journals), new ImportLimits { Rows = RowsOfPart }, ConnectedSandbox.Quick).RunAsync(_rows.Request, pipe, stop));

    /// <summary>Sets it up.</summary>
    /// <param name="creates">Whether the rows create records.</param>
    /// <param name="pace">How long HubSpot thinks before it begins with a part.</param>
    /// <param name="swallowed">The start that is read whole and dropped, while another machine imports something: the list then proves that it is absent.</param>
    public static async Task<KillScene> StartAsync(bool creates, TimeSpan pace, int? swallowed = null)
    {
        KillScene? scene = null;
        var starts = 0;
        var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            ProcessingDelay = pace,
            Intercept = async context =>
            {
                if (RequestKinds.Of(context.Request) != RequestKind.Start || Interlocked.Increment(ref starts) != swallowed) return false;
                await context.Request.Body.CopyToAsync(Stream.Null);
                scene!._control = Task.Run(scene.ControlAsync);
                context.Abort();
                return true;
            },
        });
        return scene = new KillScene(sandbox, creates, swallowed is null ? 1_000 : 6_000);
    }

    /// <summary>Runs the command.</summary>
    /// <param name="place">Where the process kills itself.</param>
    /// <param name="largestFile">The most bytes that it can write into a file.</param>
    public SubmitterProcess Begin(string? place = null, int? largestFile = null) =>
        SubmitterProcess.Start(Server.BaseAddress, Journals, _rows.Path, _creates, RowsOfPart, place, _settling, largestFile);

    /// <summary>Runs the command to its end.</summary>
    /// <inheritdoc cref="Begin"/>
    public async Task<SubmitterEnd> RunAsync(string? place = null, int? largestFile = null)
    {
        using var process = Begin(place, largestFile);
        return await process.EndAsync();
    }

    /// <summary>Runs the same command again, does what it recommends where it does not know, and asks the checker.</summary>
    /// <param name="wasResent">Whether the process was killed while it said that rows with identifiers are sent again.</param>
    /// <returns>What brought it to its end, and what speaks against it.</returns>
    public async Task<(string How, IReadOnlyList<string> Complaints)> FinishAsync(bool wasResent = false)
    {
        var complaints = new List<string>();

        // What came to its end is an update once more, as every night, where rows have identifiers.
        var wasClosed = new SubmissionFolder(_sandbox.Data).ReadAll(error => throw error) is [.., { IsClosed: true, IsNothingTaken: false }];
        var end = await RunAsync();
        var how = wasClosed ? "nothing was left" : "same command";
        for (var turn = 0; end.ExitCode != 0; turn++)
        {
            var advice = end.Errors.Select(Advice.Read).FirstOrDefault(found => found is not null);
            if (end.ErrorIds is ["HsAlreadySent"] && turn == 0) break; // The kill came after the last line.
            if (!_creates || advice is null || turn == Parts)
            {
                complaints.Add($"The same command ends with {end.ExitCode}: {end.Output}");
                break;
            }

            var wish = advice.Follow(await ListAsync());
            how = wish.Resend ? "sent again as advised" : "adopted as advised";
            var sink = new RecordingSink().Run((pipe, stop) => new ResumeImport(_sandbox.Client, _sandbox.Data, ConnectedSandbox.Quick).RunAsync(wish, pipe, stop));
            end = new SubmitterEnd(sink.Errors.Count == 0 ? 0 : 1, string.Join("\n", sink.Errors.Select(error => $"error {error.Id} {error.Message} | {error.RecommendedAction}")));
        }

        var mayRepeat = wasResent || (!_creates && (wasClosed || end.Output.Contains("so it is sent again: no record can be there twice", StringComparison.Ordinal)));
        complaints.AddRange(await ComplaintsAsync(mayRepeat));
        var again = Start();
        if (_creates && again.ErrorIds is not ["HsAlreadySent"]) complaints.Add($"The same command after the end says {string.Join(", ", again.ErrorIds)}.");
        return (how, complaints);
    }

    /// <summary>What the checker says now.</summary>
    /// <param name="mayRepeat">As of <see cref="ExactlyOnce.Doubles"/>.</param>
    public async Task<IReadOnlyList<string>> ComplaintsAsync(bool mayRepeat = false)
    {
        while ((await ListAsync()).Any(import => !import.IsFinished)) await Task.Delay(20);
        var rows = await _rows.CountAsync(Server);
        return [.. ExactlyOnce.Missing(rows), .. ExactlyOnce.Doubles(rows, mayRepeat)];
    }

    public async ValueTask DisposeAsync()
    {
        await _control;
        _rows.Dispose();
        await _sandbox.DisposeAsync();
    }

    private async Task<IReadOnlyList<HsImport>> ListAsync()
    {
        var imports = new List<HsImport>();
        await foreach (var import in _sandbox.Client.ListImportsAsync(100, default)) imports.Add(import);
        return imports;
    }

    private async Task ControlAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(2.4));
        using var rows = new SourceRows(1, creates: true, "control");
        var client = new HubSpotClient(_sandbox.Client.Connection);
        new RecordingSink().Run((pipe, stop) => new StartImport(client, _sandbox.Definitions, DataFolder.At(Path.Combine(Journals, "elsewhere")), pauses: ConnectedSandbox.Quick).RunAsync(rows.Request, pipe, stop));
    }
}
