using System.ComponentModel;
using System.Globalization;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Completes the ids of imports, with name and state; those of commands that wait or stop, of imports that go on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImportIdCompleter : HsCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed)
    {
        var goingOn = typed.Name.StartsWith("Wait", StringComparison.OrdinalIgnoreCase) || typed.Name.StartsWith("Stop", StringComparison.OrdinalIgnoreCase);
        var imports = await typed.Account.ImportsAsync().ConfigureAwait(false);
        return [.. imports.Where(import => !goingOn || import.IsActive).Select(import => new Suggestion(import.Id, Describe(import)))];
    }

    private static string Describe(HsImport import) =>
        $"{import.Name}, {import.State}, {import.CreatedAt?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
}
