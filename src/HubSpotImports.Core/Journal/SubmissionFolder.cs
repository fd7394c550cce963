using System.Diagnostics;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Journal;

/// <summary>The journals of this machine, one file a submission. Who works at one holds its lock file, which the system gives back when the process ends.</summary>
/// <param name="data">The data folder.</param>
internal sealed class SubmissionFolder(DataFolder data)
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    /// <summary>Keeps other processes from beginning a submission, until it is disposed.</summary>
    /// <param name="stop">Ends the waiting for another process.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>.</exception>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken stop)
    {
        var path = Path.Combine(data.Submissions, "turn.lock");
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                return data.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (HsException busy) when (IsHeld(busy) && clock.Elapsed < LongestTurn)
            {
                await Task.Delay(50, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Begins a journal.</summary>
    /// <param name="head">What is sent.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>, <c>HsJournalNotWritten</c>. Then there is no journal.</exception>
    public SubmissionJournal Begin(JournalHead head)
    {
        var locked = data.Open(LockOf(head.SubmissionId), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        FileStream? file = null;
        try
        {
            file = data.Open(PathOf(head.SubmissionId), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
            return SubmissionJournal.Begin(locked, file, head, data.Given);
        }
        catch (HsException)
        {
            locked.Dispose();
            if (file is not null)
            {
                file.Dispose();
                Delete(PathOf(head.SubmissionId));
            }

            Delete(LockOf(head.SubmissionId));
            throw;
        }
    }

    /// <summary>Goes on with a journal.</summary>
    /// <param name="id">The submission.</param>
    /// <exception cref="HsException"><c>HsSubmissionNotFound</c>, <c>HsSubmissionBusy</c>, <c>HsJournalDamaged</c>, <c>HsDataFolderNotUsable</c>.</exception>
    public SubmissionJournal Open(string id)
    {
        if (!Exists(id)) throw HsError.SubmissionNotFound(id, data.Submissions);
        var locked = Lock(id) ?? throw HsError.SubmissionBusy(id, data.Given);
        FileStream? file = null;
        try
        {
            // Who held the lock before may have removed it.
            if (!Exists(id)) throw HsError.SubmissionNotFound(id, data.Submissions);
            file = data.Open(PathOf(id), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            return SubmissionJournal.Continue(locked, file, data.Given);
        }
        catch
        {
            file?.Dispose();
            locked.Dispose();
            throw;
        }
    }

    /// <summary>Says of a submission that nothing is left to do.</summary>
    /// <param name="id">The submission.</param>
    /// <exception cref="HsException">As of <see cref="Open"/>.</exception>
    public void Close(string id)
    {
        using var journal = Open(id);
        journal.Append(new JournalEntry { Event = JournalEvent.Closed });
    }

    /// <summary>Reads all journals, the oldest submission first, also those that a process works at.</summary>
    /// <param name="unreadable">Told of each journal that cannot be read.</param>
    public IReadOnlyList<Submission> ReadAll(Action<HsException> unreadable)
    {
        var submissions = new List<Submission>();
        foreach (var path in DataFolder.Files(data.Submissions, "*.jsonl"))
        {
            try
            {
                using var file = data.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                if (SubmissionJournal.Read(file).Submission is { } submission) submissions.Add(submission with { GivenFolder = data.Given });
            }
            catch (HsException) when (!File.Exists(path))
            {
                // Another process removed it meanwhile.
            }
            catch (HsException error)
            {
                unreadable(error);
            }
        }

        return [.. submissions.OrderBy(submission => submission.Head.CreatedAt)];
    }

    /// <summary>What a journal that cannot be read was begun for; <see langword="null"/> where its first line does not tell either.</summary>
    /// <param name="unreadable">The error of <see cref="ReadAll"/>, whose target is the journal or its submission.</param>
    public JournalMark? MarkOf(HsException unreadable)
    {
        if (JournalOf(unreadable) is not { } path) return null;
        try
        {
            using var file = data.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return SubmissionJournal.ReadMark(file);
        }
        catch (HsException)
        {
            return null; // It cannot be opened; that is the error already.
        }
    }

    /// <summary>Whether an error is about the journal of a submission.</summary>
    /// <param name="unreadable">The error of <see cref="ReadAll"/>, whose target is the journal or its submission.</param>
    /// <param name="id">The submission.</param>
    public bool IsOf(HsException unreadable, string id) => JournalOf(unreadable) == PathOf(id);

    /// <summary>A submission as users see it.</summary>
    public HsSubmission ToModel(Submission submission) => submission.ToModel(PathOf(submission.Head.SubmissionId), IsBusy(submission.Head.SubmissionId));

    /// <summary>Removes a journal.</summary>
    /// <param name="id">The submission.</param>
    /// <exception cref="HsException"><c>HsSubmissionNotFound</c>, <c>HsSubmissionBusy</c>, <c>HsDataFolderNotUsable</c>.</exception>
    public void Remove(string id)
    {
        if (!Exists(id)) throw HsError.SubmissionNotFound(id, data.Submissions);
        using (Lock(id) ?? throw HsError.SubmissionBusy(id, data.Given)) Delete(PathOf(id));
        Delete(LockOf(id));
    }

    private string? JournalOf(HsException unreadable) => unreadable.Target is string target && SubmissionToken.IsId(target) ? PathOf(target) : unreadable.Target as string;

    private bool Exists(string id) => SubmissionToken.IsId(id) && File.Exists(PathOf(id));

    private bool IsBusy(string id)
    {
        if (!File.Exists(LockOf(id))) return false;
        using var locked = Lock(id);
        return locked is null;
    }

    private FileStream? Lock(string id)
    {
        try
        {
            return data.Open(LockOf(id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (HsException error) when (IsHeld(error))
        {
            return null;
        }
    }

    // ERROR_SHARING_VIOLATION of Windows, EAGAIN of Linux and of macOS.
    private static bool IsHeld(HsException error) => error.InnerException is IOException { HResult: unchecked((int)0x80070020) or 11 or 35 };

    private string PathOf(string id) => Path.Combine(data.Submissions, $"{id}.jsonl");

    private string LockOf(string id) => Path.Combine(data.Submissions, $"{id}.lock");

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw HsError.DataFolderNotUsable(path, exception);
        }
    }
}
