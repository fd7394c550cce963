using System.Diagnostics;
using System.Globalization;

namespace HubSpotImports.Tests.Reliability;

/// <summary>The submitter as a process of its own, which can be killed.</summary>
internal sealed class SubmitterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    private SubmitterProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Starts it.</summary>
    /// <param name="address">The sandbox.</param>
    /// <param name="journals">The data folder.</param>
    /// <param name="file">The file.</param>
    /// <param name="creates">Whether its rows create records.</param>
    /// <param name="rows">Rows of a part.</param>
    /// <param name="place">Where it kills itself.</param>
    /// <param name="settlingMilliseconds">How long it looks for a lost import.</param>
    /// <param name="largestFile">The most bytes that it can write into a file, as if the disk were full then.</param>
    public static SubmitterProcess Start(Uri address, string journals, string file, bool creates, int rows, string? place = null, int settlingMilliseconds = 1_000, int? largestFile = null) =>
        Start([address.ToString(), journals, file, creates ? "create" : "upsert", rows.ToString(CultureInfo.InvariantCulture), settlingMilliseconds.ToString(CultureInfo.InvariantCulture)], place, largestFile);

    /// <summary>Starts it with several files that are one import.</summary>
    /// <param name="address">The sandbox.</param>
    /// <param name="journals">The data folder.</param>
    /// <param name="files">The files.</param>
    /// <param name="place">Where it kills itself.</param>
    public static SubmitterProcess Start(Uri address, string journals, IReadOnlyList<string> files, string? place) =>
        Start([address.ToString(), journals, string.Join(';', files), "together", "100", "1000"], place, largestFile: null);

    private static SubmitterProcess Start(string[] arguments, string? place, int? largestFile)
    {
        var start = new ProcessStartInfo(largestFile is null ? "dotnet" : "sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (largestFile is { } most)
        {
            // The runtime maps memory through a file unless it is told not to; the signal would end the process.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
            foreach (var argument in new[] { "-c", $"trap '' XFSZ; exec prlimit --fsize={most.ToString(CultureInfo.InvariantCulture)} dotnet \"$@\"", "sh" }) start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(typeof(Submitter.Program).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (place is not null) start.ArgumentList.Add(place);
        return new SubmitterProcess(Process.Start(start)!);
    }

    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<SubmitterEnd> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new SubmitterEnd(_process.ExitCode, await _output);
    }

    public void Dispose() => _process.Dispose();
}

/// <summary>How the submitter ended.</summary>
/// <param name="ExitCode">0 without an error, 1 with one; a process that was killed has another.</param>
/// <param name="Output">What it said, a line for each object, warning and error.</param>
internal sealed record SubmitterEnd(int ExitCode, string Output)
{
    public bool IsKilled => ExitCode is not (0 or 1);

    public IReadOnlyList<string> Errors => [.. Output.Split('\n').Where(line => line.StartsWith("error ", StringComparison.Ordinal)).Select(line => line["error ".Length..])];

    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.Split(' ')[0])];
}
