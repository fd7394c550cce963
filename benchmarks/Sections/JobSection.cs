using System.Globalization;
using System.Text.Json;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>A million rows from the prompt to DONE, each run against a fresh sandbox.</summary>
internal static class JobSection
{
    private const long Rows = 1_000_000;
    private const long WarmingRows = 10_000;
    private const string Ours = "**`Start-HsImport -Wait` in pwsh**";

    public static async Task<Table> RunAsync(Options options, InputFiles inputs, Toolbox toolbox)
    {
        var file = inputs.Contacts(Math.Min(options.Rows, Rows));
        var contenders = await ContendersAsync(inputs, file, toolbox);
        var warming = await ContendersAsync(inputs, inputs.Contacts(WarmingRows), toolbox);
        var rounds = new List<Dictionary<string, Run>>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var runs = new Dictionary<string, Run>();
            foreach (var contender in (round == 0 ? warming : contenders).Where(contender => contender.Missing is null))
            {
                Console.WriteLine($"job, round {round}: {contender.Name}");
                runs[contender.Name] = await RunAsync(contender.Start);
            }

            if (runs.Values.Select(run => run.Counters).Distinct().Count() > 1) throw new InvalidOperationException("The contenders imported different things.");
            if (round > 0) rounds.Add(runs); // The first one warms up.
        }

        var table = new Table("job", "contender", "s", "of these the sandbox's, s", "the rest, s", "peak, MB");
        foreach (var contender in contenders) AddRow(table, contender.Name, contender.Missing, rounds);
        table.Note($"{file.Findings.Rows:N0} rows, {file.Bytes:N0} bytes; whole processes, a fresh sandbox each. Median [lowest–highest] of {rounds.Count} rounds after one that warms up. "
            + $"The sandbox's time is from taking the import to its end. Every contender's import has the same counters: {rounds[0].Values.First().Counters}.");
        return table;
    }

    private static async Task<IReadOnlyList<JobEntrant>> ContendersAsync(InputFiles inputs, InputFile file, Toolbox toolbox)
    {
        var map = SandboxMapping.WriteMap(inputs.Directory);
        var request = SandboxMapping.WriteRequest(file);
        var packages = await toolbox.NodePackagesAsync();
        var noRequests = await Toolbox.MissingPythonPackageAsync("requests");
        var module = await StagedModule.ManifestAsync();
        return
        [
            new(Ours, address => Entrant.Of("", "pwsh", ["-NoProfile", "-File", Toolbox.Script("job.ps1"), module ?? "", file.Path, address, map])),
            new("plain PowerShell", address => Entrant.Of("", "pwsh", ["-NoProfile", "-File", Toolbox.Script("job-plain.ps1"), file.Path, address, request])),
            new("Python `requests`", address => Entrant.Of("", "python3", [Toolbox.Script("job.py"), file.Path, address, request], noRequests)),
            new("HubSpot's Node client", address => Entrant.Of("", "node", [Toolbox.Script("job-node.mjs"), packages ?? "", file.Path, address, request], packages is null ? "npm could not install it" : null)),
        ];
    }

    private static async Task<Run> RunAsync(Func<string, Entrant> start)
    {
        await using var sandbox = await ServerProcess.StartAsync("sandbox");
        var address = sandbox.Announcement.TrimEnd('/');
        var measured = await ChildProcess.RunAsync(start(address).Start!);

        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "benchmark");
        using var import = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{address}/crm/v3/imports/{measured.More["id"][0].ToString(CultureInfo.InvariantCulture)}")));
        var root = import.RootElement;
        if (root.GetProperty("state").GetString() != "DONE") throw new InvalidOperationException($"An import ended {root.GetProperty("state")}.");
        var seconds = (root.GetProperty("updatedAt").GetDateTime() - root.GetProperty("createdAt").GetDateTime()).TotalSeconds;
        return new Run(measured.ProcessMilliseconds / 1e3, seconds, measured.PeakBytes, root.GetProperty("metadata").GetProperty("counters").GetRawText());
    }

    private static void AddRow(Table table, string name, string? missing, List<Dictionary<string, Run>> rounds)
    {
        if (missing is not null)
        {
            table.AddMissing(name, missing);
            return;
        }

        var runs = rounds.ConvertAll(round => round[name]);
        table.Add(
            name,
            Spread.Of(runs.Select(run => run.Seconds)).ToString("N1"),
            Spread.Of(runs.Select(run => run.SandboxSeconds)).ToString("N1"),
            Spread.Of(runs.Select(run => run.Seconds - run.SandboxSeconds)).ToString("N1"),
            $"{runs.Max(run => run.PeakBytes) / 1e6:N0}");
    }

    private sealed record JobEntrant(string Name, Func<string, Entrant> Start)
    {
        public string? Missing { get; } = Start("").Missing;
    }

    private sealed record Run(double Seconds, double SandboxSeconds, long PeakBytes, string Counters);
}
