using System.Net;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Counting = HubSpotImports.Sandbox.LineNumbering;

namespace HubSpotImports.Tests.Operations;

/// <summary>What an account tells of itself, and where that is kept.</summary>
public sealed class TestAccountTests : IDisposable
{
    private const string Header = "Email,First Name,Last Name\r\n";

    // Rows 2 and 4 are refused; nothing but the way of counting tells the lines of these two apart from those of others.
    private const string Broken = Header
        + "ada@example.com,Ada,\"one\r\ntwo\"\r\n"
        + "not an address,Ben,\" a\nb\r\nc \"\r\n"
        + "cid@example.com,Cid,\r\n"
        + "no address either,Dan,\r\n";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("hubspot-imports-test-");

    public void Dispose() => _data.Delete(recursive: true);

    public static TheoryData<Counting, RowDataForm, string> EveryWay()
    {
        var ways = new TheoryData<Counting, RowDataForm, string>();
        foreach (var counting in Enum.GetValues<Counting>())
        {
            foreach (var form in Enum.GetValues<RowDataForm>())
            {
                foreach (var version in new[] { "v3", "2026-03" }) ways.Add(counting, form, version);
            }
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Lines_and_rows_are_told_and_nothing_is_written(Counting counting, RowDataForm form, string version)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = counting, RowData = form }, version);

        var sink = Test(sandbox);

