using System.Collections.Concurrent;
using System.Globalization;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// HubSpot's call limits (usage guidelines): so many calls of an app in any ten seconds, so many of the account in a day, which begins at
/// midnight of its zone, here UTC. That a refused call is not counted is deduced. The counts live as long as the server.
/// </summary>
internal sealed class RateLimits(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _recent = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTime _day;
    private int _today;

    /// <summary>Counts the call and tells what is left in the headers of its answer.</summary>
    /// <exception cref="RefusedRequestException">429: a limit is reached.</exception>
    public void Count(Caller caller, IHeaderDictionary headers)
    {
        if (options.CallsPerInterval is null && options.CallsPerDay is null) return;
        lock (_gate)
        {
            var now = options.Clock.GetUtcNow();
            if (_day != now.UtcDateTime.Date) (_day, _today) = (now.UtcDateTime.Date, 0);
            var recent = _recent.GetOrAdd(caller.App, _ => new Queue<DateTimeOffset>());
            while (recent.TryPeek(out var oldest) && oldest + options.CallInterval <= now) recent.Dequeue();
            var policy = _today >= options.CallsPerDay ? "DAILY" : recent.Count >= options.CallsPerInterval ? "TEN_SECONDLY_ROLLING" : null;
            if (policy is null)
            {
                _today++;
                recent.Enqueue(now);
            }

            WriteHeaders(headers, recent.Count);
            if (policy is not null) throw RefusedRequestException.RateLimited(policy);
        }
    }

    private void WriteHeaders(IHeaderDictionary headers, int recent)
    {
        if (options.CallsPerDay is { } perDay)
        {
            headers["X-HubSpot-RateLimit-Daily"] = Text(perDay);
            headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(perDay - _today);
        }

        if (options.CallsPerInterval is { } perInterval)
        {
            headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = Text((int)options.CallInterval.TotalMilliseconds);
            headers["X-HubSpot-RateLimit-Max"] = Text(perInterval);
            headers["X-HubSpot-RateLimit-Remaining"] = Text(perInterval - recent);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
