using System.Diagnostics;
using System.Text.Json;

namespace HubSpotImports.Benchmarks.Measuring;

/// <summary>Runs a contender in a process of its own, and watches its memory.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <summary>This program as a contender.</summary>
    /// <param name="arguments">The contender and what it needs.</param>
    public static ProcessStartInfo Own(params string[] arguments) => New(Environment.ProcessPath!, ["contender", .. arguments]);

    /// <summary>Another program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo New(string program, params string[] arguments) => new(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };

    /// <summary>Runs it to its end.</summary>
    /// <param name="start">What to run.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<Measurement> RunAsync(ProcessStartInfo start)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(BetweenLooks));
        }

        var elapsed = clock.Elapsed.TotalMilliseconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' ended with {process.ExitCode}.");
        var last = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        var measurement = last?.StartsWith('{') == true ? JsonSerializer.Deserialize<Measurement>(last)! : new Measurement();
        if (measurement.Milliseconds.Count == 0) measurement.Milliseconds.Add(elapsed);
        if (measurement.PeakBytes == 0) measurement.PeakBytes = peak;
        measurement.ProcessMilliseconds = elapsed;
        return measurement;
    }

    // The mark only rises, so the last look before the end is the one that counts.
    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // It ended meanwhile.
        }
    }
}
