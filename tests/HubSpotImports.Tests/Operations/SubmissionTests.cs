using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Journal;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>What happens to a send whose run ended early or whose answer was lost, when the command is run again or resumed.</summary>
public sealed class SubmissionTests
{
    private static readonly ImportLimits ThreeRows = new() { Rows = 3 };
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(400);

    // Acted on as a whole, and answered as if not: nobody can tell it from one that was not acted on.
    private static readonly SandboxFault AnswerLost = new() { On = RequestKind.Start, Do = FaultAction.Answer, When = FaultMoment.After };
    private static readonly SandboxFault NotActedOn = new() { On = RequestKind.Start, Do = FaultAction.Answer, When = FaultMoment.Before };
    private static readonly SandboxFault ListHides = new() { On = RequestKind.List, Do = FaultAction.Hide };

    private static string Contacts(int rows) => "Email,First Name\r\n" + string.Concat(Enumerable.Range(1, rows).Select(row => $"p{row}@example.com,P{row}\r\n"));

    [Fact]
    public async Task A_journal_tells_what_became_of_the_parts_and_holds_neither_token_nor_cells()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(5));

        var import = Assert.IsType<HsImport>(sandbox.Start(sandbox.RequestFor(file), limits: ThreeRows).Objects[0]);

        var submission = Assert.Single(Known(sandbox));
        Assert.Equal((import.SubmissionId, file.Path, 5L, false, HsImportOutcome.AllIn), (submission.SubmissionId, Assert.Single(submission.SourcePath), submission.Rows, submission.IsOpen, submission.Outcome));
        Assert.Equal([(1, HsSubmissionPartState.Ended, "1", 1L, 3L), (2, HsSubmissionPartState.Ended, "2", 4L, 2L)], submission.Parts.Select(part => (part.Part, part.State, part.ImportId, part.FirstRow, part.Rows)));
        var journal = await File.ReadAllTextAsync(submission.JournalPath);
        Assert.DoesNotContain("test-token", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("p1@example.com", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_the_import_taken_for_what_it_is()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(AnswerLost);
        using var file = new TempFile(Contacts(2));

        var sink = sandbox.Start(sandbox.RequestFor(file));

        Assert.Empty(sink.Errors);
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Single(sandbox.Posts);
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_the_list_does_not_show_stays_undecided_until_it_shows()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(AnswerLost);
        sandbox.Server.AddFault(ListHides);
        using var file = new TempFile(Contacts(2));
        var request = Creating(sandbox, file) with { SettlingTime = Settled };

        var error = Assert.Single(sandbox.Start(request).Errors);
        var submission = Assert.Single(Known(sandbox));
        Assert.Equal("HsSubmissionUndecided", error.Id);
        Assert.Contains("no later import of this module", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Resume-HsImport {submission.SubmissionId} -JournalPath '{sandbox.Data.Path}' -AdoptImportId", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((true, HsImportOutcome.Undecided), (submission.IsOpen, submission.Outcome));

        // The same command again sends nothing.
        Assert.Equal(["HsSubmissionOpen"], sandbox.Start(request).ErrorIds);
        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(request with { IfOpen = HsIfOpen.Resume }).ErrorIds);
        Assert.Single(sandbox.Posts);

        await sandbox.ClearFaultsAsync();
        var resumed = sandbox.Start(request with { IfOpen = HsIfOpen.Resume });
        Assert.Empty(resumed.Errors);
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(resumed.Objects)).State);
        Assert.Single(sandbox.Posts);
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_the_list_proves_not_to_be_there_is_sent_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(NotActedOn);
        using var file = new TempFile(Contacts(2));

        // Another import of this module comes later: the list that shows it would show the lost one.
        var control = Task.Run(async () =>
        {
            while (sandbox.Posts.Count == 0) await Task.Delay(20);
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            sandbox.Import("Email\r\ncontrol@example.com\r\n");
        });
        var sink = sandbox.Start(Creating(sandbox, file) with { SettlingTime = TimeSpan.FromSeconds(5) });
        await control;

        Assert.Empty(sink.Errors);
        Assert.Contains(sink.Verbose, text => text.Contains("did not take", StringComparison.Ordinal));
        Assert.Equal(3, sandbox.Posts.Count);
        Assert.Equal(3, (await sandbox.LedgerAsync()).Count(entry => entry.Action == LedgerAction.Created));
    }

    [Fact]
    public async Task Without_a_later_import_nothing_is_proven_and_what_would_create_twice_is_not_sent_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(NotActedOn);
        using var file = new TempFile(Contacts(2));
        var request = Creating(sandbox, file) with { SettlingTime = Settled };

        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(request).ErrorIds);

        var id = Assert.Single(Known(sandbox)).SubmissionId;
        Assert.Equal(["HsResendWouldDouble"], sandbox.Resume(new ResumeImportRequest { SubmissionId = id, Resend = true }).ErrorIds);
        var resumed = sandbox.Resume(new ResumeImportRequest { SubmissionId = id, Resend = true, Again = true, Wait = true });
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(resumed.Objects)).State);
        Assert.Contains("create their records twice", Assert.Single(resumed.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Without_a_later_import_what_has_identifiers_is_sent_again_and_says_what_that_may_overwrite()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(NotActedOn);
        using var file = new TempFile(Contacts(2));

        var sink = sandbox.Start(sandbox.RequestFor(file) with { SettlingTime = Settled });

        Assert.Empty(sink.Errors);
        Assert.Contains(sink.Warnings, text => text.Contains("may be overwritten", StringComparison.Ordinal));
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
    }

    [Fact]
    public async Task An_account_that_does_not_list_the_names_of_files_is_looked_up_by_the_names_of_imports()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.OmitRequest });
        using var file = new TempFile(Contacts(2));

        // Without the answers, the name of a file of identifiers holds no sign.
        sandbox.Server.AddFault(AnswerLost);
        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(sandbox.RequestFor(file)).ErrorIds);
        Remove(sandbox, Assert.Single(Known(sandbox)).SubmissionId, force: true);

        var account = await sandbox.Client.IdentifyAsync(default);
        sandbox.Data.Make(sandbox.Data.Accounts);
        new AccountAnswers { ApiVersion = sandbox.Client.Connection.ApiVersion, ListsFileNames = false }.Save(sandbox.Data, AccountAnswers.PathOf(sandbox.Data, sandbox.Server.BaseAddress, account.Account));
        sandbox.Server.AddFault(AnswerLost);
        var sink = sandbox.Start(sandbox.RequestFor(file));

        Assert.Empty(sink.Errors);
        Assert.EndsWith($" #{Assert.Single(Known(sandbox)).SubmissionId}", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(900, 60, 900)]
    [InlineData(900, 600, 1_200)]
    [InlineData(0, 600, 0)]
    public void An_account_that_lists_imports_late_is_given_more_time(int wished, int lag, int settling) =>
        Assert.Equal(TimeSpan.FromSeconds(settling), new AccountAnswers { ListLag = TimeSpan.FromSeconds(lag) }.Settling(TimeSpan.FromSeconds(wished)));

    [Fact]
    public async Task A_person_who_found_the_import_says_so()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var other = sandbox.Import("Email\r\nother@example.com\r\n");
        sandbox.Server.AddFault(AnswerLost);
        sandbox.Server.AddFault(ListHides);
        using var file = new TempFile(Contacts(2));
        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(sandbox.RequestFor(file)).ErrorIds);
        var id = Known(sandbox)[1].SubmissionId;

        Assert.Equal(["HsAdoptedTwice"], sandbox.Resume(new ResumeImportRequest { SubmissionId = id, AdoptImportId = other.Id }).ErrorIds);
        Assert.Equal(["HsImportNotFound"], sandbox.Resume(new ResumeImportRequest { SubmissionId = id, AdoptImportId = "4711" }).ErrorIds);
        var resumed = sandbox.Resume(new ResumeImportRequest { SubmissionId = id, AdoptImportId = "2", Wait = true });

        Assert.Equal(("2", "DONE", 1), Assert.IsType<HsImport>(Assert.Single(resumed.Objects)) is var import ? (import.Id, import.State, import.Part) : default);
        Assert.False(Known(sandbox)[1].IsOpen);
        Assert.Equal(["HsSubmissionClosed"], sandbox.Resume(new ResumeImportRequest { SubmissionId = id }).ErrorIds);
    }

    [Fact]
    public async Task An_answer_that_says_taken_and_not_where_is_never_sent_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Cut });
        sandbox.Server.AddFault(ListHides);
        using var file = new TempFile(Contacts(2));
        var request = sandbox.RequestFor(file) with { SettlingTime = Settled };

        Assert.Equal(["HsImportIdUnknown"], sandbox.Start(request).ErrorIds);
        Assert.Single(sandbox.Posts);

        await sandbox.ClearFaultsAsync();
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request with { IfOpen = HsIfOpen.Resume }).Objects)).State);
        Assert.Single(sandbox.Posts);
    }

    [Fact]
    public async Task What_would_create_its_records_again_is_not_sent_again_unless_somebody_says_so()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(2));
        var request = Creating(sandbox, file);
        sandbox.Start(request);

        var error = Assert.Single(sandbox.Start(request with { Name = "Another name" }).Errors);

        Assert.Equal("HsAlreadySent", error.Id);
        Assert.Equal(["HsAlreadySent"], sandbox.Start(request with { DateFormat = HsDateFormat.DayMonthYear }).ErrorIds); // The same rows, however they are read.
        Assert.Single(sandbox.Posts);
        Assert.Empty(sandbox.Start(request with { Again = true }).Errors);
        Assert.Equal(2, sandbox.Posts.Count);
    }

    [FactInProcess]
    public async Task What_failed_as_a_whole_created_nothing_and_may_be_sent_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (id, _) => id == 1 ? throw new InvalidDataException("the disk is full") : Task.CompletedTask,
        });
        using var file = new TempFile(Contacts(2));

        Assert.Equal(["HsImportFailed"], sandbox.Start(Creating(sandbox, file)).ErrorIds);
        Assert.Empty(sandbox.Start(Creating(sandbox, file)).Errors);
        Assert.Equal(["HsAlreadySent"], sandbox.Start(Creating(sandbox, file)).ErrorIds);
    }

    [Fact]
    public async Task What_only_updates_by_identifier_may_be_sent_every_night()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(2));

        for (var night = 0; night < 2; night++) Assert.Empty(sandbox.Start(sandbox.RequestFor(file)).Errors);

        Assert.Equal(2, sandbox.Posts.Count);
    }

    [Fact]
    public async Task Rows_without_their_identifier_make_a_file_one_that_creates()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name\r\nada@example.com,Ada\r\n,Ben\r\n");

        var sink = sandbox.Start(sandbox.RequestFor(file));

        Assert.Contains(sink.Warnings, text => text.Contains("One row has no identifier here", StringComparison.Ordinal));
        Assert.True(Assert.Single(Known(sandbox)).CreatesRecords);
        Assert.Equal(["HsAlreadySent"], sandbox.Start(sandbox.RequestFor(file)).ErrorIds);
    }

    [Fact]
    public async Task What_HubSpot_refused_leaves_nothing_open()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Answer, Status = 400 });
        using var file = new TempFile(Contacts(2));
        var request = Creating(sandbox, file);

        Assert.Equal(["HsBadRequest"], sandbox.Start(request).ErrorIds);
        var submission = Assert.Single(Known(sandbox));
        Assert.Equal((false, HsImportOutcome.Failed, "HsBadRequest"), (submission.IsOpen, submission.Outcome, submission.Parts[0].ErrorId));

        Assert.Empty(sandbox.Start(request).Errors);
    }

    [FactInProcess]
    public async Task A_wait_that_ended_early_is_gone_on_with_and_later_parts_are_sent_as_they_were_planned()
    {
        var held = true;
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = async (_, stop) =>
            {
                while (Volatile.Read(ref held)) await Task.Delay(10, stop);
            },
        });
        using var file = new TempFile("Email;First Name;Note\r\n" + string.Concat(Enumerable.Range(1, 7).Select(row => $"p{row}@example.com;P{row};n\r\n")) + "not an address;X;n\r\n");
        var rejects = Path.Combine(file.Folder, "rejects.csv");
        var request = new StartImportRequest
        {
            Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Note"]))],
            InvalidRow = HsInvalidRow.HoldBack,
            RejectPath = rejects,
            Wait = true,
            WaitLimit = TimeSpan.FromMilliseconds(100),
        };

        Assert.Equal(["HsImportWaitTimedOut", "HsPartsNotSent"], sandbox.Start(request, limits: ThreeRows).ErrorIds);
        var id = Assert.Single(Known(sandbox)).SubmissionId;
        Volatile.Write(ref held, false);
        var resumed = sandbox.Resume(new ResumeImportRequest { Wait = true });

        Assert.Empty(resumed.Errors);
        Assert.Equal([1, 2, 3], resumed.Objects.Cast<HsImport>().Select(import => import.Part!.Value));
        Assert.Equal(7, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        var submission = Assert.Single(Known(sandbox));
        Assert.Equal((id, false, 1L, rejects, HsImportOutcome.SomeRefused), (submission.SubmissionId, submission.IsOpen, submission.RowsHeldBack, submission.RejectPath, submission.Outcome));
    }

    [FactInProcess]
    public async Task A_file_that_is_another_one_is_not_gone_on_with()
    {
        await using var sandbox = await OpenAfterPartOneAsync();
        var submission = Assert.Single(Known(sandbox.Sandbox));
        await File.WriteAllTextAsync(sandbox.File.Path, Contacts(5) + "p6@example.com,P6\r\n");

        var error = Assert.Single(sandbox.Sandbox.Resume(new ResumeImportRequest()).Errors);

        Assert.Equal("HsSourceChanged", error.Id);
        Assert.Contains(submission.SubmissionId, error.Message, StringComparison.Ordinal);
        Assert.Contains("now it has", error.Message, StringComparison.Ordinal);
        Assert.Single(sandbox.Sandbox.Posts);
    }

    [Fact]
    public async Task Another_account_and_another_app_are_named_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var folder = new SubmissionFolder(sandbox.Data);
        var head = Submissions.NewHead() with { BaseUri = sandbox.Server.BaseAddress, Account = "1", App = "2" };
        folder.Begin(head).Dispose();
        var account = await sandbox.Client.IdentifyAsync(default);

        var other = Assert.Single(sandbox.Resume(new ResumeImportRequest { SubmissionId = head.SubmissionId }).Errors);
        Assert.Equal("HsOtherAccount", other.Id);
        Assert.Contains("account 1 at", other.Message, StringComparison.Ordinal);
        Assert.Contains($"account {account.Account} at", other.Message, StringComparison.Ordinal);

        head = head with { SubmissionId = SubmissionToken.NewId(), Account = account.Account };
        folder.Begin(head).Dispose();
        var app = Assert.Single(sandbox.Resume(new ResumeImportRequest { SubmissionId = head.SubmissionId }).Errors);
        Assert.Equal("HsOtherApp", app.Id);
        Assert.Contains($"app {account.App}", app.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [FactInProcess]
    public async Task A_part_that_failed_stops_the_rest_until_a_person_names_the_submission()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            BeforeProcessing = (id, _) => id == 1 ? throw new InvalidDataException("the disk is full") : Task.CompletedTask,
        });
        using var file = new TempFile(Contacts(5));
        var request = sandbox.RequestFor(file);

        Assert.Equal(["HsImportFailed", "HsPartsStopped"], sandbox.Start(request, limits: ThreeRows).ErrorIds);
        Assert.Equal(["HsImportFailed", "HsPartsStopped"], sandbox.Start(request with { IfOpen = HsIfOpen.Resume }, limits: ThreeRows).ErrorIds);
        Assert.Single(sandbox.Posts);

        var submission = Assert.Single(Known(sandbox));
        var resumed = sandbox.Resume(new ResumeImportRequest { SubmissionId = submission.SubmissionId, Wait = true });
        Assert.Equal(["FAILED", "DONE"], resumed.Objects.Cast<HsImport>().Select(import => import.State));
        Assert.Equal(2, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal(HsImportOutcome.Failed, Assert.Single(Known(sandbox)).Outcome);
    }

    [FactInProcess]
    public async Task Whoever_cancels_a_part_gives_up_the_rest()
    {
        await using var sandbox = await OpenAfterPartOneAsync();

        var sink = new RecordingSink().Run((pipe, stop) => new StopImport(sandbox.Sandbox.Client, sandbox.Sandbox.Data).RunAsync(["1"], passThru: false, pipe, stop));

        Assert.Contains("from row 4 on are not sent any more", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        var submission = Assert.Single(Known(sandbox.Sandbox));
        Assert.False(submission.IsOpen);
        Assert.Empty(sandbox.Sandbox.Resume(new ResumeImportRequest()).All);
        Assert.Equal(["POST /crm/imports/2026-03", "POST /crm/imports/2026-03/1/cancel"], sandbox.Sandbox.Posts);
    }

    [FactInProcess]
    public async Task Parts_go_side_by_side_only_where_no_identifier_is_in_two_of_them()
    {
        foreach (var (rows, mostAtOnce) in new[] { (Contacts(9), 3), (Contacts(8) + "p1@example.com,Again\r\n", 1) })
        {
            var (now, most) = (0, 0);
            await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
            {
                BeforeProcessing = async (_, stop) =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref now));
                    await Task.Delay(400, stop);
                    Interlocked.Decrement(ref now);
                },
            });
            using var file = new TempFile(rows);

            var sink = sandbox.Start(sandbox.RequestFor(file) with { ThrottleLimit = 3 }, limits: ThreeRows);

            Assert.Equal(3, sink.Objects.Count);
            Assert.Equal(mostAtOnce, most);
        }
    }

    [Fact]
    public async Task What_if_leaves_no_journal()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(2));

        sandbox.Start(sandbox.RequestFor(file), new RecordingSink { Answer = (_, _) => false });

        Assert.Empty(Known(sandbox));
    }

    [Fact]
    public async Task A_later_command_that_has_enough_leaves_the_rest_to_be_resumed()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(5));
        var enough = new InvalidOperationException("enough");

        Assert.Same(enough, Record.Exception(() => sandbox.Start(sandbox.RequestFor(file), new RecordingSink { OnObject = _ => throw enough }, ThreeRows)));

        Assert.True(Assert.Single(Known(sandbox)).IsOpen);
        Assert.False(Assert.Single(Known(sandbox)).IsBusy);
        Assert.Equal(2, sandbox.Resume(new ResumeImportRequest { Wait = true }).Objects.Count);
        Assert.Equal(5, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
    }

    [Theory]
    [InlineData(300, HsSubmissionPartState.Taken)]
    [InlineData(60_000, HsSubmissionPartState.Undecided)] // Longer than anybody who wishes to stop wants to wait.
    public async Task Who_stops_after_the_tail_waits_a_little_for_the_answer(int answerAfter, HsSubmissionPartState state)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Delay, When = FaultMoment.After, Milliseconds = answerAfter });
        using var file = new TempFile(Contacts(2));
        var request = sandbox.RequestFor(file);
        using var stop = new CancellationTokenSource();
        var stopping = Task.Run(async () =>
        {
            while (!Known(sandbox).Any(submission => submission.Parts[0].State == HsSubmissionPartState.Undecided)) await Task.Delay(5);
            await Task.Delay(100);
            await stop.CancelAsync();
        });

        var client = new HubSpotClient(sandbox.Client.Connection, new HttpTimeLimits { Stop = TimeSpan.FromSeconds(1) });
        var fault = Record.Exception(() => new RecordingSink().Run((pipe, token) => new StartImport(client.In(pipe), sandbox.Definitions, sandbox.Data, null, ConnectedSandbox.Quick).RunAsync(request, pipe, token), stop.Token));
        await stopping;

        Assert.Equal(state, Assert.Single(Known(sandbox)).Parts[0].State);
        if (state == HsSubmissionPartState.Undecided) Assert.Equal("HsSubmissionUndecided", Assert.IsType<HsException>(fault).Id);
        else Assert.True(fault is OperationCanceledException or HsException { Id: "HsImportWaitStopped" }, fault?.ToString());
        Assert.Single(sandbox.Posts);
    }

    [Fact]
    public async Task Two_runs_at_once_of_the_same_command_send_it_once()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { ProcessingDelay = TimeSpan.FromMilliseconds(300) });
        using var file = new TempFile(Contacts(2));
        var request = Creating(sandbox, file) with { IfOpen = HsIfOpen.Resume };

        var sinks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => sandbox.Start(request))));

        Assert.Single(sandbox.Posts);
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
        Assert.All(sinks.SelectMany(sink => sink.ErrorIds), id => Assert.True(id is "HsSubmissionBusy" or "HsAlreadySent", id));
    }

    [FactInProcess]
    public async Task Finished_submissions_are_forgotten_and_open_ones_only_by_force()
    {
        await using var open = await OpenAfterPartOneAsync();
        var id = Assert.Single(Known(open.Sandbox)).SubmissionId;

        Assert.Equal(["HsSubmissionStillOpen"], Remove(open.Sandbox, id, force: false).ErrorIds);
        Assert.Empty(Remove(open.Sandbox, id, force: true).Errors);
        Assert.Empty(Known(open.Sandbox));
        Assert.Equal(["HsSubmissionNotFound"], Remove(open.Sandbox, id, force: true).ErrorIds);
    }

    [FactInProcess]
    public async Task One_that_cannot_be_read_is_forgotten_only_by_force()
    {
        await using var open = await OpenAfterPartOneAsync();
        var known = Assert.Single(Known(open.Sandbox));
        File.AppendAllText(known.JournalPath, "x\nx\n");

        Assert.Equal(["HsJournalDamaged"], Remove(open.Sandbox, known.SubmissionId, force: false).ErrorIds);
        Assert.True(File.Exists(known.JournalPath));
        Assert.Empty(Remove(open.Sandbox, known.SubmissionId, force: true).Errors);
        Assert.False(File.Exists(known.JournalPath));
    }

    private static RecordingSink Remove(ConnectedSandbox sandbox, string id, bool force) =>
        new RecordingSink().Run((pipe, _) => new RemoveSubmission(sandbox.Data).RunAsync([id], force, pipe));

    private static IReadOnlyList<HsSubmission> Known(ConnectedSandbox sandbox) =>
        [.. new RecordingSink().Run((pipe, _) => new GetSubmission(sandbox.Data).RunAsync([], open: false, pipe)).Objects.Cast<HsSubmission>()];

    private static StartImportRequest Creating(ConnectedSandbox sandbox, TempFile file) =>
        sandbox.RequestFor(file) with { Operations = new Dictionary<string, HsImportOperation> { ["*"] = HsImportOperation.Create } };

    // Two parts, of which the first was taken and is not finished; nobody waits for it any more.
    private static async Task<OpenSubmission> OpenAfterPartOneAsync()
    {
        var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Holding(id => id == 1));
        var file = new TempFile(Contacts(5));
        Assert.Equal(["HsImportWaitTimedOut", "HsPartsNotSent"], sandbox.Start(sandbox.RequestFor(file) with { WaitLimit = TimeSpan.FromMilliseconds(50) }, limits: ThreeRows).ErrorIds);
        return new OpenSubmission(sandbox, file);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int known;
        while ((known = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, known) != known)
        {
        }
    }

    private sealed record OpenSubmission(ConnectedSandbox Sandbox, TempFile File) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            File.Dispose();
            return Sandbox.DisposeAsync();
        }
    }
}
