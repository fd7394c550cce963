using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the names of imports.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImportNameCompleter : HsCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        var imports = await typed.Account.ImportsAsync().ConfigureAwait(false);
        return [.. imports.Where(import => !string.IsNullOrEmpty(import.Name)).GroupBy(import => import.Name!).Select(same => new Suggestion(same.Key, $"{same.Key} ({same.Count()})"))];
    }
}
