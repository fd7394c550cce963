using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Finishes what an earlier run began and did not end, by its journal: what HubSpot has is not sent again, what it surely does not have is
/// sent, and what nobody knows is looked up. Without a submission, all open ones of the account.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "HsImport", DefaultParameterSetName = FinishSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class ResumeHsImportCommand : HsJournalCommand
{
    private const string FinishSet = "Finish";
    private const string AdoptSet = "Adopt";
    private const string ResendSet = "Resend";

    /// <summary>The submissions.</summary>
    [Parameter(ParameterSetName = FinishSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = AdoptSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ResendSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubmissionIdCompleter))]
    public string? SubmissionId { get; set; }

    /// <summary>The import that HubSpot made of the part whose answer was lost, when you have found it.</summary>
    [Parameter(ParameterSetName = AdoptSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string? AdoptImportId { get; set; }

    /// <summary>Sends the part whose answer was lost again, without waiting for a proof that HubSpot did not take it.</summary>
    [Parameter(ParameterSetName = ResendSet, Mandatory = true)]
    public SwitchParameter Resend { get; set; }

    /// <summary>Sends it again although its records may then be there twice.</summary>
    [Parameter(ParameterSetName = ResendSet)]
    public SwitchParameter Again { get; set; }

    /// <summary>Waits for the end, and writes each import then. Ctrl+C ends the waiting, never the import.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc cref="StartHsImportCommand.SettlingTime"/>
    [Parameter]
    [DurationTransformation]
    public TimeSpan SettlingTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <inheritdoc cref="StartHsImportCommand.ThrottleLimit"/>
    [Parameter]
    [ValidateRange(1, 3)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc cref="StartHsImportCommand.WaitForQuota"/>
    [Parameter]
    public SwitchParameter WaitForQuota { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var data = ProviderPaths.DataFolder(this, JournalPath);
        var request = new ResumeImportRequest
        {
            SubmissionId = SubmissionId,
            AdoptImportId = AdoptImportId,
            Resend = Resend,
            Again = Again,
            Wait = Wait,
            WaitLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            SettlingTime = SettlingTime,
            ThrottleLimit = ThrottleLimit,
            WaitsForQuota = WaitForQuota,
        };
        Run((client, pipe, stop) => new ResumeImport(client, data).RunAsync(request, pipe, stop));
    }
}
