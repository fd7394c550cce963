using System.Diagnostics;
using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Wait-HsImport</c>: waits until imports have ended, all together, and tells how they did.</summary>
/// <param name="client">The account.</param>
/// <param name="pauses">The pauses between two looks.</param>
public sealed class WaitImport(HubSpotClient client, PollingPauses? pauses = null)
{
    private const int MostFaultsInARow = 5;

    private readonly PollingPauses _pauses = pauses ?? PollingPauses.Default;

    /// <summary>Waits for imports.</summary>
    /// <param name="imports">Imports that are known, by their ids at least.</param>
    /// <param name="limit">How long; <see langword="null"/> for as long as it takes.</param>
    /// <param name="pipe">Gets each import once, when it has ended.</param>
    /// <param name="stop">Ends the waiting; the imports go on.</param>
    public async Task RunAsync(IReadOnlyList<HsImport> imports, TimeSpan? limit, CmdletPipe pipe, CancellationToken stop)
    {
        using var bar = pipe.OpenBar("Waiting for imports");
        // What was read before may be old: the first look is at once.
        var open = imports.GroupBy(import => import.Id).Select(group => group.First() with { State = "" }).ToList();
        bar.Say(open.Count == 1 ? $"import {open[0].Id}" : $"{open.Count} imports");
        await UntilFinishedAsync(open, limit, writesImports: true, untilOne: false, pipe, stop).ConfigureAwait(false);
    }

    /// <summary>An import of which only the id is known.</summary>
    /// <param name="id">The id.</param>
    public static HsImport Known(string id) => new() { Id = id };

    /// <summary>Waits for imports that were read or started just now.</summary>
    /// <param name="imports">The imports.</param>
    /// <param name="limit">How long; <see langword="null"/> for as long as it takes.</param>
    /// <param name="writesImports">Whether each is written when it has ended.</param>
    /// <param name="untilOne">Whether one that has ended is enough.</param>
    /// <param name="pipe">Gets them, and what is to be said of them.</param>
    /// <param name="stop">Ends the waiting; the imports go on.</param>
    /// <param name="submission">The one that they are parts of, for advice; <see langword="null"/> where they are of none, or of several.</param>
    /// <param name="remember">Told of each that has ended, before anybody else hears of it: a later command may stop the rest.</param>
    /// <returns>Those that have ended.</returns>
    internal async Task<IReadOnlyList<HsImport>> UntilFinishedAsync(
        IReadOnlyList<HsImport> imports, TimeSpan? limit, bool writesImports, bool untilOne, CmdletPipe pipe, CancellationToken stop, Submission? submission = null, Action<HsImport>? remember = null)
    {
        var ended = new List<HsImport>();
        var clock = Stopwatch.StartNew();
        var open = imports.ToList();
        var faults = 0;
        using var bars = new WorkBars(imports, pipe);
        for (var look = 0; ; look++)
        {
            var isEnded = open.Where(import => import.IsFinished).ToList();
            foreach (var finished in isEnded) remember?.Invoke(finished);
            foreach (var finished in isEnded)
            {
                open.Remove(finished);
                ended.Add(finished);
                Report(finished, pipe);
                if (writesImports) pipe.WriteObject(finished);
            }

            bars.Show(open);
            if (open.Count == 0 || (untilOne && ended.Count > 0)) return ended;

            var pause = look == 0 && open.TrueForAll(import => import.State.Length == 0) ? TimeSpan.Zero : _pauses.Before(look);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(stop);
            try
            {
                // A look with all its repetitions ends with the limit too, but for one at once.
                var elapsed = clock.Elapsed;
                if (limit is { } most && (look > 0 || pause > TimeSpan.Zero)) until.CancelAfter(most > elapsed ? most - elapsed : TimeSpan.Zero);
                await Task.Delay(pause, until.Token).ConfigureAwait(false);
                await LookAsync(open, pipe, until.Token).ConfigureAwait(false);
                faults = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                throw HsError.WaitStopped(open, submission);
            }
            catch (OperationCanceledException)
            {
                pipe.WriteError(HsError.WaitTimedOut(open, limit!.Value, submission));
                return ended;
            }
            catch (HsException fault) when (IsPassing(fault) && ++faults < MostFaultsInARow)
            {
                pipe.WriteVerbose($"Waiting goes on: {fault.Message}");
            }
            catch (HsException fault)
            {
                // The imports were taken, whatever happens to the waiting: what is said of it must not lead to a second send.
                pipe.WriteError(HsError.WaitBroken(open, fault, submission));
                return ended;
            }
        }
    }

    private async Task LookAsync(List<HsImport> open, CmdletPipe pipe, CancellationToken stop)
    {
        var next = 0;
        while (next < open.Count)
        {
            try
            {
                open[next] = await LookAsync(open[next], stop).ConfigureAwait(false);
                next++;
            }
            catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid")
            {
                pipe.WriteError(error);
                open.RemoveAt(next);
            }
        }
    }

    // What only this machine knows of an import stays with it.
    private async Task<HsImport> LookAsync(HsImport known, CancellationToken stop)
    {
        var read = await client.GetImportAsync(known.Id, stop).ConfigureAwait(false);
        return read with
        {
            SubmissionId = known.SubmissionId,
            Part = known.Part,
            PartCount = known.PartCount,
            SourcePath = known.SourcePath,
            SourceRows = known.SourceRows,
        };
    }

    private static void Report(HsImport import, CmdletPipe pipe)
    {
        switch (import.Outcome)
        {
            case HsImportOutcome.Failed:
                pipe.WriteError(HsError.ImportFailed(import));
                break;
            case HsImportOutcome.Canceled:
                pipe.WriteError(HsError.ImportCanceled(import));
                break;
            case HsImportOutcome.Reverted:
                pipe.WriteError(HsError.ImportReverted(import));
                break;
            case HsImportOutcome.SomeRefused when import.Errors is null or 0:
                pipe.WriteWarning($"{import.SourceRows:N0} rows were sent, and HubSpot counts {import.TotalRows:N0} in the import {import}. Get-HsImportError -Id {import.Id}");
                break;
            case HsImportOutcome.SomeRefused:
                pipe.WriteWarning($"HubSpot reports {import.Errors:N0} errors in rows or values of the import {import} ({import.TotalRows:N0} rows, {import.CreatedObjects:N0} created, {import.UpdatedObjects:N0} updated). Get-HsImportError -Id {import.Id}");
                break;
        }
    }

    // A proxy's page may be gone at the next look.
    private static bool IsPassing(HsException fault) => fault.IsPassing || fault.Id == "HsUnexpectedAnswer";
}
