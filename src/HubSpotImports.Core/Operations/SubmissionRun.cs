using System.Diagnostics;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>How the parts of a submission are sent and waited for.</summary>
internal sealed record SubmissionRunRequest
{
    /// <summary>Whether to wait for the end of the last part too.</summary>
    public bool Wait { get; init; }

    /// <summary>How long to wait; <see langword="null"/> for as long as it takes.</summary>
    public TimeSpan? WaitLimit { get; init; }

    /// <summary>How many parts HubSpot may have at a time, where the check proved that no identifier is in two of them.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>How long after a send its import must show in the list.</summary>
    public TimeSpan SettlingTime { get; init; } = ImportLookup.DefaultSettlingTime;

    /// <summary>Whether to wait until the account has room for more rows and imports.</summary>
    public bool WaitsForQuota { get; init; }

    /// <summary>Whether parts are sent on although an earlier one had ended badly before this run.</summary>
    public bool PassesOverFailed { get; init; }
}

/// <summary>
/// Sends the parts of a submission that HubSpot does not have, and waits for those that it has. Each step is in the journal before it is
/// done, so that a run that dies can be gone on with at any place: the same code begins and resumes.
/// </summary>
internal sealed class SubmissionRun
{
    private const int MostLostAnswers = 3;
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromMilliseconds(250);

    private readonly HubSpotClient _client;
    private readonly SubmissionFolder _folder;
    private readonly SubmissionJournal _journal;
    private readonly Func<CancellationToken, Task<IReadOnlyList<FilePart>>> _bytes;
    private readonly SubmissionRunRequest _request;
    private readonly WaitImport _waiting;
    private readonly DailyQuota _quota;
    private readonly CmdletPipe _pipe;
    private IReadOnlyList<FilePart>? _parts;

