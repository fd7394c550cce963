using System.ComponentModel;
using System.Globalization;
using HubSpotImports.Checks;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes HubSpot's own association types; of the object types that are typed already, only theirs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AssociationTypeCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        var from = typed.Text("ObjectType") is { } text ? ObjectTypeName.Resolve(text).Id : null;
        var to = typed.Text("ToObjectType") is { } other ? ObjectTypeName.Resolve(other).Id : null;
        return Task.FromResult<IReadOnlyList<Suggestion>>([.. AssociationTypes.All
            .Where(type => (from ?? type.From) == type.From && (to ?? type.To) == type.To)
            .Select(type => new Suggestion(type.Id.ToString(CultureInfo.InvariantCulture), $"{ObjectTypeName.Resolve(type.From).Name} to {ObjectTypeName.Resolve(type.To).Name}"))]);
    }
}
