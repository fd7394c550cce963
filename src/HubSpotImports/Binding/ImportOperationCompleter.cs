using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes what may be done with records.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImportOperationCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) => Task.FromResult<IReadOnlyList<Suggestion>>(
    [
        new(nameof(HsImportOperation.Upsert), "updates what is there, creates what is not"),
        new(nameof(HsImportOperation.Create), "only creates"),
        new(nameof(HsImportOperation.Update), "only updates"),
    ]);
}
