using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets what the journal on this machine knows of files that were sent: their parts, imports and outcome. No call is made.</summary>
[Cmdlet(VerbsCommon.Get, "HsSubmission")]
[OutputType(typeof(HsSubmission))]
public sealed class GetHsSubmissionCommand : HsCommand
{
    /// <summary>The submissions. Without it, all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubmissionIdCompleter))]
    public string[] SubmissionId { get; set; } = [];

    /// <summary>Only those of which something is left to do.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <inheritdoc cref="StartHsImportCommand.JournalPath"/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var data = ProviderPaths.DataFolder(this, JournalPath);
        Run((pipe, _) => new GetSubmission(data).RunAsync(SubmissionId, Open, pipe));
    }
}
