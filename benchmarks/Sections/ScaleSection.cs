using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Checks larger and larger files: the time is to grow as the file does, the memory not at all.</summary>
internal static class ScaleSection
{
    private const string Repeats = "1";

    public static async Task<Table> RunAsync(Options options, InputFiles inputs)
    {
        long[] sizes = [1_000_000, 5_000_000, .. options.Scale ? [20_000_000] : Array.Empty<long>(), .. options.FullDay ? [80_000_000] : Array.Empty<long>()];
        var table = new Table("scale", "rows", "GB", "check and plan, s", "s per million rows", "× raw read", "peak above an empty process, MB");
        foreach (var rows in sizes)
        {
            var file = inputs.Contacts(rows);
            try
            {
                await AddRowAsync(table, file, inputs.Properties, options);
            }
            finally
            {
                if (rows > sizes[0]) InputFiles.Delete(file);
            }
        }

        if (!options.Scale) table.AddMissing("20,000,000", "ask with `--scale`");
        if (!options.FullDay) table.AddMissing("80,000,000", "ask with `--full-day`");
        return table;
    }

    private static async Task AddRowAsync(Table table, InputFile file, string properties, Options options)
    {
        var measured = new List<(Measurement Plan, Measurement Empty)>();
        for (var round = 0; round < Math.Min(options.Rounds, 3); round++)
        {
            Console.WriteLine($"scale, round {round + 1}: {file.Findings.Rows:N0} rows");
            var empty = await ChildProcess.RunAsync(ChildProcess.Own("nothing"));
            var plan = await ChildProcess.RunAsync(ChildProcess.Own("plan", file.Path, properties, Repeats));
            if (plan.Findings?.ToString() != file.Findings.ToString()) throw new InvalidOperationException($"Found {plan.Findings}, where there are {file.Findings}.");
            measured.Add((plan, empty));
        }

        table.Add(
            $"{file.Findings.Rows:N0}",
            $"{file.Bytes / 1e9:N2}",
            Spread.Of(measured.Select(round => round.Plan.Steady / 1e3)).ToString("N2"),
            Spread.Of(measured.Select(round => round.Plan.Steady * 1e3 / file.Findings.Rows)).ToString("N3"),
            Spread.Of(measured.Select(round => round.Plan.Steady / round.Plan.RawMilliseconds[0])).ToString("N1"),
            Spread.Of(measured.Select(round => (round.Plan.PeakBytes - round.Empty.PeakBytes) / 1e6)).ToString("N1"));
    }
}
