namespace HubSpotImports.Api;

/// <summary>How far HubSpot's clock is ahead of ours, by the <c>Date</c> of its last answer, which counts whole seconds.</summary>
internal sealed class ServerClock
{
    private const long Unknown = long.MinValue;

    private long _ahead = Unknown;

    /// <summary>Notes the time of an answer.</summary>
    /// <param name="date">Its <c>Date</c>, if it has one.</param>
    /// <param name="local">Our time when it came.</param>
    public void Note(DateTimeOffset? date, DateTimeOffset local)
    {
        if (date is { } server) Interlocked.Exchange(ref _ahead, (server - local).Ticks);
    }

    /// <summary>HubSpot's time at a time of ours; <see langword="null"/> before the first answer.</summary>
    /// <param name="local">Our time.</param>
    public DateTimeOffset? At(DateTimeOffset local)
    {
        var ahead = Interlocked.Read(ref _ahead);
        return ahead == Unknown ? null : local.AddTicks(ahead);
    }
}
