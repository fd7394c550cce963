using System.Collections.Concurrent;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class WaitImportTests
{
    [FactInProcess]
    public async Task Imports_are_waited_for_together_and_each_comes_out_once_when_it_has_ended()
    {
        var gates = new ConcurrentDictionary<long, TaskCompletionSource>();
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (id, stop) => gates.GetOrAdd(id, _ => new TaskCompletionSource()).Task.WaitAsync(stop),
        });
        var (first, second) = (StartOne(sandbox), StartOne(sandbox));
        var sink = new RecordingSink { OnObject = _ => Open(first) };
        Open(second); // The second ends first, and the first only when the second has come out.

        sink.Run((pipe, stop) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync([WaitImport.Known(first), WaitImport.Known(second), WaitImport.Known(first)], null, pipe, stop));

        Assert.Equal([second, first], sink.Objects.Cast<HsImport>().Select(import => import.Id));
        Assert.All(sink.Objects.Cast<HsImport>(), import => Assert.Equal("DONE", import.State));
        Assert.Empty(sink.Errors);

        void Open(string id) => gates.GetOrAdd(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), _ => new TaskCompletionSource()).TrySetResult();
    }

    [Fact]
    public async Task An_unknown_id_is_an_error_of_its_own_and_the_others_are_waited_for()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var id = StartOne(sandbox);

        var sink = Wait(sandbox, ["999999", "no-id", id]);

        Assert.Equal(["HsImportNotFound", "HsImportIdInvalid"], sink.ErrorIds);
        Assert.Equal(id, Assert.IsType<HsImport>(Assert.Single(sink.Objects)).Id);
    }

    [FactInProcess]
    public async Task A_time_out_names_all_that_go_on_and_gives_those_that_ended()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Holding(id => id % 2 == 0));
        string[] ids = [StartOne(sandbox), StartOne(sandbox), StartOne(sandbox), StartOne(sandbox)];
        var (held, free) = (ids.Where(id => (id[^1] - '0') % 2 == 0).ToList(), ids.Where(id => (id[^1] - '0') % 2 == 1).ToList());

        // All that can end have ended.
        Wait(sandbox, free);
        var sink = Wait(sandbox, ids, TimeSpan.FromMilliseconds(100));

        Assert.Equal(free, sink.Objects.Cast<HsImport>().Select(import => import.Id).Order());
        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsImportWaitTimedOut", error.Id);
        Assert.StartsWith($"Wait-HsImport -Id {string.Join(",", held)} ", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_nothing_looks_once()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);

        Assert.Equal(["HsImportWaitTimedOut"], Wait(sandbox, [StartOne(sandbox)], TimeSpan.Zero).ErrorIds);
    }

    [Fact]
    public async Task A_look_that_does_not_end_ends_with_the_limit()
    {
        var looks = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (context.Request.Method == "GET" && context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal) && ++looks > 1) await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                return false;
            },
            ProcessingDelay = ConnectedSandbox.Held.ProcessingDelay,
        });
        var id = StartOne(sandbox);

        Assert.Equal(["HsImportWaitTimedOut"], Wait(sandbox, [id], TimeSpan.FromMilliseconds(300)).ErrorIds);
        Assert.Equal(2, looks);
    }

    [TheoryInProcess]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(502)]
    public async Task Passing_faults_are_outlived_as_often_as_a_look_between_them_succeeds(int status)
    {
        var looks = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request =>
            request.Method == "GET" && request.Path.Value!.Contains("imports/", StringComparison.Ordinal) && Interlocked.Increment(ref looks) is (> 1 and < 6) or (> 6 and < 11) ? status : null) with
        {
            BeforeProcessing = async (_, stop) =>
            {
                while (Volatile.Read(ref looks) < 11) await Task.Delay(5, stop);
            },
        });

        var sink = Wait(sandbox, [StartOne(sandbox)]);

        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Empty(sink.Errors);
        Assert.Equal(8, sink.Verbose.Count(text => text.StartsWith("Waiting goes on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_fault_that_stays_ends_the_waiting()
    {
        var looks = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request =>
            request.Method == "GET" && request.Path.Value!.Contains("imports/", StringComparison.Ordinal) && Interlocked.Increment(ref looks) > 1 ? 503 : null) with
        {
            ProcessingDelay = ConnectedSandbox.Held.ProcessingDelay,
        });
        var id = StartOne(sandbox);

        var error = Assert.Single(Wait(sandbox, [id]).Errors);
        Assert.Equal(("HsImportWaitBroken", 503), (error.Id, error.StatusCode));
    }

    [Fact]
    public async Task An_expired_token_is_no_passing_fault()
    {
        var looks = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request =>
            request.Method == "GET" && request.Path.Value!.Contains("imports/", StringComparison.Ordinal) && Interlocked.Increment(ref looks) > 1 ? 401 : null) with
        {
            ProcessingDelay = ConnectedSandbox.Held.ProcessingDelay,
        });
        var id = StartOne(sandbox);

        var error = Assert.Single(Wait(sandbox, [id]).Errors);
        Assert.Equal(("HsImportWaitBroken", 401), (error.Id, error.StatusCode));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_cancelled_import_is_an_error_and_comes_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        var id = StartOne(sandbox);
        await sandbox.Client.CancelImportAsync(id, default);

        var sink = Wait(sandbox, [id]);

        Assert.Equal(["HsImportCanceled"], sink.ErrorIds);
        Assert.Equal("CANCELED", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_and_not_the_import()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        var id = StartOne(sandbox);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var error = Assert.Throws<HsException>(() => new RecordingSink().Run(
            (pipe, token) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync([WaitImport.Known(id)], null, pipe, token), stop.Token));

        Assert.Equal(("HsImportWaitStopped", $"Wait-HsImport -Id {id}"), (error.Id, error.RecommendedAction));

        Assert.Equal("STARTED", (await sandbox.Client.GetImportAsync(id, default)).State);
        Assert.DoesNotContain(sandbox.Posts, post => post.EndsWith("cancel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, "Connect-HsAccount; Resume-HsImport {0} -JournalPath '{1}' -Wait")]
    [InlineData(503, "Resume-HsImport {0} -JournalPath '{1}' -Wait")]
    public async Task A_wait_that_breaks_names_the_import_and_never_a_second_send(int status, string action)
    {
        var polls = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held with
        {
            Intercept = context =>
            {
                if (context.Request.Method != "GET" || !context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal)) return Task.FromResult(false);
                polls++;
                context.Response.StatusCode = status;
                return Task.FromResult(true);
            },
        });
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file));

        var error = Assert.Single(sink.Errors);
        var submission = Assert.IsType<HsImport>(error.Target).SubmissionId;
        Assert.Equal(("HsImportWaitBroken", string.Format(System.Globalization.CultureInfo.InvariantCulture, action, submission, sandbox.Data), status), (error.Id, error.RecommendedAction, error.StatusCode));
        Assert.Equal("1", Assert.IsType<HsImport>(error.Target).Id);
        Assert.Contains("import 1 ", error.Message, StringComparison.Ordinal);
        Assert.Equal(status == 401 ? 1 : 5, polls);
        Assert.Single(sandbox.Posts);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_once_ends_no_wait()
    {
        var polls = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "GET" || !context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal) || polls++ > 1) return false;
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>a proxy</html>");
                return true;
            },
        });
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file));

        Assert.Empty(sink.Errors);
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
    }

    [Fact]
    public async Task What_the_start_knew_of_the_source_stays_with_the_import()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var started = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects));

        var sink = new RecordingSink().Run((pipe, stop) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync([started], null, pipe, stop));

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", file.Path, 2L), (import.State, Assert.Single(import.SourcePath), import.SourceRows));
    }

    [Fact]
    public void Pauses_grow_to_the_longest_and_stay_there()
    {
        var pauses = Enumerable.Range(0, 200).Select(PollingPauses.Default.Before).ToList();

        Assert.Equal(TimeSpan.FromMilliseconds(500), pauses[0]);
        Assert.Equal(TimeSpan.FromMilliseconds(525), pauses[1]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[^1]);
    }

    private static string StartOne(ConnectedSandbox sandbox)
    {
        using var file = new TempFile(ConnectedSandbox.Contacts);
        return Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects)).Id;
    }

    private static RecordingSink Wait(ConnectedSandbox sandbox, IReadOnlyList<string> ids, TimeSpan? limit = null) =>
        new RecordingSink().Run((pipe, stop) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync([.. ids.Select(WaitImport.Known)], limit, pipe, stop));
}
