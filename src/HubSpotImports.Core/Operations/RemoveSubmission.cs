using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Remove-HsSubmission</c>: forgets submissions. What HubSpot has of them stays.</summary>
/// <param name="data">Where the journals are.</param>
public sealed class RemoveSubmission(DataFolder data)
{
    private readonly SubmissionFolder _folder = new(data);

    /// <summary>Removes journals.</summary>
    /// <param name="ids">The submissions.</param>
    /// <param name="force">Whether also those that did not come to their end.</param>
    /// <param name="pipe">Told what goes wrong.</param>
    public async Task RunAsync(IReadOnlyList<string> ids, bool force, CmdletPipe pipe)
    {
        var unreadable = new List<HsException>();
        var all = _folder.ReadAll(unreadable.Add);
        foreach (var id in ids)
        {
            try
            {
                var submission = all.FirstOrDefault(submission => submission.Head.SubmissionId == id);
                if (submission is { IsClosed: false, IsNothingTaken: false } && !force) throw HsError.SubmissionStillOpen(submission);

                // Of one that cannot be read, nobody knows whether it came to its end.
                if (!force && unreadable.Find(error => _folder.IsOf(error, id)) is { } fault) throw fault;
                if (await pipe.ShouldProcessAsync($"the submission {id}{(submission is null ? "" : $" of '{submission.Head.SourcePath}'")}", "Forget").ConfigureAwait(false)) _folder.Remove(id);
            }
            catch (HsException error)
            {
                pipe.WriteError(error);
            }
        }
    }
}
