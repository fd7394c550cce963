using System.ComponentModel;
using HubSpotImports.Hosting;
using HubSpotImports.Journal;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the ids of submissions, the newest first, with name and state. Where one is to be resumed, only open ones.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SubmissionIdCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        var path = typed.Text("JournalPath");
        var open = typed.Name.StartsWith("Resume", StringComparison.OrdinalIgnoreCase);
        return Task.FromResult(new GetSubmission(DataFolder.At(path is null ? null : ProviderPaths.WhileTyping(path))).Suggest(open));
    }
}
