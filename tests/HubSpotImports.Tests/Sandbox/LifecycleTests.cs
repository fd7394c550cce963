using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class LifecycleTests
{
    private const string Root = "/crm/imports/2026-03";

    [Fact]
    public async Task Counters_grow_while_the_import_runs()
    {
        using var gate = new SemaphoreSlim(0);
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            PacedRows = 100,
            RowsPerBatch = 2,
            BeforeBatch = (_, _, cancellationToken) => gate.WaitAsync(cancellationToken),
        });
        var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", "1\n2\n3\n4\n5\n", "Name=firstname"));
        var id = started.Text("id")!;
        await account.WaitAsync(id, "PROCESSING");
        gate.Release(1);
        while ((await account.GetAsync($"{Root}/{id}")).GetProperty("metadata").GetProperty("counters").GetRawText() == "{}") await Task.Yield();
        Assert.Equal(2, (await account.GetAsync($"{Root}/{id}")).Counter("TOTAL_ROWS"));
        Assert.Equal("PROCESSING", (await account.GetAsync($"{Root}/{id}")).Text("state"));
        gate.Release(10);
        Assert.Equal(5, (await account.WaitAsync(id)).Counter("TOTAL_ROWS"));
    }

    [Fact]
    public async Task A_fourth_import_waits_as_DEFERRED()
    {
        var gate = new TaskCompletionSource();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (_, cancellationToken) => gate.Task.WaitAsync(cancellationToken),
        });
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add((await account.PostAsync(ImportForm.Csv("0-1", "1\n", "Name=firstname"))).Body.Text("id")!);

        Assert.Equal("STARTED", (await account.GetAsync($"{Root}/{ids[2]}")).Text("state"));
        Assert.Equal("DEFERRED", (await account.GetAsync($"{Root}/{ids[3]}")).Text("state"));
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Post, $"{Root}/{ids[4]}/cancel")).Status);
        gate.SetResult();
        Assert.Equal("DONE", (await account.WaitAsync(ids[3])).Text("state"));
        Assert.Equal("CANCELED", (await account.WaitAsync(ids[4])).Text("state"));
    }

    [Fact]
    public async Task Of_the_three_only_two_are_large_and_a_small_one_overtakes_the_third()
    {
        var gate = new TaskCompletionSource();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            LargeImportRows = 2,
            BeforeProcessing = (_, cancellationToken) => gate.Task.WaitAsync(cancellationToken),
        });
        foreach (var rows in new[] { "1\n2\n3\n", "1\n2\n3\n", "1\n2\n3\n", "1\n2\n", "1\n" })
            await account.PostAsync(ImportForm.Csv("0-1", rows, "Name=firstname"));

        Assert.Equal(["STARTED", "STARTED", "DEFERRED", "STARTED", "DEFERRED"], await StatesAsync());
        gate.SetResult();
        foreach (var id in new[] { "1", "2", "3", "4", "5" }) await account.WaitAsync(id);
        Assert.Equal(["DONE", "DONE", "DONE", "DONE", "DONE"], await StatesAsync());

        async Task<IEnumerable<string?>> StatesAsync() =>
            (await account.GetAsync(Root)).GetProperty("results").EnumerateArray().Select(import => import.Text("state")).Reverse();
    }

    [Fact]
    public async Task An_import_that_is_reverted_takes_back_what_it_created()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "old@example.org,Old\n", "Mail=email", "Name=firstname"));
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "new@example.org,New\nold@example.org,Other\n", "Mail=email", "Name=firstname"));
        var path = $"/sandbox/imports/{import.Text("id")}/revert";

        Assert.Equal(204, (await account.SendAsync(HttpMethod.Post, path)).Status);

        Assert.Equal("REVERTED", (await account.GetAsync($"{Root}/{import.Text("id")}")).Text("state"));
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, "/crm/v3/objects/contacts/new@example.org?idProperty=email")).Status);
        Assert.Equal("Other", (await account.ObjectAsync("contacts/old@example.org?idProperty=email")).Text("firstname"));
        Assert.Equal(400, (await account.SendAsync(HttpMethod.Post, path)).Status);
        Assert.Equal(400, (await account.SendAsync(HttpMethod.Post, $"{Root}/{import.Text("id")}/cancel")).Status);
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Post, "/sandbox/imports/99/revert")).Status);
        Assert.Equal(1, (await account.ImportAsync(ImportForm.Csv("0-1", "new@example.org\n", "Mail=email"))).Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task A_clock_that_goes_faster_shortens_pauses_and_lengthens_times()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            Clock = new ScaledClock(36_000),
            ProcessingDelay = TimeSpan.FromHours(1),
        });
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "1\n", "Name=firstname"));
        Assert.True(import.GetProperty("updatedAt").GetDateTime() - import.GetProperty("createdAt").GetDateTime() > TimeSpan.FromMinutes(50));
    }

    [Fact]
    public async Task An_import_in_STARTED_can_be_canceled_and_writes_nothing()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken),
        });
        var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", "1\n", "Name=firstname"));

        var (status, answer) = await account.SendAsync(HttpMethod.Post, $"{Root}/{started.Text("id")}/cancel");

        Assert.Equal(200, status);
        Assert.Equal("CANCELED", answer.Text("status"));
        Assert.Equal("CANCELED", (await account.GetAsync($"{Root}/{started.Text("id")}")).Text("state"));
        Assert.Empty(await account.LedgerAsync());
    }

    [Fact]
    public async Task An_import_in_PROCESSING_can_be_canceled_and_keeps_what_it_wrote()
    {
        var second = new TaskCompletionSource();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            PacedRows = 100,
            RowsPerBatch = 1,
            BeforeBatch = async (_, done, cancellationToken) =>
            {
                if (done < 2) return;
                second.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            },
        });
        var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", "1\n2\n3\n", "Name=firstname"));
        await second.Task;
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Post, $"{Root}/{started.Text("id")}/cancel")).Status);
        var import = await account.WaitAsync(started.Text("id")!);
        Assert.Equal(("CANCELED", 2L), (import.Text("state"), import.Counter("CREATED_OBJECTS")));
        Assert.Equal(2, await account.Server.CountLedgerAsync());
    }

    [Fact]
    public async Task A_finished_import_cannot_be_canceled()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "1\n", "Name=firstname"));
        Assert.Equal(400, (await account.SendAsync(HttpMethod.Post, $"{Root}/{import.Text("id")}/cancel")).Status);
        Assert.Equal("DONE", (await account.GetAsync($"{Root}/{import.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task A_server_that_was_stopped_goes_on_with_its_database_and_writes_each_row_once()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var options = SandboxOptions.FullSpeed with { Database = Path.Combine(folder.FullName, "sandbox.db"), PacedRows = 100, RowsPerBatch = 2 };
            var reached = new TaskCompletionSource();
            await using (var first = await SandboxAccount.StartAsync(options with
            {
                BeforeBatch = async (_, done, cancellationToken) =>
                {
                    if (done < 4) return;
                    reached.TrySetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                },
            }))
            {
                await first.PostAsync(ImportForm.Csv("0-1", "1\n2\n3\n4\n5\n6\n7\n", "Name=firstname"));
                await reached.Task;
            }

            await using var second = await SandboxAccount.StartAsync(options);
            var import = await second.WaitAsync("1");
            Assert.Equal(("DONE", 7L, 7L), (import.Text("state"), import.Counter("TOTAL_ROWS"), import.Counter("CREATED_OBJECTS")));
            Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await second.LedgerAsync()).Select(entry => entry.Record));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_list_is_paged_forwards_and_in_v3_backwards()
    {
        await using var account = await SandboxAccount.StartAsync();
        for (var i = 0; i < 5; i++) await account.ImportAsync(ImportForm.Csv("0-1", "1\n", "Name=firstname"));

        var first = await account.GetAsync("/crm/v3/imports/?limit=2");
        Assert.Equal(["5", "4"], Ids(first));
        Assert.False(first.GetProperty("paging").TryGetProperty("prev", out _));
        var second = await account.GetAsync($"/crm/v3/imports/?limit=2&after={first.GetProperty("paging").GetProperty("next").Text("after")}");
        Assert.Equal(["3", "2"], Ids(second));
        var back = await account.GetAsync($"/crm/v3/imports/?limit=2&before={second.GetProperty("paging").GetProperty("prev").Text("before")}");
        Assert.Equal(["5", "4"], Ids(back));
        var last = await account.GetAsync($"{Root}?limit=2&after=2");
        Assert.Equal(["1"], Ids(last));
        Assert.False(last.TryGetProperty("paging", out _));
        Assert.False((await account.GetAsync($"{Root}?limit=2&after=4")).GetProperty("paging").TryGetProperty("prev", out _));
    }

    [Fact]
    public async Task Errors_are_paged_to_the_end()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", string.Concat(Enumerable.Repeat("bad\n", 25)), "Mail=email"));
        var lines = new List<long>();
        for (string? after = ""; after is not null;)
        {
            var page = await account.GetAsync($"{Root}/{import.Text("id")}/errors?limit=10{(after.Length > 0 ? "&after=" + after : "")}");
            lines.AddRange(page.GetProperty("results").EnumerateArray().Select(error => error.Line()));
            after = page.TryGetProperty("paging", out var paging) ? paging.GetProperty("next").Text("after") : null;
        }

        Assert.Equal(Enumerable.Range(2, 25).Select(line => (long)line), lines);
    }

    private static IEnumerable<string?> Ids(System.Text.Json.JsonElement page) =>
        page.GetProperty("results").EnumerateArray().Select(import => import.Text("id"));
}
