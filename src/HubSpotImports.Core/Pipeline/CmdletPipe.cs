using System.Collections.Concurrent;

namespace HubSpotImports.Pipeline;

/// <summary>The operation's end of the pump: what an operation may say, from any thread.</summary>
public sealed class CmdletPipe
{
    private readonly BlockingCollection<Action<ICmdletSink>> _queue;
    private readonly CancellationToken _stop;

    internal CmdletPipe(BlockingCollection<Action<ICmdletSink>> queue, CancellationToken stop)
    {
        _queue = queue;
        _stop = stop;
    }

    /// <inheritdoc cref="ICmdletSink.WriteObject"/>
    public void WriteObject(object value) => Post(sink => sink.WriteObject(value));

    /// <inheritdoc cref="ICmdletSink.WriteError"/>
    public void WriteError(HsException error) => Post(sink => sink.WriteError(error));

    /// <inheritdoc cref="ICmdletSink.WriteWarning"/>
    public void WriteWarning(string text) => Post(sink => sink.WriteWarning(text));

    /// <inheritdoc cref="ICmdletSink.WriteVerbose"/>
    public void WriteVerbose(string text) => Post(sink => sink.WriteVerbose(text));

    /// <inheritdoc cref="ICmdletSink.WriteProgress"/>
    public void WriteProgress(HsProgress progress) => Post(sink => sink.WriteProgress(progress));

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

    private void Post(Action<ICmdletSink> message) => _queue.Add(message, _stop);
}
