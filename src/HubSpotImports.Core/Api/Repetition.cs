using System.Globalization;
using Polly;
using Polly.Retry;

namespace HubSpotImports.Api;

/// <summary>Repeats calls, and tells of each repetition.</summary>
/// <param name="settings">How often, and after which pauses.</param>
/// <param name="tell">Told before each pause.</param>
internal sealed class Repetition(RetrySettings settings, Action<string> tell)
{
    /// <summary>Makes a call until it succeeds, its fault is not worth a repetition, or the settings have enough.</summary>
    /// <param name="call">What is called, such as <c>GET crm/imports/2026-03</c>.</param>
    /// <param name="attempt">One attempt; everything that is sent is made anew.</param>
    /// <param name="isWorthRepeating">Whether the call may be made again after a fault.</param>
    /// <param name="stop">Breaks an attempt or a pause off.</param>
    /// <exception cref="HsException">The fault of the last attempt.</exception>
    public async Task<T> RunAsync<T>(string call, Func<CancellationToken, Task<T>> attempt, Func<HsException, bool> isWorthRepeating, CancellationToken stop)
    {
        if (settings.MaximumRetryCount == 0) return await attempt(stop).ConfigureAwait(false);

        long? firstFault = null;
        var pause = TimeSpan.Zero;
        var pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = settings.TimeProvider }
            .AddRetry(new RetryStrategyOptions<T>
            {
                MaxRetryAttempts = settings.MaximumRetryCount,
                ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is HsException fault && isWorthRepeating(fault) && IsInTime(fault, args.AttemptNumber)),
                DelayGenerator = _ => new ValueTask<TimeSpan?>(pause),
                OnRetry = args =>
                {
                    tell($"{call} failed at attempt {args.AttemptNumber + 1} of {settings.MaximumRetryCount + 1L}; the next is in {Seconds(pause)} s. {args.Outcome.Exception!.Message}");
                    return default;
                },
            })
            .Build();
        return await pipeline.ExecuteAsync(async token => await attempt(token).ConfigureAwait(false), stop).ConfigureAwait(false);

        // A pause that leads beyond the limit is not begun: the error then says at once what the wait would have said in the end.
        bool IsInTime(HsException fault, int repetition)
        {
            firstFault ??= settings.TimeProvider.GetTimestamp();
            pause = settings.Before(repetition, fault.RetryAfter);
            return settings.TimeProvider.GetElapsedTime(firstFault.Value) + pause < settings.TotalLimit;
        }
    }

    private static string Seconds(TimeSpan pause) => pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
