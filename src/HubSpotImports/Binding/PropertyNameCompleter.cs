using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the properties of the object type that is typed already.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PropertyNameCompleter : HsCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) =>
        typed.Text("ObjectType") is { Length: > 0 } objectType ? await typed.Account.PropertiesAsync(objectType).ConfigureAwait(false) : [];
}
