namespace HubSpotImports.Tests.Pipeline;

/// <summary>A clock that stands until a test lets it go on, and whose timers tick then.</summary>
internal sealed class TickingClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers run.</summary>
    public int Timers => _timers.Count;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), _now + dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        for (var end = _now + time; ;)
        {
            var next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            _now = next?.DueAt ?? end;
            if (next is null) return;
            next.Tick();
        }
    }

    private sealed class Timer(TickingClock clock, Action tick, DateTimeOffset dueAt, TimeSpan period) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; } = dueAt;

        public void Tick()
        {
            DueAt += period;
            tick();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
