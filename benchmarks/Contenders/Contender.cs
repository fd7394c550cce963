using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Files;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>What this program does as a child of itself: one job, measured, and what it found as the last line of the output.</summary>
internal static class Contender
{
    /// <summary>Runs a contender: its name, then its arguments.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["serve", var certificate]:
                await DiscardServer.RunAsync(certificate);
                return 0;
            case ["sandbox"]:
                await SandboxContender.RunAsync();
                return 0;
        }

        var measurement = arguments switch
        {
            ["nothing"] => null,
            ["raw", var path, var repeats] => Repeat(path, Number(repeats), () => ReadOnly(path)),
            ["check", var path, var properties, var repeats] => Repeat(path, Number(repeats), () => ModuleCheck.Run(path, properties, ModuleCheck.WithoutParts)),
            ["plan", var path, var properties, var repeats] => Repeat(path, Number(repeats), () => ModuleCheck.Run(path, properties, ImportLimits.Documented)),
            ["csvhelper", var path, var repeats] => Repeat(path, Number(repeats), () => PlainCsvHelperCheck.Run(path)),
            ["stages", var path, var properties, var rounds] => await Stages.RunAsync(path, properties, Number(rounds)),
            ["send", var path, var address, var repeats] => await ModuleSend.SendAsync(path, address, Number(repeats)),
            ["start", var path, var properties, var address, var repeats] => await ModuleSend.StartAsync(path, properties, address, Number(repeats)),
            ["parts", var path, var properties, var address] => ModuleSend.StartInParts(path, properties, address),
            _ => throw new ArgumentException($"There is no contender '{string.Join(' ', arguments)}'."),
        };
        if (measurement is not null) Console.WriteLine(JsonSerializer.Serialize(measurement));
        return 0;
    }

    // The first call comes before any other work of the process, as a user makes it; the raw read lies beside each repetition.
    private static Measurement Repeat(string path, int repeats, Func<Findings?> job)
    {
        var measurement = new Measurement();
        for (var i = 0; i <= repeats; i++)
        {
            if (i > 0) measurement.RawMilliseconds.Add(RawRead.Run(path));
            var clock = Stopwatch.StartNew();
            measurement.Findings = job();
            measurement.Milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            if (i == 0) measurement.PeakBytes = PeakOfThisProcess();
        }

        return measurement;
    }

    private static long PeakOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Findings? ReadOnly(string path)
    {
        RawRead.Run(path);
        return null;
    }
}
