namespace HubSpotImports.Api;

/// <summary>How a call is repeated whose fault may pass: pauses that grow, and are never twice the same.</summary>
public sealed record RetrySettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly Random Jitter = new();

    /// <summary>Five times, from one second on, for ten minutes at most.</summary>
    public static RetrySettings Default { get; } = new();

    /// <summary>No repetition.</summary>
    public static RetrySettings None { get; } = new() { MaximumRetryCount = 0 };

    /// <summary>How often a call is repeated at most; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The first pause; each is about twice as long as the one before, up to a minute.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a read or a cancel may last with all its repetitions; of any call, how long after its first fault it is repeated.</summary>
    public TimeSpan TotalLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of the pauses.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gives numbers from 0 to below 1.</summary>
    internal Func<double> Random { get; init; } = NextRandom;

    /// <summary>The pause before a repetition: from half of its time to one and a half, so that machines that failed together do not come back together.</summary>
    /// <param name="repetition">Which, from 0.</param>
    /// <param name="asked">How long HubSpot asks to wait at least.</param>
    internal TimeSpan Before(int repetition, TimeSpan? asked)
    {
        var own = Math.Min(Longest.TotalSeconds, Interval.TotalSeconds * Math.Pow(2, Math.Min(repetition, 64)));
        var pause = TimeSpan.FromSeconds(own * (0.5 + Random()));
        return asked > pause ? asked.Value : pause;
    }

    private static double NextRandom()
    {
        lock (Jitter) return Jitter.NextDouble();
    }
}
