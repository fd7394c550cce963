using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Has HubSpot take one part of a submission, exactly once: sends what it does not have, looks up what nobody knows, and sends nothing that it
/// may have. Each step is in the journal before it is done.
/// </summary>
/// <param name="client">The account.</param>
/// <param name="folder">The journals.</param>
/// <param name="journal">That of the submission.</param>
/// <param name="bytes">Gives the files of each part; asked once, and only where one has to be sent.</param>
/// <param name="request">How to send.</param>
/// <param name="pipe">Told how it goes.</param>
internal sealed class PartSend(
    HubSpotClient client,
    SubmissionFolder folder,
    SubmissionJournal journal,
    Func<CancellationToken, Task<IReadOnlyList<IReadOnlyList<FilePart>>>> bytes,
    SendRequest request,
    CmdletPipe pipe)
{
    private const int MostLostAnswers = 3;

    private readonly DailyQuota _quota = new(client, folder, request.WaitsForQuota);
    private IReadOnlyList<IReadOnlyList<FilePart>>? _parts;

    private Submission Submission => journal.Submission;

    /// <summary>The import of a part: the one that HubSpot has, or else a new one.</summary>
    /// <param name="number">Which part, from 1.</param>
    /// <param name="stop">Breaks a send off.</param>
    /// <exception cref="HsException"><c>HsSubmissionUndecided</c>, <c>HsImportIdUnknown</c>, <c>HsImportGone</c>, <c>HsJournalNotWritten</c>, and every fault of a start.</exception>
    public async Task<HsImport> HaveAsync(int number, CancellationToken stop)
    {
        for (var lost = 0; ;)
        {
            switch (Part(number).State)
            {
                case HsSubmissionPartState.Taken or HsSubmissionPartState.Ended:
                    return Known(number, await ReadAsync(Part(number), stop).ConfigureAwait(false));
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
                        pipe.WriteWarning($"{fault.Message.TrimEnd('.')}. The list of imports is asked.");
                    }

                    break;
            }
        }
    }

    private async Task<HsImport> ReadAsync(SubmissionPart part, CancellationToken stop)
    {
        try
        {
            return await client.GetImportAsync(part.ImportId!, stop).ConfigureAwait(false);
        }
        catch (HsException gone) when (gone.Id == "HsImportNotFound")
        {
            throw HsError.ImportGone(Submission, part, gone);
        }
    }

    private SubmissionPart Part(int number) => Submission.Parts[number - 1];

    private HsImport Known(int number, HsImport import) => import with
    {
        SubmissionId = Submission.Head.SubmissionId,
        Part = number,
        PartCount = Submission.Parts.Count,
        SourcePath = [.. Submission.Head.Files.Select(file => file.SourcePath)],
        SourceRows = Part(number).Planned.Rows,
    };

    // The import, or nothing where it may be sent again.
    private async Task<HsImport?> DecideAsync(int number, CancellationToken stop)
    {
        var part = Part(number);
        var others = folder.ReadAll(error => pipe.WriteVerbose(error.Message));
        var result = await new ImportLookup(client, Submission, others, request.SettlingTime).FindAsync(part, pipe, stop).ConfigureAwait(false);
        if (result.Import is { } import)
        {
            journal.Append(new JournalEntry { Event = JournalEvent.Found, Part = number, ImportId = import.Id, ServerTime = import.CreatedAt });
            pipe.WriteVerbose($"HubSpot has {part.Planned.UploadName}: it is the import {import}.");
            return import;
        }

        if (part.IsCertainlyTaken) throw StillUndecided(number, result.Why);
        if (result.IsAbsent)
        {
            journal.Append(new JournalEntry { Event = JournalEvent.Absent, Part = number });
            pipe.WriteVerbose($"HubSpot did not take {part.Planned.UploadName}, so it is sent again.");
            return null;
        }

        if (Submission.Head.CreatesRecords || request.SettlingTime <= TimeSpan.Zero) throw StillUndecided(number, result.Why);

        pipe.WriteWarning($"{result.Why} Every row of {part.Planned.UploadName} has an identifier, so it is sent again: no record can be there twice, but what was changed in HubSpot since {part.CommittedAt?.ToLocalTime():HH:mm} may be overwritten.");
        journal.Append(new JournalEntry { Event = JournalEvent.Resent, Part = number });
        return null;
    }

    private HsException StillUndecided(int number, string why) =>
        Part(number).IsCertainlyTaken ? HsError.SubmissionIdUnknown(Submission, Part(number), why) : HsError.SubmissionUndecided(Submission, Part(number), why);

    private async Task<HsImport> SendAsync(int number, CancellationToken stop)
    {
        _parts ??= await bytes(stop).ConfigureAwait(false);
        await _quota.TakeAsync(Submission, number, pipe, stop).ConfigureAwait(false);
        var upload = Submission.UploadOf(number, _parts[number - 1]);
        using var bar = pipe.OpenBar(_parts.Count > 1 ? $"Sending part {number} of {_parts.Count}" : "Sending");
        return await client.AuthorizedAsync(
            authorized => client.RetryAsync($"The start of {Part(number).Planned.UploadName}", token => TryAsync(number, upload, bar, token), SendVerdicts.IsWorthRepeating, authorized),
            stop).ConfigureAwait(false);
    }

    private async Task<HsImport> TryAsync(int number, ImportUpload upload, ProgressBar bar, CancellationToken stop)
    {
        HsImport import;
        bar.SayBytes(0, upload.Length);
        journal.Append(new JournalEntry { Event = JournalEvent.Sending, Part = number });
        try
        {
            import = await client.StartAsync(
                upload,
                () => journal.Append(new JournalEntry { Event = JournalEvent.Committing, Part = number, ServerTime = client.ServerTime(DateTimeOffset.UtcNow) }),
                sent => bar.SayBytes(sent, upload.Length),
                stop).ConfigureAwait(false);
        }
        catch (HsException fault)
        {
            journal.TryAppend(
                new JournalEntry { Event = EventOf(fault), Part = number, ErrorId = fault.Id, Status = fault.StatusCode, CorrelationId = fault.CorrelationId }, pipe.TryWriteWarning);
            throw;
        }
        catch (OperationCanceledException)
        {
            journal.TryAppend(new JournalEntry { Event = JournalEvent.NotTaken, Part = number }, pipe.TryWriteWarning);
            throw;
        }

        try
        {
            journal.Append(new JournalEntry { Event = JournalEvent.Taken, Part = number, ImportId = import.Id, ServerTime = import.CreatedAt });
        }
        catch (HsException fault)
        {
            throw HsError.TakenNotWritten(Submission, Part(number), import, fault);
        }

        if (!stop.IsCancellationRequested) pipe.WriteVerbose($"HubSpot took {Part(number).Planned.UploadName} as import {import}.");
        return import;
    }

    private static JournalEvent EventOf(HsException fault) => SendVerdicts.Of(fault) switch
    {
        SendVerdict.Refused => JournalEvent.Refused,
        SendVerdict.Unknown => JournalEvent.AnswerLost,
        SendVerdict.IdUnknown => JournalEvent.IdUnknown,
        _ => JournalEvent.NotTaken,
    };
}
