using System.ComponentModel;
using HubSpotImports.Files;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the headers, or with -NoHeader the numbers of the columns, of the file that the command, or another one of its pipeline, is about.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ColumnNameCompleter : HsCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        if (typed.SourceFile() is not { } path) return [];
        var file = await FileInspector.InspectAsync(path, encoding: null, hasHeader: typed.Value("NoHeader") is null, ImportLimits.Documented, CancellationToken.None).ConfigureAwait(false);
        return [.. file.Header.Select((header, index) => new Suggestion(header, $"column {index + 1} of {Path.GetFileName(path)}"))];
    }
}
