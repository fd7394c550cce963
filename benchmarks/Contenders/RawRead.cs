using System.Diagnostics;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>Reads a file and does nothing with it: the floor of everything that looks at every byte.</summary>
internal static class RawRead
{
    private const int BufferLength = 256 << 10;

    /// <summary>Reads the file once.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Milliseconds.</returns>
    public static double Run(string path)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
        var clock = Stopwatch.StartNew();
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        long offset = 0;
        int read;
        while ((read = RandomAccess.Read(file, buffer, offset)) > 0) offset += read;
        return clock.Elapsed.TotalMilliseconds;
    }
}
