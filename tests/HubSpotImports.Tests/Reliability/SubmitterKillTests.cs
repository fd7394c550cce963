using System.Globalization;
using System.Text;
using HubSpotImports.Journal;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Operations;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A process that sends five parts and is killed; the same command, run again, brings every row in once.</summary>
public sealed class SubmitterKillTests(ITestOutputHelper output)
{
    private const int Parts = 5;

    // All places and 200 moments in tests/kills.sh.
    private static readonly string? Results = Environment.GetEnvironmentVariable("HUBSPOTIMPORTS_KILLS_RESULTS");
    private static readonly int Seed = LongRun.SeedOf("HUBSPOTIMPORTS_KILLS_SEED");

    [Fact]
    public async Task Killed_at_a_place_of_the_journal()
    {
        Kill[] kills = [.. Kill.All];
        new Random(Seed).Shuffle(kills);
        if (Results is null) kills = [.. kills.DistinctBy(kill => kill.Group)];

        var ends = await RunAsync(kills, async kill =>
        {
            await using var scene = await KillScene.StartAsync(kill.Creates, TimeSpan.Zero, kill.IsSwallowed ? 2 : null);
            foreach (var fault in kill.Faults) scene.Server.AddFault(fault);

            var killed = await scene.RunAsync(kill.Place);

            var (how, complaints) = await scene.FinishAsync(wasResent: kill.Place.Contains("Resent", StringComparison.Ordinal));
            return (killed.IsKilled ? how : "not killed", killed.IsKilled ? complaints : [.. complaints, $"It was not killed: {killed.Output}"]);
        });

        await ReportAsync("places", ends);
    }

    [Fact]
    public async Task Killed_at_any_moment()
    {
        var random = new Random(Seed);
        Kill[] kills = [.. Enumerable.Range(0, Results is null ? 4 : 200).Select(_ => new Kill("", random.Next(2) == 0) { After = TimeSpan.FromMilliseconds(random.Next(150, 2_500)) })];

        var ends = await RunAsync(kills, async kill =>
        {
            await using var scene = await KillScene.StartAsync(kill.Creates, TimeSpan.FromMilliseconds(150));
            using var process = scene.Begin();
            await Task.Delay(kill.After);
            process.Kill();
            var killed = await process.EndAsync();

            var (how, complaints) = await scene.FinishAsync();
            return (killed.IsKilled ? how : "ended before", complaints);
        });

        await ReportAsync("moments", ends);
    }

    [Theory]
    [InlineData("after created")]
    [InlineData("before Committing 1")]
    [InlineData("after Committing 1")]
    [InlineData("before Taken 1")]
    [InlineData("after Taken 1")]
    [InlineData("before Ended 1")]
    public async Task Killed_with_two_files_that_are_one_import(string place)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var companies = new TempFile(string.Concat(["Domain,Email\r\n", .. Enumerable.Range(1, 5).Select(row => $"d{row}.example,p{row}@example.com\r\n")]), "companies.csv");
        using var contacts = new TempFile(string.Concat(["Email\r\n", .. Enumerable.Range(1, 5).Select(row => $"p{row}@example.com\r\n")]));
        using var killed = SubmitterProcess.Start(sandbox.Server.BaseAddress, sandbox.Data.Path, [companies.Path, contacts.Path], place);
        var first = await killed.EndAsync();
        Assert.True(first.IsKilled, first.Output);

        using var again = SubmitterProcess.Start(sandbox.Server.BaseAddress, sandbox.Data.Path, [companies.Path, contacts.Path], place: null);
        var end = await again.EndAsync();

