using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the names of encodings.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EncodingCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) =>
        Task.FromResult<IReadOnlyList<Suggestion>>([.. EncodingTransformationAttribute.Names.Select(name => new Suggestion(name, ""))]);
}
