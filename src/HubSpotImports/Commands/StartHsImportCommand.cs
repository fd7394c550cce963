using System.Management.Automation;
using HubSpotImports.Checks;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Checks a file against its column mappings, sends it to HubSpot, and waits for the end where you wish. Several files in the pipeline are
/// several imports. An import is sent once: nothing is tried again that HubSpot may have taken.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "HsImport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class StartHsImportCommand : HsFileCommand
{
    /// <summary>The name of the import in the account. Without it, the file's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The contacts become marketing contacts.</summary>
    [Parameter]
    public SwitchParameter MarketableContactImport { get; set; }

    /// <summary>HubSpot makes a static list of the contacts.</summary>
    [Parameter]
    public SwitchParameter CreateContactListFromImport { get; set; }

    /// <summary>What to do with rows that break HubSpot's rules. Send: they are sent, and HubSpot decides. HoldBack: they go into the file of -RejectPath, and the others are sent. Stop: nothing is sent.</summary>
    [Parameter]
    public HsInvalidRow InvalidRow { get; set; }

    /// <summary>The file for rows that are held back: same header, same encoding, ready to be mended and sent. Beside it, *.reasons.csv says why.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Replaces an existing reject file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Waits for the end, and writes the import then. Ctrl+C ends the waiting, never the import.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    private protected override void Process(PropertyDefinitions definitions, StartImportRequest request)
    {
        var complete = request with
        {
            Name = Name,
            MarketableContactImport = MarketableContactImport.IsPresent ? MarketableContactImport.ToBool() : null,
            CreateContactListFromImport = CreateContactListFromImport.IsPresent ? CreateContactListFromImport.ToBool() : null,
            InvalidRow = InvalidRow,
            RejectPath = RejectPath is null ? null : ProviderPaths.Literal(this, RejectPath),
            ReplacesRejectFile = Force,
            Wait = Wait,
            WaitLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        Run((client, pipe, stop) => new StartImport(client, definitions).RunAsync(complete, pipe, stop));
    }
}
