using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using HubSpotImports.Api;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>Sends a file as <c>Start-HsImport</c> does, without PowerShell around it.</summary>
internal static class ModuleSend
{
    /// <summary>The send alone, of a file that was checked before.</summary>
    public static async Task<Measurement> SendAsync(string path, string address, int repeats)
    {
        var file = await FileInspector.InspectAsync(path, ModuleCheck.WithoutParts, CancellationToken.None);
        int[] kept = [.. Enumerable.Range(0, file.Header.Count)];
        var plan = await FilePlanner.PlanAsync(file, kept, () => new EveryRow(), holdsBackFaulty: false, ModuleCheck.WithoutParts, null, CancellationToken.None);
        return await RepeatAsync(repeats, () => NewClient(address).StartAsync(
            new ImportUpload(
                new ImportRequest { Name = "benchmark", Files = [new MappedFile("benchmark.csv", file.Format, ModuleCheck.Mappings)] }.ToBody(),
                [new UploadFile(plan.Parts[0], "benchmark.csv")]),
            () => { },
            null,
            CancellationToken.None));
    }

    /// <summary>The operation of <c>Start-HsImport</c>: check, then send in one part.</summary>
    public static Task<Measurement> StartAsync(string path, string propertiesPath, string address, int repeats) =>
        RepeatAsync(repeats, () => Task.FromResult(Start(path, propertiesPath, address, ModuleCheck.WithoutParts).Single()));

    /// <summary>The operation of <c>Start-HsImport</c>, once, with the parts that HubSpot's limits ask for; "processor" are milliseconds of all threads.</summary>
    public static Measurement StartInParts(string path, string propertiesPath, string address)
    {
        var clock = Stopwatch.StartNew();
        var imports = Start(path, propertiesPath, address, ImportLimits.Documented);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        using var process = Process.GetCurrentProcess();
        return new Measurement
        {
            Milliseconds = [elapsed],
            PeakBytes = process.PeakWorkingSet64,
            More = { ["received"] = [.. imports.Select(Received)], ["processor"] = [process.TotalProcessorTime.TotalMilliseconds] },
        };
    }

    private static IReadOnlyList<HsImport> Start(string path, string propertiesPath, string address, ImportLimits limits)
    {
        var journal = Directory.CreateTempSubdirectory("hubspot-benchmark-").FullName;
        try
        {
            var sink = new ResultSink();
            var operation = new StartImport(NewClient(address), PropertyDefinitions.SavedIn(propertiesPath), DataFolder.At(journal), limits);
            var request = new StartImportRequest { Files = [NewImportFile.Make(path, ModuleCheck.Mappings)] };
            CmdletPump.Run(sink, (pipe, stop) => operation.RunAsync(request, pipe, stop), CancellationToken.None);
            return sink.All<HsImport>();
        }
        finally
        {
            Directory.Delete(journal, recursive: true);
        }
    }

    private static HubSpotClient NewClient(string address) =>
        HubSpotClient.For(ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "benchmark", BaseUri = new Uri(address) }));

    private static async Task<Measurement> RepeatAsync(int repeats, Func<Task<HsImport>> send)
    {
        var measurement = new Measurement { More = { ["received"] = [] } };
        for (var i = 0; i <= repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            var import = await send();
            measurement.Milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            measurement.More["received"].Add(Received(import));
        }

        return measurement;
    }

    // The server that discards calls an import by the bytes that it was given.
    private static double Received(HsImport import) => double.Parse(import.Id, CultureInfo.InvariantCulture);

    private sealed class EveryRow : IFileCheck, IRowCheck
    {
        public IRowCheck ForThread() => this;

        public void Begin()
        {
        }

        public bool Check(CsvReader record, int row) => true;

        public void End(RecordBlock block)
        {
        }
    }
}
