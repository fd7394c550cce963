using HubSpotImports.Sandbox;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>The sandbox at full speed. It stops when its input ends.</summary>
internal static class SandboxContender
{
    /// <summary>Serves until the input ends; the address is the first line of the output.</summary>
    public static async Task RunAsync()
    {
        await using var sandbox = await SandboxServer.StartAsync(SandboxOptions.FullSpeed);
        Console.WriteLine(sandbox.BaseAddress);
        await Console.In.ReadToEndAsync();
    }
}
