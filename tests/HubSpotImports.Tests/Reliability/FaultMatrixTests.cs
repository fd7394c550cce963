using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Reliability;

/// <summary>Every fault at every moment with every list: each row is in once, or what is missing is reported and the way out named.</summary>
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    private static readonly int Seed = LongRun.SeedOf("HUBSPOTIMPORTS_MATRIX_SEED");

    // One case of each fault, as the seed has it; all cases in tests/fault-matrix.sh.
    [Fact]
    public async Task Each_row_is_in_once_or_reported()
    {
        var results = Environment.GetEnvironmentVariable("HUBSPOTIMPORTS_MATRIX_RESULTS");
        var all = FaultCase.All(Seed);
        var most = int.TryParse(Environment.GetEnvironmentVariable("HUBSPOTIMPORTS_MATRIX_CASES"), CultureInfo.InvariantCulture, out var cap) ? cap : int.MaxValue;
        IReadOnlyList<FaultCase> cases = [.. (results is null ? all.DistinctBy(one => one.Fault) : all).Take(most)];

        var ends = await RunAsync(cases, results is null ? 12 : 24, FaultRun.RunAsync);

        output.WriteLine($"{ends.Count} of {all.Count} cases, seed {Seed}");
        var table = Table(ends);
        output.WriteLine(table);
        if (results is not null) await File.WriteAllTextAsync(results, table);
        var wrong = ends.Where(end => end.Complaints.Count > 0).Select(end => $"{end.Case}: {end.First}, {end.Last}: {string.Join(" ", end.Complaints)}").ToList();
        Assert.True(wrong.Count == 0, $"seed {Seed}, {wrong.Count} cases:\n{string.Join("\n", wrong.Take(40))}");
    }

    // What the matrix is worth: a client that sends again whenever something went wrong does not pass it.
    [Fact]
    public async Task A_client_that_blindly_sends_again_is_found_out()
    {
        var cases = FaultCase.All(Seed).Where(one => one is { Creates: true, HasControl: false, IsAlways: false } && one.List == ListFault.Kind && CallFault.Late.Contains(one.Fault)).ToList();

        var ends = await RunAsync(cases, 12, FaultRun.BlindAsync);

        output.WriteLine($"seed {Seed}: {ends.Count(end => end.Complaints.Count > 0)} of {ends.Count} cases are complained of");
        foreach (var end in ends)
        {
            var isTaken = end.Case.Fault.Phase.StartsWith("taken", StringComparison.Ordinal) && end.Case.Fault.Kind != "delay";
            Assert.True(isTaken == end.Complaints.Any(text => text.Contains("made 2 records", StringComparison.Ordinal)), $"seed {Seed}, {end.Case}: {string.Join(" ", end.Complaints)}");
        }
    }

    private static async Task<IReadOnlyList<FaultEnd>> RunAsync(IReadOnlyList<FaultCase> cases, int atATime, Func<FaultCase, Task<FaultEnd>> run)
    {
        using var room = new SemaphoreSlim(atATime);
        return await Task.WhenAll(cases.Select(async one =>
        {
            await room.WaitAsync();
            try
            {
                // The pump keeps the thread that it runs on.
                return await Task.Factory.StartNew(() => run(one), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            }
            catch (Exception fault)
            {
                return new FaultEnd(one, "broken", "", [fault.ToString()]);
            }
            finally
            {
                room.Release();
            }
        }));
    }

    private static string Table(IReadOnlyList<FaultEnd> ends)
    {
        string[] firsts = ["once", "found", "proven absent", "sent again, said so", "reported", "undecided", "broken"];
        var text = new StringBuilder();
        Write("when it goes wrong", end => end.Case.Fault.Phase);
        Write("what goes wrong", end => end.Case.Fault.Kind);
        Write("the list of imports", end => end.Case.List.Name);
        text.AppendLine("| after an end that is not there yet | cases |").AppendLine("| --- | --- |");
        foreach (var group in ends.Where(end => end.Last.Length > 0).GroupBy(end => $"{end.First}: {end.Last}").OrderBy(group => group.Key)) text.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} |");
        return text.ToString();

        void Write(string title, Func<FaultEnd, string> key)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {title} | cases | {string.Join(" | ", firsts)} | wrong |");
            text.AppendLine(CultureInfo.InvariantCulture, $"|{string.Concat(Enumerable.Repeat(" --- |", firsts.Length + 3))}");
            foreach (var group in ends.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} | {string.Join(" | ", firsts.Select(first => group.Count(end => end.First == first)))} | {group.Count(end => end.Complaints.Count > 0)} |");
            }

            text.AppendLine();
        }
    }
}
