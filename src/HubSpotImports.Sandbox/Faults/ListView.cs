using HubSpotImports.Sandbox.Importing;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Faults;

/// <summary>How the list of imports looks to one request when faults change it.</summary>
internal sealed class ListView(IReadOnlyList<SandboxFault> faults, DateTimeOffset now)
{
    /// <summary>Whether a fault changes what a list shows, rather than how it is answered.</summary>
    public static bool Concerns(SandboxFault fault) => fault.Do >= FaultAction.Hide;

    /// <summary>Whether an import's name is one that the fault is for.</summary>
    public static bool IsFor(SandboxFault fault, string? name) =>
        fault.Name is null || (name ?? "").Contains(fault.Name, StringComparison.Ordinal);

    /// <summary>A page of the changed list, in the order in which the answer has it.</summary>
    /// <param name="newestFirst">All imports of the app.</param>
    /// <param name="after">The import behind which the page begins.</param>
    /// <param name="before">The import in front of which it ends.</param>
    /// <param name="limit">How many imports at most.</param>
    public IReadOnlyList<StoredImport> Page(IReadOnlyList<StoredImport> newestFirst, long? after, long? before, int limit)
    {
        List<StoredImport> shown = [.. Order(newestFirst.Where(Shows))];
        if (before is { } place)
        {
            var end = shown.FindIndex(import => import.Id == place);
            return end <= 0 ? [] : shown[Math.Max(0, end - limit)..end];
        }

        if (after is null) return [.. shown.Take(limit)];
        var shift = faults.Where(fault => fault.Do == FaultAction.Shift).Sum(fault => fault.By);
        var start = shown.FindIndex(import => import.Id == after) + 1 + shift;
        return [.. shown.Skip(Math.Max(0, start)).Take(limit)];
    }

    private bool Shows(StoredImport import) => !faults.Any(fault => fault.Do switch
    {
        FaultAction.Hide => IsFor(fault, import.Name) && (fault.Milliseconds == 0 || (now - import.CreatedAt).TotalMilliseconds < fault.Milliseconds),
        FaultAction.ActiveOnly => import.State is not (ImportState.Started or ImportState.Processing or ImportState.Deferred),
        FaultAction.OtherApp => true,
        _ => false,
    });

    private IEnumerable<StoredImport> Order(IEnumerable<StoredImport> imports) =>
        faults.Any(fault => fault.Do == FaultAction.Shuffle) ? imports.OrderBy(import => unchecked((uint)import.Id * 2654435761u))
        : faults.Any(fault => fault.Do == FaultAction.OldestFirst) ? imports.Reverse()
        : imports;
}
