using System.ComponentModel;
using System.Management.Automation;
using HubSpotImports.Hosting;

namespace HubSpotImports.Commands;

/// <summary>A cmdlet that calls HubSpot and uses what the module remembers on this machine.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsJournalCommand : HsConnectedCommand
{
    /// <summary>The folder in which the module remembers things. Without it, that of the environment variable HUBSPOT_JOURNAL_PATH, or HubSpotImports in your local application data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected string? FullJournalPath => JournalPath is null ? null : ProviderPaths.Literal(this, JournalPath);
}
