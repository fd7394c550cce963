using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Forgets submissions that have come to their end. What HubSpot has of them stays.</summary>
[Cmdlet(VerbsCommon.Remove, "HsSubmission", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveHsSubmissionCommand : HsCommand
{
    /// <summary>The submissions.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubmissionIdCompleter))]
    public string[] SubmissionId { get; set; } = [];

    /// <summary>Forgets also those that have not come to their end: nobody knows then any more what HubSpot took of them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="StartHsImportCommand.JournalPath"/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var data = ProviderPaths.DataFolder(this, JournalPath);
        Run((pipe, _) => new RemoveSubmission(data).RunAsync(SubmissionId, Force, pipe));
    }
}