        var test = Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects));
        Assert.Equal(counting.ToString(), test.LineNumbering.ToString());
        Assert.Equal(counting != Counting.Record, test.CountsBlankLines);
        Assert.Equal(form == RowDataForm.None ? HsRowData.Absent : HsRowData.SentCells, test.RowData);
        Assert.Equal((version, sandbox.Server.BaseAddress), (test.ApiVersion, test.BaseUri));
        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        Assert.All(await sandbox.LedgerAsync(), entry => Assert.Equal(LedgerAction.Refused, entry.Action));
    }

    [Fact]
    public async Task The_list_tells_its_pages_its_order_and_what_it_keeps_of_an_import()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Paged(most: 2, byDefault: 1));
        sandbox.Import();
        sandbox.Import("Email\r\ncid@example.com\r\n");

        var test = Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects));

        Assert.Equal((2, 1, 1000), (test.LargestPageSize, test.DefaultPageSize, test.LargestLimit));
        Assert.Equal((true, true, true, true), (test.ListsNames, test.ListsFileNames, test.ListsFinished, test.SendsDate));
        Assert.Equal(HsListOrder.NewestFirst, test.ListOrder);
        Assert.NotNull(test.ListLag);
        Assert.Empty(test.Missing);
        Assert.EndsWith("all answered", test.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_refused_is_not_the_largest_and_a_short_list_tells_no_pages()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request =>
            int.TryParse(request.Query["limit"], out var limit) && limit > 200 ? 400 : null));

        var sink = Test(sandbox);

        var test = Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects));
        Assert.Equal((200, null, null), (test.LargestLimit, test.LargestPageSize, test.DefaultPageSize));
        Assert.Equal(["DefaultPageSize", "LargestPageSize", "ListOrder"], test.Missing);
        Assert.Contains(sink.Verbose, text => text.Contains("DefaultPageSize, LargestPageSize, ListOrder", StringComparison.Ordinal));
        Assert.Empty(sink.Errors);
    }

    [Theory]
    [InlineData(FaultAction.Rename, false, true, true, HsListOrder.NewestFirst)]
    [InlineData(FaultAction.OmitRequest, true, false, true, HsListOrder.NewestFirst)]
    [InlineData(FaultAction.OldestFirst, true, true, true, HsListOrder.OldestFirst)]
    [InlineData(FaultAction.Shuffle, true, true, true, HsListOrder.Other)]
    public async Task A_list_that_keeps_less_or_another_order_says_so(FaultAction fault, bool names, bool files, bool finished, HsListOrder order)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        for (var i = 0; i < 6; i++) sandbox.Import();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = fault, Value = fault == FaultAction.Rename ? "Other" : null });

        var test = Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects));

        Assert.Equal((names, files, finished, order), (test.ListsNames, test.ListsFileNames, test.ListsFinished, test.ListOrder!.Value));
    }

    [Fact]
    public async Task Answers_without_HubSpots_time_say_so()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = context =>
            {
                context.Response.Headers.Date = "never";
                return Task.FromResult(false);
            },
        });

        Assert.False(Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects)).SendsDate);
    }

    [Fact]
    public async Task An_import_that_shows_late_is_waited_for()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.Hide, Times = 3 });

        var sink = Test(sandbox);

        Assert.NotNull(Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects)).ListLag);
        Assert.Empty(sink.Errors);
        Assert.True(sandbox.Requests.Count(request => request == "GET /crm/imports/2026-03") > 3);
    }

    [Fact]
    public async Task A_list_without_imports_that_have_ended_says_so()
    {
        var shown = new TaskCompletionSource();
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (_, stop) => shown.Task.WaitAsync(stop),
            Intercept = context =>
            {
                // The second look at the list comes when the first has shown the import.
                if (context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal)) shown.TrySetResult();
                return Task.FromResult(false);
            },
        });
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.ActiveOnly });

        var test = Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects));

        Assert.Equal((true, false), (test.ListsNames, test.ListsFinished));
    }

    [Fact]
    public async Task An_import_that_never_shows_ends_the_waiting_and_the_other_answers_are_kept()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.Hide });

        var sink = Test(sandbox, TimeSpan.FromSeconds(3));

        var error = Assert.Single(sink.Errors);
        var test = Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects));
        Assert.Equal(("HsAccountTestIncomplete", HsErrorCategory.OperationTimeout), (error.Id, error.Category));
        Assert.Contains("Not answered: DefaultPageSize, LargestPageSize, ListLag, ListsNames, ListsFileNames, ListsFinished, ListOrder.", error.Message, StringComparison.Ordinal);
        Assert.Equal("Test-HsAccount -TimeoutSec 9", error.RecommendedAction);
        Assert.Equal(HsLineNumbering.FirstLine, test.LineNumbering);
        Assert.Contains("\"lineNumbering\": \"FirstLine\"", File.ReadAllText(test.StoredIn!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_does_not_end_leaves_the_lines_unknown()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);

        var sink = Test(sandbox, TimeSpan.FromSeconds(3));

        var test = Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects));
        Assert.Equal((null, true), (test.LineNumbering, test.ListsNames));
        Assert.Contains("Not answered: LineNumbering, CountsBlankLines, RowData,", Assert.Single(sink.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_fails_does_not_keep_the_others_from_answering()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request => request.Path.Value!.EndsWith("/errors", StringComparison.Ordinal) ? 403 : null));

        var sink = Test(sandbox);

        var error = Assert.Single(sink.Errors);
        Assert.Equal(("HsAccountTestIncomplete", 403), (error.Id, error.StatusCode));
        Assert.Contains("LineNumbering, CountsBlankLines, RowData", error.Message, StringComparison.Ordinal);
        Assert.Equal((null, true), (Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects)).RowData, Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects)).ListsFinished));
    }

    [Theory]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":1}},{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":3}}]}""", null)]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":4}}]}""", null)]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":4}},{"errorType":"X","sourceData":{"lineNumber":6}},{"errorType":"X","sourceData":{"lineNumber":7}}]}""", null)]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":4}},{"errorType":"X","invalidValue":"9223372036854775805","sourceData":{"lineNumber":6}}]}""", null)]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":4}},{"errorType":"X","sourceData":{"lineNumber":5}},{"errorType":"X","sourceData":{"lineNumber":6}}]}""", HsLineNumbering.FirstLine)]
    [InlineData("""{"results":[{"errorType":"X","sourceData":{"lineNumber":2}},{"errorType":"X","sourceData":{"lineNumber":3}},{"errorType":"X","sourceData":{"lineNumber":5}}]}""", HsLineNumbering.Record)]
    [InlineData("""{"results":[]}""", null)]
    public async Task Only_lines_that_one_way_of_counting_explains_tell_it(string errors, HsLineNumbering? numbering)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Answering("/errors", errors));

        var sink = Test(sandbox);

        Assert.Equal(numbering, Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects)).LineNumbering);
        if (numbering is null) Assert.Contains("do not tell how lines are counted", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        else Assert.Empty(sink.Warnings);
    }

    [Fact]
    public async Task Cells_that_are_not_those_that_were_sent_are_other_cells()
    {
        const string Errors = """{"results":[{"errorType":"X","sourceData":{"lineNumber":2,"rowData":["1","account test"]}},{"errorType":"X","sourceData":{"lineNumber":3,"rowData":[]}}]}""";
        await using var sandbox = await ConnectedSandbox.StartAsync(Answering("/errors", Errors));

        Assert.Equal(HsRowData.Other, Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects)).RowData);
    }

    [Fact]
    public async Task It_says_what_it_will_do_and_does_nothing_before_yes()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Test(sandbox, sink: new RecordingSink { Answer = (_, _) => false });

        var (target, action) = Assert.Single(sink.Questions);
        Assert.Contains(sandbox.Server.BaseAddress.ToString(), target, StringComparison.Ordinal);
        Assert.Contains("record ids that cannot exist", action, StringComparison.Ordinal);
        Assert.Contains(_data.FullName, action, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
        Assert.Empty(sink.Objects);
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Without_the_accounts_id_the_answers_are_shown_and_not_kept()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request => request.Path.StartsWithSegments("/account-info", StringComparison.Ordinal) ? 403 : null));

        var sink = Test(sandbox);

        var test = Assert.IsType<HsAccountTest>(Assert.Single(sink.Objects));
        Assert.Equal((null, null, HsLineNumbering.FirstLine), (test.Account, test.StoredIn, test.LineNumbering));
        Assert.Contains("not kept", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task What_is_kept_holds_no_token_and_no_cell()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var test = Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects));

        var kept = Path.Combine(DataFolder.At(_data.FullName).Accounts, $"127.0.0.1_{sandbox.Server.BaseAddress.Port}.{test.Account}.json");
        Assert.Equal(kept, test.StoredIn);
        var text = File.ReadAllText(kept);
        Assert.Contains("\"apiVersion\": \"2026-03\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("test-token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("9223372036854775805", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_id_is_a_path_leads_to_no_other_folder()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Answering("/details", """{"portalId":"../../evil"}"""));

        var test = Assert.IsType<HsAccountTest>(Assert.Single(Test(sandbox).Objects));

        Assert.Equal(DataFolder.At(_data.FullName).Accounts, Path.GetDirectoryName(test.StoredIn));
        Assert.True(File.Exists(test.StoredIn));
    }

    [Fact]
    public async Task An_import_that_wrote_something_is_a_warning()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Answering("/1", """{"id":"1","state":"DONE","metadata":{"counters":{"UPDATED_OBJECTS":1}}}"""));

        Assert.Contains("wrote records", Assert.Single(Test(sandbox).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_it_gets_no_answers_and_no_error()
    {
        using var stop = new CancellationTokenSource();
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held with
        {
            Intercept = async context =>
            {
                if (context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal)) await stop.CancelAsync();
                return false;
            },
        });
        var sink = new RecordingSink();

        Assert.ThrowsAny<OperationCanceledException>(() => sink.Run(
            (pipe, token) => new TestAccount(sandbox.Client, ConnectedSandbox.Quick).RunAsync(new TestAccountRequest { JournalPath = _data.FullName }, pipe, token), stop.Token));

        Assert.Empty(sink.Objects);
        Assert.Empty(sink.Errors);
    }

    [Theory]
    [InlineData(Counting.Record)]
    [InlineData(Counting.FirstLine)]
    [InlineData(Counting.LastLine)]
    public async Task Lines_that_tell_nothing_by_themselves_are_sure_once_the_account_was_asked(Counting counting)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = counting, RowData = RowDataForm.None });
        using var file = new TempFile(Broken);
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));
        Assert.All(Errors(sandbox, file, import), error => Assert.Equal((null, HsLineConfidence.Ambiguous), (error.Row, error.LineConfidence)));

        Test(sandbox);

        Assert.Equal([(2L, 4L), (4L, 8L)], Errors(sandbox, file, import).Select(error => (error.Row!.Value, error.Line!.Value)));
        var rejects = Path.Combine(file.Folder, "rejects.csv");
        new RecordingSink().Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(
            new ExportImportRejectRequest { Ids = [import.Id], SourcePaths = [[file.Path]], Path = rejects, JournalPath = _data.FullName }, pipe, stop));
        Assert.Equal(Header + "not an address,Ben,\" a\nb\r\nc \"\r\nno address either,Dan,\r\n", File.ReadAllText(rejects));
    }

    [Fact]
    public async Task Rows_that_are_the_same_are_told_apart_once_the_account_was_asked()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = Counting.Record });

        // The second of the twins is refused as record 4, and on line 4 the first of them begins.
        using var file = new TempFile(Header + "x@example.com,\"a\nb\",\r\ntwin@example.com,\"A\nB\",\r\ntwin@example.com,\"A\nB\",\r\nc@example.com,C,\r\n");
        var create = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Create };
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file) with { Operations = create }).Objects));
        var before = Errors(sandbox, file, import);

        Test(sandbox);

        Assert.Null(Assert.Single(before).Row);
        Assert.Equal((3, HsLineConfidence.Matched), (Assert.Single(Errors(sandbox, file, import)).Row, Assert.Single(Errors(sandbox, file, import)).LineConfidence));
    }

    [Theory]
    [InlineData(RowDataForm.AsSent)]
    [InlineData(RowDataForm.None)]
    public async Task Answers_that_the_rows_contradict_are_dropped(RowDataForm form)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = Counting.FirstLine, RowData = form });
        var kept = Assert.Single(Test(sandbox).Objects.Cast<HsAccountTest>()).StoredIn!;
        using var file = new TempFile(Broken);
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("FirstLine", "Record", StringComparison.Ordinal));

        var sink = Get(sandbox, file, import);

        Assert.Contains(sink.Verbose, text => text.Contains("not counted as Test-HsAccount found it", StringComparison.Ordinal));
        Assert.Equal(form == RowDataForm.None ? [null, null] : [2L, 4L], sink.Objects.Cast<HsImportError>().Select(error => error.Row));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"apiVersion":"2026-03","lineNumbering":"Column"}""")]
    [InlineData("""{"apiVersion":"v3","lineNumbering":"FirstLine"}""")]
    public async Task Answers_that_are_damaged_or_of_another_version_are_none(string damaged)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { RowData = RowDataForm.None });
        var kept = Assert.Single(Test(sandbox).Objects.Cast<HsAccountTest>()).StoredIn!;
        using var file = new TempFile(Broken);
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));
        File.WriteAllText(kept, damaged);

        var sink = Get(sandbox, file, import);

        Assert.All(sink.Objects.Cast<HsImportError>(), error => Assert.Null(error.Row));
        Assert.Equal(!damaged.Contains("v3", StringComparison.Ordinal), sink.Verbose.Any(text => text.Contains(kept, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_account_whose_host_was_never_asked_costs_no_call()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "bad,Ada,\r\n");
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));

        Errors(sandbox, file, import);
        Assert.Single(sandbox.Requests, request => request == "GET /account-info/v3/details"); // That of the start.

        Test(sandbox);
        Errors(sandbox, file, import);
        Assert.Equal(3, sandbox.Requests.Count(request => request == "GET /account-info/v3/details"));
    }

    private static SandboxOptions Paged(int most, int byDefault) => SandboxOptions.FullSpeed with
    {
        Intercept = context =>
        {
            var limit = int.TryParse(context.Request.Query["limit"], out var asked) ? Math.Min(asked, most) : byDefault;
            if (context.Request.Path.Value == "/crm/imports/2026-03" && context.Request.Method == "GET")
            {
                context.Request.QueryString = QueryString.Create([new("limit", $"{limit}"), .. context.Request.Query.Where(pair => pair.Key == "after").Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))]);
            }

            return Task.FromResult(false);
        },
    };

    private static SandboxOptions Answering(string pathEnd, string body) => SandboxOptions.FullSpeed with
    {
        Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith(pathEnd, StringComparison.Ordinal)) return false;
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
            return true;
        },
    };

    private RecordingSink Test(ConnectedSandbox sandbox, TimeSpan? limit = null, RecordingSink? sink = null) => (sink ?? new RecordingSink()).Run((pipe, stop) =>
        new TestAccount(sandbox.Client, ConnectedSandbox.Quick).RunAsync(new TestAccountRequest { JournalPath = _data.FullName, Limit = limit ?? TimeSpan.FromMinutes(2) }, pipe, stop));

    private RecordingSink Get(ConnectedSandbox sandbox, TempFile file, HsImport import) => new RecordingSink().Run((pipe, stop) =>
        new GetImportError(sandbox.Client, journalPath: _data.FullName).RunAsync([import.Id], [file.Path], pipe, stop));

    private List<HsImportError> Errors(ConnectedSandbox sandbox, TempFile file, HsImport import) => [.. Get(sandbox, file, import).Objects.Cast<HsImportError>()];
}
