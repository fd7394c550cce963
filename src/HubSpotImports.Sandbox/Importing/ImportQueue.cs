using System.Collections.Concurrent;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// Runs imports in the background: three at once, of them at most two above 10,000 rows (HubSpot imports guide); the others wait as
/// DEFERRED, and a small one may overtake a large one that has to wait longer (deduced).
/// </summary>
internal sealed class ImportQueue(Account account) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _active = new();
    private readonly ConcurrentDictionary<long, Task> _runs = new();
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private CancellationTokenSource _stop = new();
    private int _running;
    private int _runningLarge;

    /// <summary>Takes an import that is in the database. One that it has already is left alone.</summary>
    public async Task EnqueueAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        if (!_active.TryAdd(import.Id, cancellation))
        {
            // A restart has found it in the database before whoever put it there came to this line.
            cancellation.Dispose();
            return;
        }

        var entry = new Waiting(import.Id, import.Rows > account.Options.LargeImportRows);
        if (!TryTakePlace(entry))
        {
            await account.Imports.TryMoveAsync(import.Id, ImportState.Deferred, cancellationToken);
            lock (_gate) _waiting.Add(entry);
        }
        else
        {
            Run(entry);
        }

        // A place may have become free in the meantime.
        StartWaiting();
    }

    /// <summary>Cancels an import. Once this has returned true, no further row of it is written.</summary>
    /// <returns>Whether the import was still going.</returns>
    public async Task<bool> TryCancelAsync(long id, CancellationToken cancellationToken)
    {
        if (!await account.Imports.TryMoveAsync(id, ImportState.Canceled, cancellationToken)) return false;

        // Whoever takes the source out of the list may dispose it: this method here, or the run at the import's end.
        if (_active.TryRemove(id, out var cancellation))
        {
            await cancellation.CancelAsync();
            cancellation.Dispose();
        }

        return true;
    }

    /// <summary>Goes on with what a server that was stopped had not finished.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var import in await account.Imports.UnfinishedAsync(cancellationToken)) await EnqueueAsync(import, cancellationToken);
    }

    /// <summary>Breaks off all imports as the end of the server would, and goes on with them from what the database has.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        _stop = new CancellationTokenSource();
        await ResumeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task StopAsync()
    {
        lock (_gate) _waiting.Clear();
        await _stop.CancelAsync();
        await Task.WhenAll(_runs.Values);
        foreach (var cancellation in _active.Values) cancellation.Dispose();
        _active.Clear();
    }

    private bool TryTakePlace(Waiting entry)
    {
        lock (_gate)
        {
            if (_running >= account.Options.ConcurrentImports || (entry.IsLarge && _runningLarge >= account.Options.ConcurrentLargeImports)) return false;
            _running++;
            if (entry.IsLarge) _runningLarge++;
            return true;
        }
    }

    private void StartWaiting()
    {
        lock (_gate)
        {
            for (var i = 0; i < _waiting.Count;)
            {
                var entry = _waiting[i];
                if (!TryTakePlace(entry))
                {
                    i++;
                    continue;
                }

                _waiting.RemoveAt(i);
                Run(entry);
            }
        }
    }

    private void Run(Waiting entry)
    {
        var stop = _stop.Token;
        var cancellation = _active.TryGetValue(entry.Id, out var source) ? source.Token : new CancellationToken(canceled: true);
        var run = Task.Run(() => RunAsync(entry, cancellation, stop), CancellationToken.None);
        _runs[entry.Id] = run;

        // A run that has ended already is forgotten at once; else it forgets itself.
        if (run.IsCompleted) _runs.TryRemove(entry.Id, out _);
    }

    private async Task RunAsync(Waiting entry, CancellationToken cancellation, CancellationToken stop)
    {
        try
        {
            await RunAsync(entry.Id, cancellation, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops; what is unfinished goes on when it starts again with the same database.
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                if (entry.IsLarge) _runningLarge--;
            }

            _runs.TryRemove(entry.Id, out _);
            if (!stop.IsCancellationRequested) StartWaiting();
        }
    }

    private async Task RunAsync(long id, CancellationToken cancellation, CancellationToken stop)
    {
        var import = (await account.Imports.FindAsync(id, stop))!;
        var run = new ImportRun(account, import);
        try
        {
            await run.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The import was cancelled while it paused; its state says so already.
        }
#pragma warning disable CA1031 // A fault of the sandbox itself ends one import, told in the words of HubSpot's catch-all, not the server.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            account.Options.Log?.Invoke($"import {id}: {exception}");
            await run.FailAsync(new RowError("UNKNOWN_ERROR", $"The sandbox failed: {exception.GetType().Name}"), stop);
        }

        if (_active.TryRemove(id, out var ended)) ended.Dispose();
        account.Uploads.Delete(import.Files);
    }

    private readonly record struct Waiting(long Id, bool IsLarge);
}
