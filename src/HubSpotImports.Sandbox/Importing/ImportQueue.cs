using System.Collections.Concurrent;
using System.Threading.Channels;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Runs imports in the background, three at once (HubSpot imports guide); the others wait as DEFERRED.</summary>
internal sealed class ImportQueue : IAsyncDisposable
{
    private readonly Account _account;
    private readonly Channel<long> _waiting = Channel.CreateUnbounded<long>();
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _active = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _workers;
    private int _unfinished;

    public ImportQueue(Account account)
    {
        _account = account;
        _workers = Task.WhenAll(Enumerable.Range(0, account.Options.ConcurrentImports).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Takes an import that is in the database.</summary>
    public async Task EnqueueAsync(long id, CancellationToken cancellationToken)
    {
        _active[id] = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        if (Interlocked.Increment(ref _unfinished) > _account.Options.ConcurrentImports)
            await _account.Imports.TryMoveAsync(id, ImportState.Deferred, cancellationToken);
        _waiting.Writer.TryWrite(id);
    }

    /// <summary>Cancels an import. Once this has returned true, no further row of it is written.</summary>
    /// <returns>Whether the import was still going.</returns>
    public async Task<bool> TryCancelAsync(long id, CancellationToken cancellationToken)
    {
        if (!await _account.Imports.TryMoveAsync(id, ImportState.Canceled, cancellationToken)) return false;

        // Whoever takes the source out of the list may dispose it: this method here, or the worker at the import's end.
        if (_active.TryRemove(id, out var cancellation))
        {
            await cancellation.CancelAsync();
            cancellation.Dispose();
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _stop.CancelAsync();
        await _workers;
        foreach (var cancellation in _active.Values) cancellation.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var id in _waiting.Reader.ReadAllAsync(_stop.Token)) await RunAsync(id, TokenOf(id));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops; what is unfinished goes on when it starts again with the same database.
        }
    }

    private CancellationToken TokenOf(long id) =>
        _active.TryGetValue(id, out var cancellation) ? cancellation.Token : new CancellationToken(canceled: true);

    private async Task RunAsync(long id, CancellationToken cancellationToken)
    {
        var import = (await _account.Imports.FindAsync(id, _stop.Token))!;
        var run = new ImportRun(_account, import);
        try
        {
            await run.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // The import was cancelled while it paused; its state says so already.
        }
#pragma warning disable CA1031 // A fault of the sandbox itself ends one import, told in the words of HubSpot's catch-all, not the server.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _account.Options.Log?.Invoke($"import {id}: {exception}");
            await run.FailAsync(new RowError("UNKNOWN_ERROR", $"The sandbox failed: {exception.GetType().Name}"), _stop.Token);
        }

        Interlocked.Decrement(ref _unfinished);
        if (_active.TryRemove(id, out var cancellation)) cancellation.Dispose();
        _account.Uploads.Delete(import.Files);
    }
}
