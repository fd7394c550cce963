namespace HubSpotImports.Pipeline;

/// <summary>
/// The bars of a command: the first that is open is the whole, and those beside it are its parts. Work only leaves word of how far it is, and a
/// timer shows that. So no bar costs the work anything, none is shown more often than a host can draw, and what is over at once shows none.
/// </summary>
/// <param name="show">Gets what is to be shown, from any thread.</param>
/// <param name="clock">Time.</param>
internal sealed class ProgressBars(Action<HsProgress> show, TimeProvider clock)
{
    /// <summary>Four times a second: Windows PowerShell draws slowly.</summary>
    public static readonly TimeSpan BetweenUpdates = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly List<ProgressBar> _open = [];
    private ITimer? _timer;

    /// <summary>Opens a bar.</summary>
    /// <param name="activity">What is done.</param>
    /// <returns>The bar, which goes away when it is disposed.</returns>
    public ProgressBar Open(string activity)
    {
        lock (_gate)
        {
            var id = Enumerable.Range(1, _open.Count + 1).First(id => _open.TrueForAll(bar => bar.Id != id));
            var bar = new ProgressBar(this, clock, new HsProgress(activity, "") { Id = id, ParentId = _open.Count == 0 ? -1 : _open[0].Id });
            _open.Add(bar);
            _timer ??= clock.CreateTimer(_ => Tick(), null, BetweenUpdates, BetweenUpdates);
            return bar;
        }
    }

    /// <summary>Takes a bar away.</summary>
    /// <param name="bar">The bar.</param>
    public void Close(ProgressBar bar)
    {
        lock (_gate)
        {
            if (!_open.Remove(bar)) return;
            if (_open.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        if (bar.LastShown is { } last) show(last with { IsCompleted = true });
    }

    private void Tick()
    {
        lock (_gate)
        {
            foreach (var bar in _open)
            {
                if (bar.Next() is { } next) show(next);
            }
        }
    }
}
