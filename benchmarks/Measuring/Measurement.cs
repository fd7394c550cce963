using System.Text.Json.Serialization;
using HubSpotImports.Benchmarks.Inputs;

namespace HubSpotImports.Benchmarks.Measuring;

/// <summary>What a contender says of itself, as the last line of its output.</summary>
internal sealed class Measurement
{
    /// <summary>What it found in the file; <see langword="null"/> for one that looks for nothing.</summary>
    [JsonPropertyName("findings")]
    public Findings? Findings { get; set; }

    /// <summary>Milliseconds of each repetition, the first call in the process as the first. A peer's own start does not count.</summary>
    [JsonPropertyName("ms")]
    public List<double> Milliseconds { get; set; } = [];

    /// <summary>Milliseconds of reading the same file, between the repetitions.</summary>
    [JsonPropertyName("rawMs")]
    public List<double> RawMilliseconds { get; set; } = [];

    /// <summary>Further figures by name.</summary>
    [JsonPropertyName("more")]
    public Dictionary<string, List<double>> More { get; set; } = [];

    /// <summary>The most memory that its process held (high-water mark), in bytes: up to the end of the first call, or where a contender does not say it, of the process.</summary>
    [JsonPropertyName("peakBytes")]
    public long PeakBytes { get; set; }

    /// <summary>Milliseconds from the start of its process to its end.</summary>
    [JsonIgnore]
    public double ProcessMilliseconds { get; set; }

    /// <summary>The first call in the process.</summary>
    [JsonIgnore]
    public double First => Milliseconds[0];

    /// <summary>The middle of all calls but the first; of a contender that calls once, that one.</summary>
    [JsonIgnore]
    public double Steady => Spread.Of(Milliseconds.Count > 1 ? Milliseconds.Skip(1) : Milliseconds).Median;
}
