using System.ComponentModel;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the versions of HubSpot's API that are known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiVersionCompleter : HsCompleter
{
    private protected override Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed) =>
        Task.FromResult<IReadOnlyList<Suggestion>>([new("2026-03", "the default"), new("2026-09", ""), new("2025-09", ""), new("v3", "without a date")]);
}
