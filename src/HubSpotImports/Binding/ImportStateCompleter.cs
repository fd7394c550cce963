using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the states of imports that HubSpot documents.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImportStateCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) => Task.FromResult<IReadOnlyList<Suggestion>>(
    [
        new("STARTED", "taken, and not begun yet"),
        new("PROCESSING", "HubSpot is at work"),
        new("DONE", "ended; single rows may be refused"),
        new("FAILED", "broken off"),
        new("CANCELED", "cancelled by somebody"),
        new("DEFERRED", "waits for other imports of the account"),
        new("REVERTED", "taken back by somebody"),
    ]);
}
