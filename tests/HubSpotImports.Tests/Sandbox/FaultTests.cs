using System.Net;
using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Each thing that the sandbox can let go wrong.</summary>
public sealed class FaultTests
{
    private const string Root = "/crm/imports/2026-03";

    [Fact]
    public async Task The_nth_request_of_a_kind_gets_another_answer()
    {
        await using var account = await StartAsync("""{"on":"get","nth":2,"times":2,"do":"answer","status":429,"headers":{"Retry-After":"7"}}""");
        await ImportAsync(account);
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await account.SendAsync(HttpMethod.Get, Root)).Status);
            using var response = await account.Http.GetAsync($"{Root}/1");
            statuses.Add((int)response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) Assert.Equal("7", response.Headers.RetryAfter!.ToString());
        }

        Assert.Equal([200, 200, 200, 429, 200, 429, 200, 200], statuses);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_start_that_is_answered_with_503_is_taken_or_not(string when, int imports)
    {
        await using var account = await StartAsync($$"""{"on":"start","do":"answer","when":"{{when}}"}""");
        var (status, body) = await account.PostAsync(Contact());
        Assert.Equal((503, "error"), (status, body.Text("status")));
        Assert.Equal(imports, await CountAsync(account));
    }

    [Theory]
    [InlineData("drop", "before", 0)]
    [InlineData("drop", "during", 0)]
    [InlineData("drop", "after", 1)]
    [InlineData("cut", "after", 1)]
    [InlineData("restart", "before", 0)]
    [InlineData("restart", "after", 1)]
    public async Task A_connection_that_breaks_leaves_the_import_taken_or_not(string what, string when, int imports)
    {
        await using var account = await StartAsync($$"""{"on":"start","do":"{{what}}","when":"{{when}}"}""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => account.PostAsync(Contact()));
        Assert.Equal(imports, await CountAsync(account));
        if (imports == 1) Assert.Equal("DONE", (await account.WaitAsync("1")).Text("state"));
        Assert.Equal(imports, await account.Server.CountLedgerAsync());
        Assert.Equal(200, (await account.PostAsync(Contact())).Status);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task An_answer_that_never_comes_leaves_the_import_taken_or_not(string when, int imports)
    {
        await using var account = await StartAsync($$"""{"on":"start","do":"hang","when":"{{when}}"}""");
        using var gone = new CancellationTokenSource();
        using var content = Contact().ToContent();
        var post = account.Http.PostAsync(Root, content, gone.Token);
        while (await CountAsync(account) < imports) await Task.Delay(20);
        Assert.False(post.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
    }

    [Fact]
    public async Task A_cut_answer_begins_as_it_should()
    {
        await using var account = await StartAsync("""{"on":"list","do":"cut"}""");
        using var response = await account.Http.GetAsync(Root, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task HTML_redirects_and_bodies_of_ones_own_are_answered()
    {
        await using var account = await StartAsync("""
            [{"on":"list","do":"html"},{"on":"list","nth":2,"do":"redirect","status":307,"location":"/crm/v3/imports"},
             {"on":"list","nth":3,"do":"answer","status":200,"body":"{}","contentType":"text/plain"}]
            """);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = account.Server.BaseAddress };
        using var html = await http.GetAsync(Root);
        Assert.Equal((502, "text/html"), ((int)html.StatusCode, html.Content.Headers.ContentType!.MediaType));
        using var redirect = await http.GetAsync(Root);
        Assert.Equal((307, "/crm/v3/imports"), ((int)redirect.StatusCode, redirect.Headers.Location!.ToString()));
        using var other = await http.GetAsync(Root);
        Assert.Equal(("{}", "text/plain"), (await other.Content.ReadAsStringAsync(), other.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_delay_is_only_a_delay()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { Clock = new ScaledClock(36_000) });
        account.Server.AddFault(new SandboxFault { On = RequestKind.Any, Do = FaultAction.Delay, Milliseconds = 3_600_000 });
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, Root)).Status);
    }

    [Fact]
    public async Task A_restart_breaks_running_imports_off_and_they_go_on_with_each_row_once()
    {
        var reached = new TaskCompletionSource();
        var isHeld = true;
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            PacedRows = 100,
            RowsPerBatch = 2,
            BeforeBatch = async (_, done, cancellationToken) =>
            {
                if (done < 4 || !isHeld) return;
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            },
        });
        await account.PostAsync(ImportForm.Csv("0-1", "1\n2\n3\n4\n5\n6\n7\n", "Name=firstname"));
        await reached.Task;
        isHeld = false;
        account.Server.AddFault(new SandboxFault { On = RequestKind.Get, Do = FaultAction.Restart });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => account.GetAsync($"{Root}/1"));

        Assert.Equal(7, (await account.WaitAsync("1")).Counter("CREATED_OBJECTS"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await account.LedgerAsync()).Select(entry => entry.Record));
    }

    [Fact]
    public async Task After_a_restart_nothing_answers_for_a_time()
    {
        var clock = new SteppedClock();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { Clock = clock });
        account.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.Restart, Milliseconds = 1_000 });
        for (var i = 0; i < 3; i++) await Assert.ThrowsAnyAsync<HttpRequestException>(() => account.GetAsync(Root));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(0, await CountAsync(account));
    }

    [Fact]
    public async Task Imports_can_be_in_a_state_that_nobody_knows_and_have_another_name_and_no_request()
    {
        await using var account = await StartAsync("""
            [{"on":"any","do":"state","value":"PAUSED","name":"te"},{"on":"list","do":"rename","value":"other"},{"on":"get","do":"omitRequest"},
             {"on":"any","do":"state","value":"NEVER","name":"no such name"}]
            """);
        await account.PostAsync(Contact());
        var one = await account.GetAsync($"{Root}/1");
        Assert.Equal(("PAUSED", "test"), (one.Text("state"), one.Text("importName")));
        Assert.False(one.TryGetProperty("importRequestJson", out _));
        var listed = (await account.GetAsync(Root)).GetProperty("results")[0];
        Assert.Equal(("PAUSED", "other"), (listed.Text("state"), listed.Text("importName")));
        Assert.True(listed.TryGetProperty("importRequestJson", out _));
    }

    [Theory]
    [InlineData("""{"on":"list","do":"oldestFirst"}""", "1 2 3 4 5")]
    [InlineData("""{"on":"list","do":"shuffle"}""", "5 2 4 1 3")]
    [InlineData("""{"on":"list","do":"hide","name":"3"}""", "5 4 2 1")]
    [InlineData("""{"on":"list","do":"hide"}""", "")]
    [InlineData("""{"on":"list","do":"hide","milliseconds":3600000}""", "")]
    [InlineData("""{"on":"list","do":"activeOnly"}""", "")]
    [InlineData("""{"on":"list","do":"otherApp"}""", "")]
    [InlineData("""{"on":"list","do":"shift"}""", "5 4 2 1")]
    [InlineData("""{"on":"list","do":"shift","by":-1}""", "5 4 4 3 3 2 2 1")]
    [InlineData("""{"on":"list","do":"forget","name":"3"}""", "5 4 2 1")]
    public async Task The_list_can_look_otherwise_to_whoever_pages_through_it(string fault, string expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        for (var i = 1; i <= 5; i++) await ImportAsync(account, $"import {i}");
        Assert.Equal("5 4 3 2 1", await PageThroughAsync(account));
        Assert.Equal(201, (await account.PostJsonAsync("/sandbox/faults", fault)).Status);
        Assert.Equal(expected, await PageThroughAsync(account));
        Assert.Equal(204, (await account.SendAsync(HttpMethod.Delete, "/sandbox/faults")).Status);
        if (!fault.Contains("forget", StringComparison.Ordinal)) Assert.Equal("5 4 3 2 1", await PageThroughAsync(account));
    }

    [Fact]
    public async Task An_import_shows_in_the_list_only_after_some_looks()
    {
        await using var account = await StartAsync("""{"on":"list","do":"hide","times":2}""");
        await ImportAsync(account);
        var counts = new List<int>();
        for (var i = 0; i < 3; i++) counts.Add(await CountAsync(account));
        Assert.Equal([0, 0, 1], counts);
    }

    [Fact]
    public async Task A_forgotten_import_is_gone_from_every_answer_but_not_from_the_ledger()
    {
        await using var account = await StartAsync("""{"on":"get","do":"forget"}""");
        await account.PostAsync(Contact());
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, $"{Root}/1")).Status);
        Assert.Equal(0, await CountAsync(account));
        while (await account.Server.CountLedgerAsync(1) == 0) await Task.Delay(20);

        await account.PostAsync(Contact());
        Assert.Equal(204, (await account.SendAsync(HttpMethod.Delete, "/sandbox/imports/2")).Status);
        Assert.Equal(0, await CountAsync(account));
    }

    [Fact]
    public async Task Any_row_can_be_refused_with_any_code()
    {
        await using var account = await StartAsync("""
            [{"on":"row","nth":2,"times":2,"do":"refuse","value":"GDPR_BLACKLISTED_EMAIL"},{"on":"row","do":"refuse","value":"UNKNOWN_ERROR","name":"other import"}]
            """);
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "1\n2\n3\n4\n", "Name=firstname"));
        Assert.Equal([("GDPR_BLACKLISTED_EMAIL", 3L), ("GDPR_BLACKLISTED_EMAIL", 4L)], (await account.ErrorsAsync(import)).Select(error => (error.Text("errorType")!, error.Line())));
        Assert.Equal(
            [LedgerAction.Created, LedgerAction.Refused, LedgerAction.Refused, LedgerAction.Created], (await account.LedgerAsync()).Select(entry => entry.Action));
        Assert.Equal(2, (await account.GetAsync("/sandbox/faults"))[0].GetProperty("hits").GetInt32());
    }

    [Fact]
    public async Task Faults_are_listed_with_how_often_they_came_to_pass_and_can_be_removed()
    {
        await using var account = await StartAsync("""[{"on":"list","do":"delay"},{"on":"cancel","do":"drop"}]""");
        await account.GetAsync(Root);
        await account.GetAsync(Root);
        var set = await account.GetAsync("/sandbox/faults");
        Assert.Equal(
            [(1, "list", "delay", 2, 1), (2, "cancel", "drop", 0, 0)],
            set.EnumerateArray().Select(entry => (
                Number(entry, "id"), entry.GetProperty("fault").Text("on")!, entry.GetProperty("fault").Text("do")!, Number(entry, "seen"), Number(entry, "hits"))));
        Assert.Equal(204, (await account.SendAsync(HttpMethod.Delete, "/sandbox/faults/1")).Status);
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Delete, "/sandbox/faults/1")).Status);
        Assert.Equal(1, (await account.GetAsync("/sandbox/faults")).GetArrayLength());

        static int Number(JsonElement entry, string name) => entry.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"on":"list","do":"explode"}""")]
    [InlineData("""{"on":"list","do":"drop","nth":-1}""")]
    [InlineData("""{"on":"list","do":"hang","when":"during"}""")]
    [InlineData("""{"on":"list","do":"answer","status":99}""")]
    [InlineData("""{"on":"list","do":"state"}""")]
    [InlineData("""{"on":"row","do":"drop"}""")]
    [InlineData("""{"on":"list","do":"refuse","value":"UNKNOWN_ERROR"}""")]
    [InlineData("""[{"on":"list","do":"hide"},{"on":"list"}]""")]
    public async Task What_is_no_fault_is_a_400_and_nothing_is_set(string json)
    {
        await using var account = await SandboxAccount.StartAsync();
        Assert.Equal(400, (await account.PostJsonAsync("/sandbox/faults", json)).Status);
        Assert.Equal(0, (await account.GetAsync("/sandbox/faults")).GetArrayLength());
    }

    private static async Task<SandboxAccount> StartAsync(string faults)
    {
        var account = await SandboxAccount.StartAsync();
        Assert.Equal(201, (await account.PostJsonAsync("/sandbox/faults", faults)).Status);
        return account;
    }

    private static ImportForm Contact(string name = "test") =>
        ImportForm.Csv("0-1", "ann@example.org\n", "Mail=email").With(request => request["name"] = name);

    private static async Task ImportAsync(SandboxAccount account, string name = "test")
    {
        var (_, started) = await account.PostAsync(Contact(name));
        while (await account.Server.CountLedgerAsync(long.Parse(started.Text("id")!, null)) == 0) await Task.Delay(10);
        if (account.Server.Faults.Count == 0) await account.WaitAsync(started.Text("id")!);
    }

    private static async Task<int> CountAsync(SandboxAccount account) => (await account.GetAsync(Root)).GetProperty("results").GetArrayLength();

    // As a client does, but never further than nine imports: a list that shifts may have no end.
    private static async Task<string> PageThroughAsync(SandboxAccount account)
    {
        var ids = new List<string?>();
        for (string? after = ""; after is not null && ids.Count < 9;)
        {
            var page = await account.GetAsync($"/crm/v3/imports?limit=2{(after.Length > 0 ? "&after=" + after : "")}");
            ids.AddRange(page.GetProperty("results").EnumerateArray().Select(import => import.Text("id")));
            after = page.TryGetProperty("paging", out var paging) && paging.TryGetProperty("next", out var next) ? next.Text("after") : null;
        }

        return string.Join(' ', ids);
    }
}
