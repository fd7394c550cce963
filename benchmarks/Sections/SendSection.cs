using System.Diagnostics;
using System.Text.Json;
using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Sends one file to a server that discards it, over HTTP and TLS, with the module and with what people use today.</summary>
internal static class SendSection
{
    private const string Repeats = "3";
    private const string Curl = "`curl -F`";

    public static async Task<Table> RunAsync(Options options, InputFiles inputs, Toolbox toolbox)
    {
        var file = inputs.Contacts(options.Rows);
        var certificate = Path.Combine(inputs.Directory, "benchmark.pem");
        await using var server = await ServerProcess.StartAsync("serve", certificate);
        var addresses = JsonSerializer.Deserialize<DiscardServer.Addresses>(server.Announcement)!;
        var http = await ContendersAsync(file, inputs.Properties, addresses.Http, certificate, toolbox);
        var tls = await ContendersAsync(file, inputs.Properties, addresses.Tls, certificate, toolbox);
        var (httpRounds, tlsRounds) = (await MeasureAsync(options, file, http), await MeasureAsync(options, file, tls));

        var table = new Table("send", "contender", "HTTP, ms", "× `curl -F`", "first call, ms", "TLS, ms", "× `curl -F`", "first call, ms", "peak, MB");
        foreach (var contender in http) AddRow(table, contender, httpRounds, tlsRounds);
        table.Note($"{file.Bytes:N0} bytes, in one part; the server counted them in every upload. Median [lowest–highest] of {options.Rounds} rounds.");
        return table;
    }

    private static async Task<IReadOnlyList<Entrant>> ContendersAsync(InputFile file, string properties, string address, string certificate, Toolbox toolbox)
    {
        var packages = await toolbox.NodePackagesAsync();
        var noRequests = await Toolbox.MissingPythonPackageAsync("requests");
        Entrant[] contenders =
        [
            Entrant.Of(Curl, "curl", ["-sS", "--cacert", certificate, "-H", "Authorization: Bearer benchmark", "-F", "importRequest={\"name\":\"benchmark\"};type=application/json", "-F", $"files=@{file.Path};type=text/csv", $"{address}/crm/v3/imports/"]),
            new("**the operation of `Start-HsImport`, the send alone**", ChildProcess.Own("send", file.Path, address, Repeats)),
            new("**the operation of `Start-HsImport`, check and send**", ChildProcess.Own("start", file.Path, properties, address, Repeats)),
            Entrant.Of("`Invoke-RestMethod -Form`", "pwsh", ["-NoProfile", "-File", Toolbox.Script("send.ps1"), file.Path, address]),
            Entrant.Of("Python `requests`", "python3", [Toolbox.Script("send.py"), file.Path, address, certificate], noRequests),
            Entrant.Of("HubSpot's Node client", "node", [Toolbox.Script("send-node.mjs"), packages ?? "", file.Path, address], packages is null ? "npm could not install it" : null),
        ];

        // What runs on OpenSSL finds the server's certificate here, and Node there.
        foreach (var start in contenders.Select(contender => contender.Start).OfType<ProcessStartInfo>())
        {
            start.Environment["SSL_CERT_FILE"] = certificate;
            start.Environment["NODE_EXTRA_CA_CERTS"] = certificate;
        }

        return contenders;
    }

    private static async Task<List<Dictionary<string, Measurement>>> MeasureAsync(Options options, InputFile file, IReadOnlyList<Entrant> contenders)
    {
        var rounds = new List<Dictionary<string, Measurement>>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add([]);
            foreach (var contender in contenders.Where(contender => contender.Start is not null))
            {
                Console.WriteLine($"send, round {round + 1}: {contender.Name}");
                var measured = rounds[^1][contender.Name] = await ChildProcess.RunAsync(contender.Start!);
                if (measured.More["received"].Exists(received => received < file.Bytes)) throw new InvalidOperationException($"{contender.Name} did not send the whole file.");
            }
        }

        return rounds;
    }

    private static void AddRow(Table table, Entrant contender, List<Dictionary<string, Measurement>> http, List<Dictionary<string, Measurement>> tls)
    {
        if (contender.Missing is { } why) table.AddMissing(contender.Name, why);
        else table.Add(contender.Name, Time(http), Ratio(http), First(http), Time(tls), Ratio(tls), First(tls), $"{http.Concat(tls).Max(round => round[contender.Name].PeakBytes) / 1e6:N0}");

        string Time(List<Dictionary<string, Measurement>> rounds) => Spread.Of(rounds.Select(round => round[contender.Name].Steady)).ToString("N0");

        string First(List<Dictionary<string, Measurement>> rounds) => Spread.Of(rounds.Select(round => round[contender.Name].First)).ToString("N0");

        string Ratio(List<Dictionary<string, Measurement>> rounds) => rounds.TrueForAll(round => round.ContainsKey(Curl))
            ? Spread.Of(rounds.Select(round => round[contender.Name].Steady / round[Curl].Steady)).ToString("N1")
            : "";
    }
}
