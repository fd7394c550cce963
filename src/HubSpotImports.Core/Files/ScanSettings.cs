namespace HubSpotImports.Files;

/// <summary>How a file is read by its check.</summary>
internal sealed record ScanSettings
{
    /// <summary>As many threads as the machine has processors, four at the most: then the disk is what there is to wait for.</summary>
    public static ScanSettings Default { get; } = new();

    /// <summary>How many threads look at rows.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>How many bytes one of them takes at once.</summary>
    public int BlockBytes { get; init; } = 1 << 20;
}
