using System.Diagnostics;

namespace HubSpotImports.Benchmarks.Measuring;

/// <summary>A server in a process of its own, so that the contender's memory is the contender's. It stops when this is disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string announcement) => (_process, Announcement) = (process, announcement);

    /// <summary>The first line of its output: where it listens.</summary>
    public string Announcement { get; }

    /// <summary>Starts one of this program's servers and waits until it listens.</summary>
    /// <param name="arguments">Its name and what it needs.</param>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var start = ChildProcess.Own(arguments);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        return new ServerProcess(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server '{arguments[0]}' does not start."));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
