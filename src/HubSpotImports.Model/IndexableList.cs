using System.Collections.ObjectModel;

namespace HubSpotImports;

/// <summary>Lists that PowerShell can index. It cannot index those that collection expressions make: <c>$check.Findings[0]</c> would be all findings.</summary>
internal static class IndexableList
{
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> items) => new ReadOnlyCollection<T>([.. items]);
}
