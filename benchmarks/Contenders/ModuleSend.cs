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

    /// <summary>The operation of <c>Start-HsImport</c>: check, then send.</summary>
    public static Task<Measurement> StartAsync(string path, string propertiesPath, string address, int repeats) => RepeatAsync(repeats, () =>
    {
        var sink = new ResultSink();
        var operation = new StartImport(NewClient(address), PropertyDefinitions.SavedIn(propertiesPath), DataFolder.At(Path.Combine(Path.GetTempPath(), "hubspot-benchmark-journal")), ModuleCheck.WithoutParts);
        var request = new StartImportRequest { Files = [NewImportFile.Make(path, ModuleCheck.Mappings)] };
        CmdletPump.Run(sink, (pipe, stop) => operation.RunAsync(request, pipe, stop), CancellationToken.None);
        return Task.FromResult(sink.Single<HsImport>());
    });

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
            measurement.More["received"].Add(double.Parse(import.Id, CultureInfo.InvariantCulture));
        }

        return measurement;
    }

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
