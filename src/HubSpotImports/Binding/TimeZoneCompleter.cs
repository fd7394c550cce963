using System.ComponentModel;
using HubSpotImports.Checks;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the names of time zones, by city too.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TimeZoneCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) =>
        Task.FromResult<IReadOnlyList<Suggestion>>([.. TimeZoneName.All.Select(name => new Suggestion(name, name))]);
}
