using System.Globalization;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Get-HsSubmission</c>: what the journals on this machine know. No call is made.</summary>
/// <param name="data">Where the journals are.</param>
public sealed class GetSubmission(DataFolder data)
{
    private readonly SubmissionFolder _folder = new(data);

    /// <summary>Writes submissions, the oldest first.</summary>
    /// <param name="ids">Their ids; none for all.</param>
    /// <param name="open">Whether only those are wanted of which something is left to do.</param>
    /// <param name="pipe">Gets them.</param>
    public Task RunAsync(IReadOnlyList<string> ids, bool open, CmdletPipe pipe)
    {
        var all = _folder.ReadAll(pipe.WriteError);
        foreach (var submission in all.Where(submission => ids.Count == 0 || ids.Contains(submission.Head.SubmissionId)))
        {
            if (!open || !submission.IsClosed) pipe.WriteObject(_folder.ToModel(submission));
        }

        foreach (var id in ids.Where(id => !all.Any(submission => submission.Head.SubmissionId == id))) pipe.WriteError(HsError.SubmissionNotFound(id, data.Submissions));
        return Task.CompletedTask;
    }

    /// <summary>Submissions to choose from, the newest first.</summary>
    /// <param name="open">Whether only those are wanted of which something is left to do.</param>
    public IReadOnlyList<Suggestion> Suggest(bool open) =>
    [
        .. _folder.ReadAll(_ => { }).Reverse().Where(submission => !open || !submission.IsClosed).Select(submission => new Suggestion(
            submission.Head.SubmissionId,
            $"{submission.Head.Name}, {(submission.IsClosed ? "ended" : "open")}, {submission.Head.CreatedAt.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}")),
    ];
}
