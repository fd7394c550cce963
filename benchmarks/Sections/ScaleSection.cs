using System.Text.Json;
using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Larger and larger files, checked, and sent in parts to a server that discards them: the time is to grow as the file does, the memory not at all.</summary>
internal static class ScaleSection
{
    private const string Repeats = "1";
    private const double RowsOfADay = 80e6;

    public static async Task<Table> RunAsync(Options options, InputFiles inputs)
    {
        await using var server = await ServerProcess.StartAsync("serve", Path.Combine(inputs.Directory, "benchmark.pem"));
        var address = JsonSerializer.Deserialize<DiscardServer.Addresses>(server.Announcement)!.Http;
        long[] sizes = [1_000_000, 5_000_000, .. options.Scale ? [20_000_000] : Array.Empty<long>(), .. options.FullDay ? [80_000_000] : Array.Empty<long>()];
        var table = new Table(
            "scale",
            "rows", "GB", "check and plan, s", "s per million rows", "× raw read", "peak above an empty process, MB",
            "parts", "check, plan and send, s", "s per million rows", "processor, s", "peak above an empty process, MB");
        var secondsOfARow = 0.0;
        foreach (var rows in sizes)
        {
            var file = inputs.Contacts(rows);
            try
            {
                secondsOfARow = AddRow(table, file, await MeasureAsync(file, inputs.Properties, address, options));
            }
            finally
            {
                if (rows > sizes[0]) InputFiles.Delete(file);
            }
        }

        if (!options.Scale) table.AddMissing("20,000,000", "ask with `--scale`");
        if (!options.FullDay) table.AddMissing("80,000,000", "ask with `--full-day`");
        table.Note($"At the rate of the largest, one process checks, cuts and sends {RowsOfADay / 1e6:N0} million rows, which is all that HubSpot takes in a day, in {secondsOfARow * RowsOfADay / 60:N1} minutes.");
        return table;
    }

    private static async Task<IReadOnlyList<Round>> MeasureAsync(InputFile file, string properties, string address, Options options)
    {
        var rounds = new List<Round>();
        for (var round = 0; round < (file.Findings.Rows > 5_000_000 ? 1 : Math.Min(options.Rounds, 3)); round++)
        {
            Console.WriteLine($"scale, round {round + 1}: {file.Findings.Rows:N0} rows");
            var empty = await ChildProcess.RunAsync(ChildProcess.Own("nothing"));
            var plan = await ChildProcess.RunAsync(ChildProcess.Own("plan", file.Path, properties, Repeats));
            if (plan.Findings?.ToString() != file.Findings.ToString()) throw new InvalidOperationException($"Found {plan.Findings}, where there are {file.Findings}.");
            var sent = await ChildProcess.RunAsync(ChildProcess.Own("parts", file.Path, properties, address));
            if (sent.More["received"].Sum() < file.Bytes) throw new InvalidOperationException("Not the whole file was sent.");
            rounds.Add(new Round(empty, plan, sent));
        }

        return rounds;
    }

    /// <returns>Seconds for each row, of the whole import.</returns>
    private static double AddRow(Table table, InputFile file, IReadOnlyList<Round> rounds)
    {
        var millions = file.Findings.Rows / 1e6;
        table.Add(
            $"{file.Findings.Rows:N0}",
            $"{file.Bytes / 1e9:N2}",
            Of(round => round.Plan.Steady / 1e3).ToString("N2"),
            Of(round => round.Plan.Steady / 1e3 / millions).ToString("N3"),
            Of(round => round.Plan.Steady / round.Plan.RawMilliseconds[0]).ToString("N1"),
            Of(round => (round.Plan.PeakBytes - round.Empty.PeakBytes) / 1e6).ToString("N0"),
            $"{rounds[0].Sent.More["received"].Count}",
            Of(round => round.Sent.First / 1e3).ToString("N2"),
            Of(round => round.Sent.First / 1e3 / millions).ToString("N3"),
            Of(round => round.Sent.More["processor"][0] / 1e3).ToString("N2"),
            Of(round => (round.Sent.PeakBytes - round.Empty.PeakBytes) / 1e6).ToString("N0"));
        return Of(round => round.Sent.First / 1e3).Median / file.Findings.Rows;

        Spread Of(Func<Round, double> figure) => Spread.Of(rounds.Select(figure));
    }

    private sealed record Round(Measurement Empty, Measurement Plan, Measurement Sent);
}
