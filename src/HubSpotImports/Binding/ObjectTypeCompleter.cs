using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes object types: HubSpot's by name or id, the account's custom ones by id, with their labels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ObjectTypeCompleter : HsCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        IEnumerable<Suggestion> own = HsObjectType.All.Select(type => new Suggestion(type.Name, type.ToString()));
        return [.. own, .. await CustomAsync(typed).ConfigureAwait(false), .. HsObjectType.All.Select(type => new Suggestion(type.Id, type.ToString()))];
    }

    private static async Task<IReadOnlyList<Suggestion>> CustomAsync(TypedCommand typed)
    {
        try
        {
            return await typed.Account.CustomObjectsAsync().ConfigureAwait(false);
        }
        catch (HsException)
        {
            return []; // No account, so no custom objects.
        }
    }
}
