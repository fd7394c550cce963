using System.Management.Automation;
using HubSpotImports.Binding;
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

    /// <summary>What to do where an earlier run began to send the same content and did not come to its end. Fail: an error that names the command to finish it. Resume: finishes it, as a scheduled script wants.</summary>
    [Parameter]
    public HsIfOpen IfOpen { get; set; }

    /// <summary>Sends content again that was sent lately, although its records are then there twice.</summary>
    [Parameter]
    public SwitchParameter Again { get; set; }

    /// <summary>How long after a send whose answer is lost its import must show in HubSpot's list, before it counts as not taken.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan SettlingTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many parts of a large file HubSpot may work at at a time, where no identifier is in two of them.</summary>
    [Parameter]
    [ValidateRange(1, 3)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Waits until the account has room for more rows and imports, instead of refusing the file.</summary>
    [Parameter]
    public SwitchParameter WaitForQuota { get; set; }

    /// <summary>The folder of the journal. Without it, that of the environment variable HUBSPOT_JOURNAL_PATH, or the user's data folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

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
            IfOpen = IfOpen,
            Again = Again,
            SettlingTime = SettlingTime,
            ThrottleLimit = ThrottleLimit,
            WaitsForQuota = WaitForQuota,
        };
        var data = ProviderPaths.DataFolder(this, JournalPath);
        Run((client, pipe, stop) => new StartImport(client, definitions, data).RunAsync(complete, pipe, stop));
    }
}
