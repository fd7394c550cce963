using System.Globalization;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>What to finish.</summary>
public sealed record ResumeImportRequest : SendRequest
{
    /// <summary>The submission; <see langword="null"/> for all open ones of the account.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>The import that HubSpot made of the part whose answer is lost, as somebody who looked says.</summary>
    public string? AdoptImportId { get; init; }

    /// <summary>Whether the part whose answer is lost is sent again.</summary>
    public bool Resend { get; init; }

    /// <summary>Whether it is sent again although that may create its records twice.</summary>
    public bool Again { get; init; }
}

/// <summary><c>Resume-HsImport</c>: finishes what an earlier run began, by its journal alone.</summary>
/// <param name="client">The account.</param>
/// <param name="data">Where the journals are.</param>
/// <param name="pauses">The pauses of the waiting.</param>
public sealed class ResumeImport(HubSpotClient client, DataFolder data, PollingPauses? pauses = null)
{
    private readonly SubmissionFolder _folder = new(data);

    /// <summary>Finishes submissions. An error of one is written, so that others go on.</summary>
    /// <param name="request">Which, and how.</param>
    /// <param name="pipe">Gets the import of each part.</param>
    /// <param name="stop">Breaks a send off, or ends the waiting; an import that was taken goes on.</param>
    public async Task RunAsync(ResumeImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        var account = await client.IdentifyAsync(stop).ConfigureAwait(false);
        foreach (var id in request.SubmissionId is { } given ? [given] : OpenOf(account, pipe))
        {
            try
            {
                await ResumeAsync(id, request, account, pipe, stop).ConfigureAwait(false);
            }
            catch (HsException error) when (error.StatusCode is not (401 or 403) && !stop.IsCancellationRequested)
            {
                pipe.WriteError(error);
            }
        }
    }

    private IEnumerable<string> OpenOf(AccountIdentity account, CmdletPipe pipe) => _folder
        .ReadAll(error => pipe.WriteWarning($"{error.Message} {error.RecommendedAction}"))
        .Where(submission => !submission.IsClosed && IsOf(submission, account))
        .Select(submission => submission.Head.SubmissionId);

    private bool IsOf(Submission submission, AccountIdentity account) =>
        submission.Head.BaseUri == client.Connection.BaseUri && submission.Head.Account == account.Account;

    private async Task ResumeAsync(string id, ResumeImportRequest request, AccountIdentity account, CmdletPipe pipe, CancellationToken stop)
    {
        using var journal = _folder.Open(id);
        var submission = journal.Submission;
        using var whole = pipe.OpenBar($"Finishing {string.Join(", ", submission.Head.Files.Select(file => Path.GetFileName(file.SourcePath)))}");
        whole.Say(Left(submission));
        if (!IsOf(submission, account)) throw HsError.OtherAccount(submission, $"{account.Account} at {client.Connection.BaseUri}");
        if (submission.Head.App is { } app && account.App is { } other && app != other) throw HsError.OtherApp(submission, other);
        if (submission.IsClosed) throw HsError.SubmissionClosed(submission);

        if (request.AdoptImportId is not null || request.Resend)
        {
            if (!await DecideAsync(journal, request, pipe, stop).ConfigureAwait(false)) return;
        }
        else if (!await pipe.ShouldProcessAsync($"{submission.Head.SourcePath} ({Left(submission)})", $"Finish the submission {id}, '{submission.Head.Name}'").ConfigureAwait(false))
        {
            return;
        }

        var run = request with
        {
            SettlingTime = AccountAnswers.Of(data, client.Connection, account.Account, pipe)?.Settling(request.SettlingTime) ?? request.SettlingTime,
            PassesOverFailed = request.SubmissionId is not null,
        };

        // Where something surely has to be sent, a file that is another one is told before anything is waited for.
        var parts = submission.Parts.Any(part => part.IsNotTaken) ? await PartsAsync(submission, pipe, stop).ConfigureAwait(false) : null;
        await new SubmissionRun(
            client, _folder, journal, async token => parts ?? await PartsAsync(submission, pipe, token).ConfigureAwait(false), run, pauses, pipe).RunAsync(stop).ConfigureAwait(false);
    }

