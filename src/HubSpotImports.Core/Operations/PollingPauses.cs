namespace HubSpotImports.Operations;

/// <summary>Pauses that grow with the waiting, to about a twentieth of it: an end is told soon, and a long import costs few of the account's calls.</summary>
public sealed record PollingPauses
{
    /// <summary>From half a second to half a minute.</summary>
    public static PollingPauses Default { get; } = new();

    /// <summary>The first pause.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How much longer each is than the one before.</summary>
    public double Growth { get; init; } = 1.05;

    /// <summary>The longest pause.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before a look.</summary>
    /// <param name="look">Which look, from 0.</param>
    public TimeSpan Before(int look) =>
        TimeSpan.FromMilliseconds(Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(Growth, Math.Min(look, 128))));
}
