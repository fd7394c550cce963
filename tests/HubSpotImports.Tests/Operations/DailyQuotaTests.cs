using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Journal;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>What an account may import within 24 hours, as the journals and the list of imports tell it.</summary>
public sealed class DailyQuotaTests
{
    private static readonly QuotaLimits Small = new(Rows: 100, Imports: 5);

    [Theory]
    [InlineData(40, 60, true)]
    [InlineData(41, 60, false)]
    public async Task Rows_of_the_last_24_hours_count(long used, long wanted, bool fits)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await RememberAsync(sandbox, used, TimeSpan.FromHours(2));
        await RememberAsync(sandbox, rows: 1_000, TimeSpan.FromHours(25));

        Assert.Equal(fits ? [] : ["HsQuotaExceeded"], await CheckAsync(sandbox, wanted));
    }

    [Fact]
    public async Task Imports_count_too_and_what_only_the_list_knows()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Import(); // Two rows, and its journal is another machine's.
        Directory.Delete(sandbox.Data.Path, recursive: true);
        for (var i = 0; i < 3; i++) await RememberAsync(sandbox, rows: 1, TimeSpan.FromHours(1));

        Assert.Empty(await CheckAsync(sandbox, rows: 95));
        Assert.Equal(["HsQuotaExceeded"], await CheckAsync(sandbox, rows: 96));
        Assert.Equal(["HsQuotaExceeded"], await CheckAsync(sandbox, rows: 1, parts: 2));
    }

    [Fact]
    public async Task What_another_account_imported_does_not_count()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await RememberAsync(sandbox, rows: 100, TimeSpan.FromHours(1), account: "other");

        Assert.Empty(await CheckAsync(sandbox, rows: 100));
    }

    [Fact]
    public async Task Without_the_list_the_journal_has_to_do()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 });
        await RememberAsync(sandbox, rows: 50, TimeSpan.FromHours(1));

        Assert.Empty(await CheckAsync(sandbox, rows: 50));
        Assert.Equal(["HsQuotaExceeded"], await CheckAsync(sandbox, rows: 51));
    }

    [Fact]
    public async Task The_error_says_when_there_is_room()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await RememberAsync(sandbox, rows: 60, TimeSpan.FromHours(23));
        await RememberAsync(sandbox, rows: 30, TimeSpan.FromHours(1));

        var error = Assert.Throws<HsException>(() => Check(sandbox, rows: 50));

        Assert.Contains($"room at {DateTime.Now.AddHours(1):yyyy-MM-dd HH:}", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Contains("-WaitForQuota: the parts", Assert.Throws<HsException>(() => Check(sandbox, rows: 101)).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_to_wait_goes_on_when_there_is_room()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await RememberAsync(sandbox, rows: 100, TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1.5));
        var quota = new DailyQuota(sandbox.Client, new SubmissionFolder(sandbox.Data), waits: true, Small);
        var submission = Submission.New(await HeadAsync(sandbox, rows: 10));
        var roomAt = DateTimeOffset.UtcNow.AddSeconds(1.4);

        var sink = new RecordingSink().Run((pipe, stop) => quota.TakeAsync(submission, number: 1, pipe, stop));

        Assert.True(DateTimeOffset.UtcNow >= roomAt);
        Assert.Contains(sink.Progress, progress => progress.Activity.StartsWith("Waiting for room", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_in_any_order_counts()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        for (var i = 0; i < 3; i++) sandbox.Import($"Email\r\np{i}@example.com\r\n");

        Assert.Equal(["HsQuotaExceeded"], await CheckAsync(sandbox, rows: 98));
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.OldestFirst });
        Assert.Equal(["HsQuotaExceeded"], await CheckAsync(sandbox, rows: 98));
    }

    private static Task<IReadOnlyList<string>> CheckAsync(ConnectedSandbox sandbox, long rows, int parts = 1) =>
        Task.FromResult<IReadOnlyList<string>>(Record.Exception(() => Check(sandbox, rows, parts)) is HsException error ? [error.Id] : []);

    private static void Check(ConnectedSandbox sandbox, long rows, int parts = 1) => new RecordingSink().Run(async (pipe, stop) =>
        await new DailyQuota(sandbox.Client, new SubmissionFolder(sandbox.Data), waits: false, Small).CheckAsync(await HeadAsync(sandbox, rows / parts, parts), pipe, stop));

    private static async Task<JournalHead> HeadAsync(ConnectedSandbox sandbox, long rows, int parts = 1, string? account = null) =>
        Submissions.NewHead(parts: parts, rows: rows, account: account ?? (await sandbox.Client.IdentifyAsync(default)).Account) with { BaseUri = sandbox.Server.BaseAddress };

    private static async Task RememberAsync(ConnectedSandbox sandbox, long rows, TimeSpan ago, string? account = null)
    {
        using var journal = new SubmissionFolder(sandbox.Data).Begin(await HeadAsync(sandbox, rows, account: account));
        journal.Append(new JournalEntry { Event = JournalEvent.Taken, Part = 1, ImportId = $"{Guid.NewGuid():n}", ServerTime = DateTimeOffset.UtcNow - ago });
    }
}
