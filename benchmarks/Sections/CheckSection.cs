using System.Diagnostics;
using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Checks one file with the module and with what people use today, one after the other in each round.</summary>
internal static class CheckSection
{
    private const string Repeats = "5";
    private const int RawReads = 5;
    private const string Empty = "empty .NET process";
    private const string Ours = "**`Test-HsImport`, the operation**";

    public static async Task<Table> RunAsync(Options options, InputFiles inputs, Toolbox toolbox)
    {
        var file = inputs.Contacts(options.Rows);
        var contenders = await ContendersAsync(file, inputs.Properties, toolbox);
        var rounds = new List<Dictionary<string, Measurement>>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add([]);
            foreach (var contender in contenders.Where(contender => contender.Start is not null))
            {
                Console.WriteLine($"check, round {round + 1}: {contender.Name}");
                rounds[^1][contender.Name] = await MeasureAsync(contender, file);
            }
        }

        var table = new Table("check", "contender", "ms", "first call, ms", "× raw read", "× the time of ours", "peak, MB");
        foreach (var contender in contenders.Where(contender => contender.Name != Empty))
        {
            if (contender.Missing is { } why) table.AddMissing(contender.Name, why);
            else AddRow(table, contender.Name, rounds);
        }

        table.Note($"{file.Findings.Rows:N0} rows, {file.Bytes:N0} bytes. Every contender that checks found the same: {file.Findings}. "
            + $"Median [lowest–highest] of {options.Rounds} rounds; ratios are taken inside a round. An empty .NET process peaks at {EmptyPeak(rounds) / 1e6:N0} MB.");
        return table;
    }

    private static async Task<IReadOnlyList<Entrant>> ContendersAsync(InputFile file, string properties, Toolbox toolbox)
    {
        var packages = await toolbox.NodePackagesAsync();
        var module = await StagedModule.ManifestAsync();
        return
        [
            new(Empty, ChildProcess.Own("nothing")) { Checks = false },
            new("raw read", ChildProcess.Own("raw", file.Path, Repeats)) { Checks = false },
            Entrant.Of("`wc -l`", "wc", ["-l", file.Path]) with { Checks = false },
            new(Ours, ChildProcess.Own("check", file.Path, properties, Repeats)),
            new("… on one thread", OneThread(ChildProcess.Own("check", file.Path, properties, Repeats))),
            new("… and its two parts planned", ChildProcess.Own("plan", file.Path, properties, Repeats)),
            Entrant.Of("`Test-HsImport` in pwsh", "pwsh", ["-NoProfile", "-File", Toolbox.Script("test-hsimport.ps1"), module ?? "", file.Path, properties]),
            new("CsvHelper 34, every cell a string", ChildProcess.Own("csvhelper", file.Path, Repeats)),
            Entrant.Of("DuckDB, its Node package, all threads", "node", [Toolbox.Script("check-duckdb.mjs"), packages ?? "", file.Path, properties], packages is null ? "npm could not install it" : null),
            Entrant.Of("papaparse", "node", [Toolbox.Script("check-papaparse.mjs"), packages ?? "", file.Path, properties], packages is null ? "npm could not install it" : null),
            Entrant.Of("Python `csv`", "python3", [Toolbox.Script("check.py"), file.Path, properties]),
            Entrant.Of("Python `csv`, dates without `strptime`", "python3", [Toolbox.Script("check.py"), file.Path, properties, "--dates-by-hand"]),
            Entrant.Of("`Import-Csv \\| ForEach-Object`", "pwsh", ["-NoProfile", "-File", Toolbox.Script("check.ps1"), file.Path, properties]),
        ];
    }

    // The pass takes as many threads as the runtime says there are cores.
    private static ProcessStartInfo OneThread(ProcessStartInfo start)
    {
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        return start;
    }

    private static async Task<Measurement> MeasureAsync(Entrant contender, InputFile file)
    {
        var raw = Enumerable.Range(0, RawReads).Select(_ => RawRead.Run(file.Path)).ToList();
        var measurement = await ChildProcess.RunAsync(contender.Start!);
        if (measurement.RawMilliseconds.Count == 0) measurement.RawMilliseconds = raw;
        if (contender.Checks && measurement.Findings?.ToString() != file.Findings.ToString())
        {
            throw new InvalidOperationException($"{contender.Name} found {measurement.Findings}, where there are {file.Findings}.");
        }

        return measurement;
    }

    private static void AddRow(Table table, string name, List<Dictionary<string, Measurement>> rounds)
    {
        var ours = rounds.Select(round => round[Ours]);
        var own = rounds.Select(round => round[name]).ToList();
        table.Add(
            name,
            Spread.Of(own.Select(measured => measured.Steady)).ToString("N0"),
            Spread.Of(own.Select(measured => measured.First)).ToString("N0"),
            Spread.Of(own.Select(measured => measured.Steady / Spread.Of(measured.RawMilliseconds).Median)).ToString("N1"),
            Spread.Of(own.Zip(ours, (measured, our) => measured.Steady / our.Steady)).ToString("N1"),
            $"{own.Max(measured => measured.PeakBytes) / 1e6:N0}");
    }

    private static long EmptyPeak(List<Dictionary<string, Measurement>> rounds) => rounds.Max(round => round[Empty].PeakBytes);
}
