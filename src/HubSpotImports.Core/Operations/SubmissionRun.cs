using System.Diagnostics;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Has HubSpot take the parts of a submission in their order, and waits for them. A run that died is gone on with at any place by its journal:
/// the same code begins and resumes.
/// </summary>
internal sealed class SubmissionRun
{
    private readonly SubmissionJournal _journal;
    private readonly SendRequest _request;
    private readonly PartSend _send;
    private readonly WaitImport _waiting;
    private readonly CmdletPipe _pipe;

    /// <param name="client">The account.</param>
    /// <param name="folder">The journals.</param>
    /// <param name="journal">That of the submission.</param>
    /// <param name="bytes">Gives the files of each part; asked once, and only where one has to be sent.</param>
    /// <param name="request">How to send and wait.</param>
    /// <param name="pauses">The pauses of the waiting.</param>
    /// <param name="pipe">Gets each import once: when it is taken, or when it has ended.</param>
    public SubmissionRun(
        HubSpotClient client,
        SubmissionFolder folder,
        SubmissionJournal journal,
        Func<CancellationToken, Task<IReadOnlyList<IReadOnlyList<FilePart>>>> bytes,
        SendRequest request,
        PollingPauses? pauses,
        CmdletPipe pipe)
    {
        (_journal, _request, _pipe) = (journal, request, pipe);
        _send = new PartSend(client, folder, journal, bytes, request, pipe);
        _waiting = new WaitImport(client, pauses);
    }

    private Submission Submission => _journal.Submission;

    // A row that comes twice may update what a row of an earlier part created, so parts go side by side only where that is ruled out.
    private int Side => Submission.Head.IdentifiersCrossParts == false ? Math.Max(1, _request.ThrottleLimit) : 1;

    /// <summary>Runs to the end, or to what stops it.</summary>
    /// <param name="stop">Breaks a send off, or ends the waiting; imports that were taken go on.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await SendAndWaitAsync(stop).ConfigureAwait(false);
        }
        catch (HsException fault) when (Submission.IsNothingTaken)
        {
            // Nothing has to be remembered: the same command may simply be run again.
            _journal.TryAppend(new JournalEntry { Event = JournalEvent.Closed, ErrorId = fault.Id }, _pipe.TryWriteWarning);
            throw;
        }
        catch (HsException fault) when (fault.Id is not ("HsSubmissionUndecided" or "HsImportIdUnknown" or "HsPartsStopped" or "HsImportWaitStopped" or "HsJournalNotWritten" or "HsImportGone"))
        {
            throw HsError.SubmissionBroken(Submission, fault);
        }
    }

    private async Task SendAndWaitAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var running = new List<HsImport>();
        HsImport? failed = null;
        for (var next = 1; ;)
        {
            while (next <= Submission.Parts.Count && running.Count < Side && (failed is null || Part(next).ImportId is not null))
            {
                var wasEnded = Part(next).State == HsSubmissionPartState.Ended;
                var import = await _send.HaveAsync(next++, stop).ConfigureAwait(false);
                if (!_request.Wait) _pipe.WriteObject(import);
                if (wasEnded && import.State != "DONE" && !_request.PassesOverFailed) failed ??= import;
                running.Add(import);
            }

            var isAllTaken = next > Submission.Parts.Count;
            if (running.Count == 0 || (isAllTaken && !_request.Wait)) break;

            var left = _request.WaitLimit - clock.Elapsed;
            var ended = await _waiting.UntilFinishedAsync(running, left < TimeSpan.Zero ? TimeSpan.Zero : left, _request.Wait, untilOne: !isAllTaken, _pipe, stop, Submission, Remember).ConfigureAwait(false);
            foreach (var import in ended) running.RemoveAll(other => other.Id == import.Id);

            // The waiting has said why it gave up, but nothing of the parts that are left.
            if (ended.Count == 0 || (isAllTaken && running.Count > 0))
            {
                if (Submission.Parts.FirstOrDefault(part => part.ImportId is null) is { } open) _pipe.WriteError(HsError.PartsNotSent(Submission, open));
                return;
            }
        }

        // Who cancels a part wants none of those that follow.
        var unsent = Submission.Parts.FirstOrDefault(part => part.ImportId is null);
        if (!Submission.IsClosed && (unsent is null || failed is { State: "CANCELED" })) _journal.Append(new JournalEntry { Event = JournalEvent.Closed });
        if (unsent is not null) throw HsError.PartsStopped(Submission, failed!, unsent);

        void Remember(HsImport import)
        {
            if (Part(import.Part!.Value).State != HsSubmissionPartState.Ended)
            {
                _journal.Append(new JournalEntry { Event = JournalEvent.Ended, Part = import.Part.Value, ImportId = import.Id, Outcome = import.Outcome, Created = import.CreatedObjects });
                if (import.State != "DONE") failed ??= import;
            }

            if (!Submission.IsClosed && Submission.Parts.All(part => part.State == HsSubmissionPartState.Ended)) _journal.Append(new JournalEntry { Event = JournalEvent.Closed });
        }
    }

    private SubmissionPart Part(int number) => Submission.Parts[number - 1];
}
