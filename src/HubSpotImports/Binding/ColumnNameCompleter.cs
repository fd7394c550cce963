using System.ComponentModel;
using System.Management.Automation;
using System.Text;
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
        var file = await FileInspector.InspectAsync(path, EncodingOf(typed), hasHeader: typed.Value("NoHeader") is null or false or SwitchParameter { IsPresent: false }, ImportLimits.Documented, CancellationToken.None).ConfigureAwait(false);
        return [.. file.Header.Select((header, index) => new Suggestion(header, $"column {index + 1} of {Path.GetFileName(path)}"))];
    }

    private static Encoding? EncodingOf(TypedCommand typed)
    {
        try
        {
            return typed.Value("Encoding") is { } given ? EncodingTransformationAttribute.Of(given) : null;
        }
        catch (ArgumentTransformationMetadataException)
        {
            return null; // It is not typed to its end yet.
        }
    }
}
