using System.Runtime.InteropServices;
using HubSpotImports.Benchmarks.Peers;

namespace HubSpotImports.Benchmarks.Report;

/// <summary>Says on what the figures were taken: they are worth nothing without it.</summary>
internal static class Machine
{
    public static async Task<Table> DescribeAsync()
    {
        var table = new Table("machine", "on", "");
        table.Add("processor", $"{Processor()}, {Environment.ProcessorCount} cores for this process");
        table.Add("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB");
        table.Add("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        table.Add(".NET", RuntimeInformation.FrameworkDescription);
        foreach (var (name, program, arguments) in new[] { ("PowerShell", "pwsh", "--version"), ("Python", "python3", "--version"), ("Node", "node", "--version"), ("curl", "curl", "--version") })
        {
            table.Add(name, await Toolbox.VersionOfAsync(program, arguments) ?? "not on this machine");
        }

        return table;
    }

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    /// <summary>How many programs wanted to run in the last minute: above two or three, others were at work too, and the figures are rough.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