        Assert.True(end.ExitCode == 0, end.Output);
        var entries = (await sandbox.LedgerAsync()).Where(entry => entry.Action == LedgerAction.Created).ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(row => (row / 5, row % 5 + 1L)), entries.Select(entry => (entry.Part, entry.Record)).Order());
        Assert.Equal(entries.Count, (await sandbox.LedgerAsync()).Count);
        for (var company = 1; company <= 5; company++) Assert.Equal($"{company + 5}:280", await sandbox.AssociationsAsync("companies", company, "contacts"));
        Assert.Equal(HsImportOutcome.AllIn, new SubmissionFolder(sandbox.Data).ReadAll(error => throw error)[^1].ToModel("", isBusy: false).Outcome);
    }

    [Fact]
    public async Task Two_processes_that_go_on_with_the_same()
    {
        await using var scene = await KillScene.StartAsync(creates: true, TimeSpan.FromMilliseconds(20));
        Assert.True((await scene.RunAsync("after Taken 2")).IsKilled);

        using var one = scene.Begin();
        using var other = scene.Begin();
        var ends = await Task.WhenAll(one.EndAsync(), other.EndAsync());

        Assert.Contains(ends, end => end.ExitCode == 0);
        Assert.All(ends, end => Assert.True(end.ErrorIds is [] or ["HsSubmissionBusy"] or ["HsAlreadySent"], end.Output));
        Assert.Empty(await scene.ComplaintsAsync());
    }

    [Fact]
    public async Task Two_processes_that_begin_the_same()
    {
        await using var scene = await KillScene.StartAsync(creates: true, TimeSpan.FromMilliseconds(20));

        using var one = scene.Begin();
        using var other = scene.Begin();
        var ends = await Task.WhenAll(one.EndAsync(), other.EndAsync());

        Assert.Contains(ends, end => end.ExitCode == 0);
        Assert.All(ends, end => Assert.True(end.ErrorIds is [] or ["HsSubmissionBusy"] or ["HsAlreadySent"], end.Output));
        Assert.Empty(await scene.ComplaintsAsync());
    }

    private static async Task<IReadOnlyList<(Kill Kill, string How, IReadOnlyList<string> Complaints)>> RunAsync(
        IReadOnlyList<Kill> kills, Func<Kill, Task<(string How, IReadOnlyList<string> Complaints)>> run)
    {
        using var room = new SemaphoreSlim(3);
        return await Task.WhenAll(kills.Select(async kill =>
        {
            await room.WaitAsync();
            try
            {
                var (how, complaints) = await Task.Factory.StartNew(() => run(kill), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
                return (kill, how, complaints);
            }
            finally
            {
                room.Release();
            }
        }));
    }

    private async Task ReportAsync(string what, IReadOnlyList<(Kill Kill, string How, IReadOnlyList<string> Complaints)> ends)
    {
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"| killed at {ends.Count} {what}, then | creates | identifier | wrong |").AppendLine("| --- | --- | --- | --- |");
        foreach (var group in ends.GroupBy(end => end.How).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count(end => end.Kill.Creates)} | {group.Count(end => !end.Kill.Creates)} | {group.Count(end => end.Complaints.Count > 0)} |");
        }

        output.WriteLine($"seed {Seed}\n{table}");
        if (Results is not null) await File.WriteAllTextAsync($"{Results}.{what}.md", table.ToString());
        var wrong = ends.Where(end => end.Complaints.Count > 0).Select(end => $"{end.Kill}: {end.How}: {string.Join(" ", end.Complaints)}").ToList();
        Assert.True(wrong.Count == 0, $"seed {Seed}, {wrong.Count} kills:\n{string.Join("\n", wrong.Take(20))}");
    }

    /// <summary>A place, or a moment, and what makes the process come there.</summary>
    private sealed record Kill(string Place, bool Creates, params IReadOnlyList<SandboxFault> Faults)
    {
        private static readonly string[] OfAPart = ["Sending", "Committing", "Taken", "Ended"];
        private static readonly string[] Moments = ["before", "within", "after"];

        public TimeSpan After { get; init; }

        public bool IsSwallowed { get; init; }

        /// <summary>Of which the suite has one.</summary>
        public string Group => Place.Split(' ')[1];

        public static IEnumerable<Kill> All => Of(creates: true).Concat(Of(creates: false));

        private static IEnumerable<Kill> Of(bool creates)
        {
            var numbered = Enumerable.Range(1, Parts).SelectMany(part => OfAPart.Select(what => $"{what} {part}"));
            foreach (var what in numbered.Append("created").Append("Closed"))
            {
                foreach (var place in Around(what)) yield return new Kill(place, creates);
            }

            for (var part = 1; part <= Parts; part++) yield return new Kill($"tail written@{part}", creates);
            foreach (var place in Around("NotTaken 2")) yield return new Kill(place, creates, At(FaultAction.Answer, FaultMoment.Before));
            foreach (var place in Around("Refused 2")) yield return new Kill(place, creates, At(FaultAction.Answer, FaultMoment.Before) with { Status = 423 });
            foreach (var place in Around("AnswerLost 2").Concat(Around("Found 2"))) yield return new Kill(place, creates, At(FaultAction.Drop, FaultMoment.After));
            foreach (var place in Around("IdUnknown 2")) yield return new Kill(place, creates, At(FaultAction.Cut, FaultMoment.After));
            foreach (var place in Around("Absent 2")) yield return new Kill(place, creates) { IsSwallowed = true };
            if (creates) yield break;

            foreach (var place in Around("Resent 2"))
            {
                yield return new Kill(place, creates, At(FaultAction.Drop, FaultMoment.After), new SandboxFault { On = RequestKind.List, Do = FaultAction.Hide });
            }
        }

        private static IEnumerable<string> Around(string what) => Moments.Select(moment => $"{moment} {what}");

        private static SandboxFault At(FaultAction action, FaultMoment when) => new() { On = RequestKind.Start, Nth = 2, Do = action, When = when };

        public override string ToString() => $"{Place}{(After == TimeSpan.Zero ? "" : $"after {After.TotalMilliseconds} ms")}, {(Creates ? "creates" : "identifier")}";
    }
}
