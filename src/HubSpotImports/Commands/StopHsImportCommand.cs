using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Cancels imports that HubSpot has not finished. Rows that were written before stay in the account; further parts of the same file are not sent any more.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HsImport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class StopHsImportCommand : HsJournalCommand
{
    /// <summary>The ids of the imports.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Writes each import as it is after the cancellation.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var data = ProviderPaths.DataFolder(this, JournalPath);
        Run((client, pipe, stop) => new StopImport(client, data).RunAsync(Id, PassThru, pipe, stop));
    }
}
