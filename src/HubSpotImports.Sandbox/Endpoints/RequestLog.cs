using System.Diagnostics;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The latest requests to HubSpot's addresses, in memory. Of a request it keeps neither token, query nor body.</summary>
internal sealed class RequestLog(TimeProvider clock)
{
    private const int Kept = 200;
    private const int LongestPath = 200;

    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _seen = new(Kept);
    private long _last;

    /// <summary>When this run of the sandbox began: another run counts its requests from 1 again.</summary>
    public DateTime StartedAt { get; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes a request that has been answered.</summary>
    /// <param name="context">The request and its answer.</param>
    /// <param name="from">The <see cref="Stopwatch"/>'s timestamp of its arrival.</param>
    public void Add(HttpContext context, long from)
    {
        var path = context.Request.Path.Value ?? "";
        var at = clock.GetUtcNow().UtcDateTime;
        lock (_gate)
        {
            if (_seen.Count == Kept) _seen.Dequeue();
            _seen.Enqueue(new SeenRequest(
                ++_last,
                at,
                context.Request.Method,
                path.Length > LongestPath ? path[..LongestPath] + "…" : path,
                context.Response.StatusCode,
                (long)Stopwatch.GetElapsedTime(from).TotalMilliseconds,
                context.Request.Headers.Authorization.Count > 0));
        }
    }

    /// <summary>The requests after one of them, the oldest first.</summary>
    public IReadOnlyList<SeenRequest> After(long number)
    {
        lock (_gate) return [.. _seen.Where(request => request.Number > number)];
    }
}
