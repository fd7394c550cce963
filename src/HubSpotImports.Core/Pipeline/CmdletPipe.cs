using System.Collections.Concurrent;

namespace HubSpotImports.Pipeline;

/// <summary>The operation's end of the pump: what an operation may say, from any thread.</summary>
public sealed class CmdletPipe
{
    private readonly BlockingCollection<Action<ICmdletSink>> _queue;
    private readonly CancellationToken _stop;
    private readonly ProgressBars _bars;

    internal CmdletPipe(BlockingCollection<Action<ICmdletSink>> queue, CancellationToken stop)
    {
        _queue = queue;
        _stop = stop;
        _bars = new ProgressBars(Show, TimeProvider.System);
    }

    /// <inheritdoc cref="ICmdletSink.WriteObject"/>
    public void WriteObject(object value) => Post(sink => sink.WriteObject(value));

    /// <inheritdoc cref="ICmdletSink.WriteError"/>
    public void WriteError(HsException error) => Post(sink => sink.WriteError(error));

    /// <inheritdoc cref="ICmdletSink.WriteWarning"/>
    public void WriteWarning(string text) => Post(sink => sink.WriteWarning(text));

    /// <inheritdoc cref="ICmdletSink.WriteVerbose"/>
    public void WriteVerbose(string text) => Post(sink => sink.WriteVerbose(text));

    /// <inheritdoc cref="ProgressBars.Open"/>
    internal ProgressBar OpenBar(string activity) => _bars.Open(activity);

    /// <inheritdoc cref="ICmdletSink.ShouldProcess"/>
    public async Task<bool> ShouldProcessAsync(string target, string action)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = _stop.Register(() => answer.TrySetCanceled(_stop));
        Post(sink => answer.TrySetResult(sink.ShouldProcess(target, action)));
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Warns, unless the host has stopped and nobody listens any more.</summary>
    /// <inheritdoc cref="ICmdletSink.WriteWarning"/>
    internal void TryWriteWarning(string text)
    {
        if (!_stop.IsCancellationRequested) WriteWarning(text);
    }

    /// <summary>Runs something on the host's own thread, such as a script block of the user's.</summary>
    /// <param name="work">What to run.</param>
    /// <returns>What it gave.</returns>
    public async Task<T> InvokeAsync<T>(Func<T> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = _stop.Register(() => answer.TrySetCanceled(_stop));
        Post(_ =>
        {
            try
            {
                answer.TrySetResult(work());
            }
            catch (Exception fault)
            {
                answer.TrySetException(fault); // It is the operation's, not the pump's.
            }
        });
        return await answer.Task.ConfigureAwait(false);
    }

    // A reader who is slow misses updates, but not the end. One who has stopped takes the bars away himself.
    private void Show(HsProgress progress)
    {
        void Write(ICmdletSink sink)
        {
            if (!_stop.IsCancellationRequested) sink.WriteProgress(progress);
        }

        try
        {
            if (progress.IsCompleted) Post(Write);
            else _queue.TryAdd(Write);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Thrown while bars are closed, it would hide the error that closes them.
        }
    }

    private void Post(Action<ICmdletSink> message) => _queue.Add(message, _stop);
}
