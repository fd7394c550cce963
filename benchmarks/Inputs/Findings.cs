namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>What a check finds in a file: every contender must find the same.</summary>
internal sealed class Findings
{
    /// <summary>Data rows.</summary>
    public long Rows { get; set; }

    /// <summary>How many values break a rule, by HubSpot's code.</summary>
    public SortedDictionary<string, long> Counts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts a value.</summary>
    public void Add(string code) => Counts[code] = Counts.GetValueOrDefault(code) + 1;

    public override string ToString() => $"{Rows} rows, {string.Join(", ", Counts.Select(count => $"{count.Key} {count.Value}"))}";
}