    private static string Left(Submission submission) =>
        string.Join(", ", submission.Parts.GroupBy(part => part.State).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));

    // What a person says of the part whose answer is lost.
    private async Task<bool> DecideAsync(SubmissionJournal journal, ResumeImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        var submission = journal.Submission;
        var part = submission.Parts.FirstOrDefault(part => part.State == HsSubmissionPartState.Undecided) ?? throw HsError.NothingUndecided(submission);
        if (request.AdoptImportId is { } importId)
        {
            var import = await client.GetImportAsync(importId, stop).ConfigureAwait(false);
            if (_folder.ReadAll(_ => { }).FirstOrDefault(other => other.Parts.Any(known => known.ImportId == import.Id)) is { } owner) throw HsError.AdoptedTwice(import.Id, owner);

            var isMarked = SubmissionToken.Marks(import, submission.TokenOf(part.Number));
            var target = $"{part.Planned.UploadName} of '{submission.Head.SourcePath}'";
            if (!await pipe.ShouldProcessAsync(target, $"Take {import} for the import of it{(isMarked ? "" : ", although it does not have its sign")}").ConfigureAwait(false)) return false;
            journal.Append(new JournalEntry { Event = JournalEvent.Found, Part = part.Number, ImportId = import.Id, ServerTime = import.CreatedAt });
            return true;
        }

        if (submission.Head.CreatesRecords && !request.Again) throw HsError.ResendWouldDouble(submission, part);
        var harm = submission.Head.CreatesRecords
            ? $"if HubSpot did take it, {part.Planned.Rows:N0} rows then create their records twice"
            : $"what was changed in HubSpot since {(part.CommittedAt ?? submission.UpdatedAt).ToLocalTime():yyyy-MM-dd HH:mm} in these {part.Planned.Rows:N0} records may be overwritten";
        if (!await pipe.ShouldProcessAsync($"{part.Planned.UploadName} of '{submission.Head.SourcePath}'", $"Send it again; {harm}").ConfigureAwait(false)) return false;
        pipe.WriteWarning($"{part.Planned.UploadName} is sent again; {harm}.");
        journal.Append(new JournalEntry { Event = JournalEvent.Resent, Part = part.Number });
        return true;
    }

    // The bytes of the parts, made anew from the files; the journal knows what they must be.
    private static async Task<IReadOnlyList<IReadOnlyList<FilePart>>> PartsAsync(Submission submission, CmdletPipe pipe, CancellationToken stop)
    {
        var byFile = new List<IReadOnlyList<FilePart>>();
        for (var number = 0; number < submission.Head.Files.Count; number++) byFile.Add(await PartsAsync(submission, number, pipe, stop).ConfigureAwait(false));
        return SubmissionPlan.PartsOf(byFile);
    }

    private static async Task<IReadOnlyList<FilePart>> PartsAsync(Submission submission, int number, CmdletPipe pipe, CancellationToken stop)
    {
        var head = submission.Head;
        var planned = head.Files[number];
        var limits = ImportLimits.Documented with { Rows = head.RowLimit, Bytes = head.ByteLimit };
        using var bar = pipe.OpenBar($"Reading {Path.GetFileName(planned.SourcePath)}");
        try
        {
            var encoding = planned.CodePage is { } codePage ? SourceEncoding.CodePage(codePage) : null;
            var file = await FileInspector.InspectAsync(planned.SourcePath, encoding, planned.HasHeader, limits, stop).ConfigureAwait(false);
            file = file with { Format = planned.ConvertsToCsv ? HsFileFormat.Csv : file.Format, DateFormat = head.DateFormat };
            if (planned.Kept.Count == 0 || planned.Kept[planned.Kept.Count - 1] >= file.Header.Count) throw Changed(submission, planned, file.Length);

            var parts = await FilePlanner.PlanAgainAsync(file, planned.Kept, RowSet.Parse(planned.HeldBack), limits, (bytes, rows) => bar.SayBytes(bytes, file.Length, rows), stop).ConfigureAwait(false);
            var sent = head.Parts.Select(part => (part.Files[number].Length, part.Files[number].Hash));
            return parts.Select(part => (part.Length, part.Hash)).SequenceEqual(sent) ? parts : throw Changed(submission, planned, file.Length);
        }
        catch (HsException fault) when (fault.Category == HsErrorCategory.InvalidData && fault.Id != "HsSourceChanged")
        {
            // It could be read when it was planned.
            throw Changed(submission, planned, new FileInfo(planned.SourcePath).Length);
        }
    }

    private static HsException Changed(Submission submission, JournalFile file, long length) => HsError.SourceChanged(
        submission,
        file,
        $"{length.ToString("N0", CultureInfo.InvariantCulture)} bytes, written at {File.GetLastWriteTime(file.SourcePath).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}");
}
