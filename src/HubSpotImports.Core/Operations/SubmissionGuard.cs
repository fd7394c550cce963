using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Looks whether the same content was sent before: to run the same script again is what people do after a crash, and must not
/// double anything.
/// </summary>
/// <param name="folder">The journals.</param>
internal sealed class SubmissionGuard(SubmissionFolder folder)
{
    /// <summary>How long a submission counts as sent lately, as long as its journal is there.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <summary>Looks for a submission of the same account, content and request. What it finds may change at once: another process may work at it.</summary>
    /// <param name="head">What is to be sent.</param>
    /// <param name="request">What the user wants where there is one.</param>
    /// <param name="warn">Told of journals that cannot be read, and of other content of the same file that did not come to its end.</param>
    /// <returns>An open submission that is to be finished instead; <see langword="null"/> where a new one may begin.</returns>
    /// <exception cref="HsException"><c>HsSubmissionOpen</c>, <c>HsAlreadySent</c>; <c>HsJournalDamaged</c>: nobody knows what was sent.</exception>
    public Submission? Find(JournalHead head, StartImportRequest request, Action<string> warn)
    {
        var others = Read(head, warn);
        foreach (var other in others.Where(other => !other.IsClosed && !other.IsNothingTaken && other.Head.SourcePath == head.SourcePath && !IsSame(other.Head, head)))
        {
            warn($"An earlier send of '{other.Head.SourcePath}', with other content, did not come to its end: Get-HsSubmission {other.Head.SubmissionId}");
        }

        return others.FirstOrDefault(other => IsSame(other.Head, head) && IsToFinish(other, head, request));
    }

    /// <summary>Takes such a submission, and closes those of which HubSpot has nothing: a new one takes their place. To be called in this process's turn.</summary>
    /// <inheritdoc cref="Find"/>
    /// <returns>The journal of an open submission that is to be finished instead; <see langword="null"/> where a new one may begin.</returns>
    /// <exception cref="HsException"><c>HsSubmissionOpen</c>, <c>HsAlreadySent</c>, <c>HsSubmissionBusy</c>: another process sends the same.</exception>
    public SubmissionJournal? Take(JournalHead head, StartImportRequest request)
    {
        foreach (var other in Read(head, _ => { }).Where(other => IsSame(other.Head, head)))
        {
            if (other.IsClosed)
            {
                IsToFinish(other, head, request);
                continue;
            }

            // Only who holds it knows what became of it.
            var journal = folder.Open(other.Head.SubmissionId);
            var isTaken = false;
            try
            {
                isTaken = IsToFinish(journal.Submission, head, request);
                if (isTaken) return journal;
                if (!journal.Submission.IsClosed) journal.Append(new JournalEntry { Event = JournalEvent.Closed });
            }
            finally
            {
                if (!isTaken) journal.Dispose();
            }
        }

        return null;
    }

    private IReadOnlyList<Submission> Read(JournalHead head, Action<string> warn)
    {
        var unreadable = new List<HsException>();
        var others = folder.ReadAll(unreadable.Add);
        foreach (var error in unreadable)
        {
            // Its first line alone tells whether it is of the same content; where that is lost too, only what may be sent twice goes on.
            if (folder.MarkOf(error) is { } begun ? begun.Fingerprint == head.Fingerprint : head.CreatesRecords) throw error;
            warn($"{error.Message} {error.RecommendedAction}");
        }

        return others;
    }

    // Rows that would be created again are the same rows whatever else is asked of them, such as another order of dates.
    private static bool IsSame(JournalHead other, JournalHead head) =>
        other.Fingerprint == head.Fingerprint
        || (head.CreatesRecords && other.CreatesRecords && other.Account == head.Account && other.BaseUri.Authority == head.BaseUri.Authority
            && ContentOf(other).SequenceEqual(ContentOf(head)) && ObjectTypesOf(other).SetEquals(ObjectTypesOf(head)));

    private static IEnumerable<(long Length, ulong Hash)> ContentOf(JournalHead head) => head.Parts.SelectMany(part => part.Files).Select(file => (file.Length, file.Hash));

    private static HashSet<string> ObjectTypesOf(JournalHead head) =>
        [.. (head.Request.Files ?? []).SelectMany(file => file.FileImportPage?.ColumnMappings ?? []).Select(column => column.ColumnObjectTypeId).OfType<string>()];

    private static bool IsToFinish(Submission other, JournalHead head, StartImportRequest request)
    {
        if (!other.IsClosed && !other.IsNothingTaken)
        {
            // The same rows with another request: neither of the two is surely what is wanted.
            return request.IfOpen == HsIfOpen.Resume && other.Head.Fingerprint == head.Fingerprint ? true : throw HsError.SubmissionOpen(other);
        }

        if (other is { IsClosed: true, Head.CreatesRecords: true, HasCreatedNothing: false } && !request.Again && DateTimeOffset.UtcNow - other.Head.CreatedAt < Lately) throw HsError.AlreadySent(other);
        return false;
    }
}
