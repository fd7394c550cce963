using System.Diagnostics;
using System.Text;
using System.Text.Json;
using HubSpotImports.Tests;

namespace HubSpotImports.Sandbox;

/// <summary>The sandbox as a process of its own, for tests on a runtime that has no ASP.NET Core.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _own;
    private readonly SandboxFront _front;

    private SandboxServer(Process process, Uri address, SandboxOptions options)
    {
        _process = process;
        _own = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "X-HubSpot-Sandbox", "1" }, { "Authorization", "Bearer test-token" } } };
        _front = new SandboxFront(address, options.Intercept);
    }

    public Uri BaseAddress => _front.Address;

    public static async Task<SandboxServer> StartAsync(SandboxOptions options)
    {
        if (options.BeforeProcessing is not null) throw new NotSupportedException("Another process cannot be held: the test has to be a FactInProcess.");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Program, .. options.Arguments]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        var server = new SandboxServer(process, new Uri(line.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))), options);
        foreach (var fault in options.Faults) server.AddFault(fault);
        return server;
    }

    public void AddFault(SandboxFault fault)
    {
        using var content = new StringContent(JsonSerializer.Serialize(fault, SandboxOptions.Json), Encoding.UTF8, "application/json");
        _own.PostAsync("/sandbox/faults", content).GetAwaiter().GetResult().EnsureSuccessStatusCode();
    }

    public async IAsyncEnumerable<LedgerEntry> ReadLedgerAsync()
    {
        var lines = await _own.GetStringAsync("/sandbox/ledger");
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return JsonSerializer.Deserialize<LedgerEntry>(line, SandboxOptions.Json)!;
    }

    public async Task<long> CountLedgerAsync(LedgerAction action)
    {
        var count = 0;
        await foreach (var entry in ReadLedgerAsync())
        {
            if (entry.Action == action) count++;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _own.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // As it was built last, Debug or Release.
    private static string Program { get; } = new DirectoryInfo(RepositoryRoot.Combine("src", "HubSpotImports.Sandbox", "bin"))
        .GetFiles("HubSpotImports.Sandbox.dll", SearchOption.AllDirectories).Where(file => file.Directory!.Name == "net10.0")
        .OrderBy(file => file.LastWriteTimeUtc).Last().FullName;
}