    /// <param name="client">The account.</param>
    /// <param name="folder">The journals.</param>
    /// <param name="journal">That of the submission.</param>
    /// <param name="bytes">Gives the parts; asked once, and only where one has to be sent.</param>
    /// <param name="request">How to send and wait.</param>
    /// <param name="pauses">The pauses of the waiting.</param>
    /// <param name="pipe">Gets each import once: when it is taken, or when it has ended.</param>
    public SubmissionRun(
        HubSpotClient client,
        SubmissionFolder folder,
        SubmissionJournal journal,
        Func<CancellationToken, Task<IReadOnlyList<FilePart>>> bytes,
        SubmissionRunRequest request,
        PollingPauses? pauses,
        CmdletPipe pipe)
    {
        (_client, _folder, _journal, _bytes, _request, _pipe) = (client, folder, journal, bytes, request, pipe);
        _waiting = new WaitImport(client, pauses);
        _quota = new DailyQuota(client, folder, request.WaitsForQuota);
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
            Note(new JournalEntry { Event = JournalEvent.Closed, ErrorId = fault.Id });
            throw;
        }
        catch (HsException fault) when (fault.Id is not ("HsSubmissionUndecided" or "HsImportIdUnknown" or "HsPartsStopped" or "HsImportWaitStopped"))
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
                var import = await HaveAsync(next++, stop).ConfigureAwait(false);
                if (!_request.Wait) _pipe.WriteObject(import);
                if (wasEnded && import.State != "DONE" && !_request.PassesOverFailed) failed ??= import;
                running.Add(import);
            }

            var isAllTaken = next > Submission.Parts.Count;
            if (running.Count == 0 || (isAllTaken && !_request.Wait)) break;

            var left = _request.WaitLimit - clock.Elapsed;
            var ended = await _waiting.UntilFinishedAsync(running, left < TimeSpan.Zero ? TimeSpan.Zero : left, _request.Wait, untilOne: !isAllTaken, _pipe, stop, Remember).ConfigureAwait(false);
            foreach (var import in ended) running.RemoveAll(other => other.Id == import.Id);

            // The waiting has said why it gave up.
            if (ended.Count == 0 || (isAllTaken && running.Count > 0)) return;
        }

        // Who cancels a part wants none of those that follow.
        var unsent = Submission.Parts.FirstOrDefault(part => part.ImportId is null);
        if (!Submission.IsClosed && (unsent is null || failed is { State: "CANCELED" })) _journal.Append(new JournalEntry { Event = JournalEvent.Closed });
        if (unsent is not null) throw HsError.PartsStopped(Submission, failed!, unsent);

        void Remember(HsImport import)
        {
            if (Part(import.Part!.Value).State != HsSubmissionPartState.Ended)
            {
                _journal.Append(new JournalEntry { Event = JournalEvent.Ended, Part = import.Part.Value, ImportId = import.Id, Outcome = import.Outcome });
                if (import.State != "DONE") failed ??= import;
            }

            if (!Submission.IsClosed && Submission.Parts.All(part => part.State == HsSubmissionPartState.Ended)) _journal.Append(new JournalEntry { Event = JournalEvent.Closed });
        }
    }

    private SubmissionPart Part(int number) => Submission.Parts[number - 1];

    // The import of a part: the one that HubSpot has, or else a new one.
    private async Task<HsImport> HaveAsync(int number, CancellationToken stop)
    {
        for (var lost = 0; ;)
        {
            switch (Part(number).State)
            {
                case HsSubmissionPartState.Taken or HsSubmissionPartState.Ended:
                    return Known(number, await _client.GetImportAsync(Part(number).ImportId!, stop).ConfigureAwait(false));
                case HsSubmissionPartState.Undecided:
                    if (await DecideAsync(number, stop).ConfigureAwait(false) is { } found) return Known(number, found);
                    break;
                default:
                    try
                    {
                        return Known(number, await SendAsync(number, stop).ConfigureAwait(false));
                    }
                    catch (HsException fault) when (SendVerdicts.Of(fault) is SendVerdict.Unknown or SendVerdict.IdUnknown)
                    {
                        if (stop.IsCancellationRequested || ++lost == MostLostAnswers) throw StillUndecided(number, fault.InnerException?.Message ?? fault.Message);
                        _pipe.WriteWarning($"{fault.Message} The list of imports is asked.");
                    }

                    break;
            }
        }
    }

    private HsImport Known(int number, HsImport import) => import with
    {
        SubmissionId = Submission.Head.SubmissionId,
        Part = number,
        PartCount = Submission.Parts.Count,
        SourcePath = Submission.Head.SourcePath,
        SourceRows = Part(number).Planned.Rows,
    };

    // The import, or nothing where it may be sent again.
    private async Task<HsImport?> DecideAsync(int number, CancellationToken stop)
    {
        var part = Part(number);
        var others = _folder.ReadAll(error => _pipe.WriteVerbose(error.Message));
        var result = await new ImportLookup(_client, Submission, others, _request.SettlingTime).FindAsync(part, _pipe, stop).ConfigureAwait(false);
        if (result.Import is { } import)
        {
            _journal.Append(new JournalEntry { Event = JournalEvent.Found, Part = number, ImportId = import.Id, ServerTime = import.CreatedAt });
            _pipe.WriteVerbose($"HubSpot has {part.Planned.UploadName}: it is the import {import}.");
            return import;
        }

        if (part.IsCertainlyTaken) throw StillUndecided(number, result.Why);
        if (result.IsAbsent)
        {
            _journal.Append(new JournalEntry { Event = JournalEvent.Absent, Part = number });
            _pipe.WriteVerbose($"HubSpot did not take {part.Planned.UploadName}, so it is sent again.");
            return null;
        }

        if (Submission.Head.CreatesRecords || _request.SettlingTime == TimeSpan.Zero) throw StillUndecided(number, result.Why);

        _journal.Append(new JournalEntry { Event = JournalEvent.Resent, Part = number });
        _pipe.WriteWarning($"{result.Why} Every row of {part.Planned.UploadName} has an identifier, so it is sent again: no record can be there twice, but what was changed in HubSpot since {part.CommittedAt?.ToLocalTime():HH:mm} may be overwritten.");
        return null;
    }

    private HsException StillUndecided(int number, string why) =>
        Part(number).IsCertainlyTaken ? HsError.SubmissionIdUnknown(Submission, Part(number), why) : HsError.SubmissionUndecided(Submission, Part(number), why);

    private async Task<HsImport> SendAsync(int number, CancellationToken stop)
    {
        _parts ??= await _bytes(stop).ConfigureAwait(false);
        await _quota.TakeAsync(Submission, number, _pipe, stop).ConfigureAwait(false);
        var upload = Submission.UploadOf(number, _parts[number - 1]);
        var activity = $"Sending {Path.GetFileName(Submission.Head.SourcePath)}{(_parts.Count > 1 ? $" ({number}/{_parts.Count})" : "")}";
        try
        {
            return await _client.AuthorizedAsync(
                authorized => _client.RetryAsync($"The start of {Part(number).Planned.UploadName}", token => TryAsync(number, upload, activity, token), SendVerdicts.IsWorthRepeating, authorized),
                stop).ConfigureAwait(false);
        }
        finally
        {
            if (!stop.IsCancellationRequested) _pipe.WriteProgress(new HsProgress(activity, "sent") { IsCompleted = true });
        }
    }

    private async Task<HsImport> TryAsync(int number, ImportUpload upload, string activity, CancellationToken stop)
    {
        var sinceUpdate = Stopwatch.StartNew();
        HsImport import;
        _journal.Append(new JournalEntry { Event = JournalEvent.Sending, Part = number });
        try
        {
            import = await _client.StartAsync(
                upload,
                () => _journal.Append(new JournalEntry { Event = JournalEvent.Committing, Part = number, ServerTime = _client.ServerTime(DateTimeOffset.UtcNow) }),
                sent =>
                {
                    if (sinceUpdate.Elapsed < BetweenUpdates) return;
                    sinceUpdate.Restart();
                    _pipe.WriteProgress(new HsProgress(activity, $"{sent:N0} of {upload.Length:N0} bytes") { PercentComplete = (int)(sent * 100 / Math.Max(1, upload.Length)) });
                },
                stop).ConfigureAwait(false);
        }
        catch (HsException fault)
        {
            Note(new JournalEntry { Event = EventOf(fault), Part = number, ErrorId = fault.Id, Status = fault.StatusCode, CorrelationId = fault.CorrelationId });
            throw;
        }
        catch (OperationCanceledException)
        {
            Note(new JournalEntry { Event = JournalEvent.NotTaken, Part = number });
            throw;
        }

        try
        {
            _journal.Append(new JournalEntry { Event = JournalEvent.Taken, Part = number, ImportId = import.Id, ServerTime = import.CreatedAt });
        }
        catch (HsException fault)
        {
            throw HsError.TakenNotWritten(Submission, Part(number), import, fault);
        }

        if (!stop.IsCancellationRequested) _pipe.WriteVerbose($"HubSpot took {Part(number).Planned.UploadName} as import {import}.");
        return import;
    }

    private static JournalEvent EventOf(HsException fault) => SendVerdicts.Of(fault) switch
    {
        SendVerdict.Refused => JournalEvent.Refused,
        SendVerdict.Unknown => JournalEvent.AnswerLost,
        SendVerdict.IdUnknown => JournalEvent.IdUnknown,
        _ => JournalEvent.NotTaken,
    };

    // What the journal lacks of a failure makes a later run only more careful, so the failure is what is told.
    private void Note(JournalEntry entry)
    {
        try
        {
            _journal.Append(entry);
        }
        catch (HsException unwritten) when (unwritten.Id == "HsJournalNotWritten")
        {
            _pipe.TryWriteWarning(unwritten.Message);
        }
    }
}
