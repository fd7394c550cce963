using System.Collections.Concurrent;
using System.Globalization;

namespace HubSpotImports.Pipeline;

/// <summary>
/// Runs an asynchronous operation for a host whose output may be written on one thread only. Each message is a closure that this
/// thread runs; the queue is short, so a slow reader slows the operation down instead of filling the memory.
/// </summary>
public static class CmdletPump
{
    private const int QueueLength = 64;

    /// <summary>
    /// Runs <paramref name="work"/> to its end and writes its output on the calling thread. When the sink throws (a later command of
    /// the pipeline has enough) the work is cancelled and awaited before the sink's exception goes on.
    /// </summary>
    /// <param name="sink">Where the output goes.</param>
    /// <param name="work">The operation.</param>
    /// <param name="stop">The host's wish to stop.</param>
    /// <exception cref="OperationCanceledException">The host wished to stop.</exception>
    public static void Run(ICmdletSink sink, Func<CmdletPipe, CancellationToken, Task> work, CancellationToken stop)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var queue = new BlockingCollection<Action<ICmdletSink>>(QueueLength);
        var token = cancel.Token;
        var worker = Task.Run(
            async () =>
            {
                try
                {
                    // Of this operation alone: what it says reads the same everywhere, as errors do.
                    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                    await work(new CmdletPipe(queue, token), token).ConfigureAwait(false);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None);

        try
        {
            foreach (var message in queue.GetConsumingEnumerable(CancellationToken.None))
            {
                message(sink);
            }
        }
        catch
        {
            cancel.Cancel();
            Task.WaitAny([worker], CancellationToken.None); // WaitAny does not throw: the sink's exception is the one to report.
            _ = worker.Exception;
            throw;
        }

        worker.GetAwaiter().GetResult();
    }
}
