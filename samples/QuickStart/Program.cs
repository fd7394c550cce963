// The main job without PowerShell and without a HubSpot account: a CSV on disk goes into the sandbox, and every row is accounted for.
// dotnet run --project samples/QuickStart                       the sample's contacts
// dotnet run --project samples/QuickStart -- my.csv [company]   your own file, nothing leaves this machine

using System.Globalization;
using HubSpotImports;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;
using HubSpotImports.QuickStart;
using HubSpotImports.Sandbox;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

var path = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "contacts.csv"));
var objectType = args.Length > 1 ? args[1] : "contact";
var sink = new ConsoleSink();
try
{
    await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = new Uri("http://127.0.0.1:0") }, stop.Token);
    Console.WriteLine($"Sandbox on {sandbox.BaseAddress} (no HubSpot account needed; nothing leaves this machine)");
    var client = HubSpotClient.For(ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "quick-start", BaseUri = sandbox.BaseAddress }));
    var definitions = PropertyDefinitions.Of(client);

    var mappings = HeaderMapping.Compose(path, objectType, definitions, stop.Token);
    Console.WriteLine($"{Environment.NewLine}Mapping, from the header of {Path.GetFileName(path)}:");
    foreach (var mapping in mappings) Console.WriteLine($"  {mapping}");

    Console.WriteLine();
    var start = new StartImportRequest { Files = [NewImportFile.Make(path, mappings)], Name = "Quick start", Wait = true };
    var journal = DataFolder.At(Path.Combine(Path.GetTempPath(), "HubSpotImports.QuickStart")); // A real run keeps it in the user's data folder.
    CmdletPump.Run(sink, (pipe, token) => new StartImport(client, definitions, journal).RunAsync(start, pipe, token), stop.Token);
    if (sink.Objects<HsImport>() is not [var import]) return 1;

    CmdletPump.Run(sink, (pipe, token) => new GetImportError(client).RunAsync([import.Id], [path], pipe, token), stop.Token);
    ImportReport.Write(import, sink.Objects<HsImportError>());
    return import.State == "DONE" ? 0 : 1;
}
catch (HsException error)
{
    sink.WriteError(error);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
