using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Finishes what an earlier run began to send and did not end.</summary>
/// <remarks>
/// <para>Goes by the journal on this machine, and by nothing that is typed anew: what HubSpot has is not sent again, what it surely does not have is sent, and
/// what nobody knows is looked up in HubSpot's list of imports. Without a submission, all open ones of the account are finished. The source must be as it was.</para>
/// <para>Where the list proves nothing, rows with an identifier are sent again, with a warning. Rows that would create records twice are not: the error
/// <c>HsSubmissionUndecided</c> says what to look for in HubSpot, and you decide with <c>-AdoptImportId</c> or <c>-Resend</c>.</para>
/// </remarks>
/// <returns>The imports of the parts, also of those that HubSpot had already; with <c>-Wait</c> each at its end.</returns>
/// <example>
/// <title>After a crash</title>
/// <code>Resume-HsImport -Wait</code>
/// <para>Finishes all that is open, and writes each import at its end. Where nothing is open, nothing happens.</para>
/// </example>
/// <example>
/// <title>One of them</title>
/// <code>
/// Get-HsSubmission -Open
/// Resume-HsImport -SubmissionId k7f2q9m4xw -Wait -TimeoutSec 3600
/// </code>
/// <para>Looks at what is open, and goes on with one for an hour at most. The import goes on in HubSpot also after that.</para>
/// </example>
/// <example>
/// <title>The import is there: take it</title>
/// <code>Resume-HsImport -SubmissionId k7f2q9m4xw -AdoptImportId 4711</code>
/// <para>After <c>HsSubmissionUndecided</c>, when you have found the import in HubSpot by the name of its file.</para>
/// </example>
/// <example>
/// <title>The import is not there: send it again</title>
/// <code>Resume-HsImport -SubmissionId k7f2q9m4xw -Resend -Again</code>
/// <para>After <c>HsSubmissionUndecided</c>, when HubSpot surely does not have it. If it has it after all, the records are there twice; <c>-Again</c> says that you
/// know. Rows with an identifier need no <c>-Again</c>.</para>
/// </example>
/// <seealso cref="GetHsSubmissionCommand"/>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso cref="WaitHsImportCommand"/>
/// <seealso>about_HsReliability</seealso>
[Cmdlet(VerbsLifecycle.Resume, "HsImport", DefaultParameterSetName = FinishSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class ResumeHsImportCommand : HsJournalCommand
{
    private const string FinishSet = "Finish";
    private const string AdoptSet = "Adopt";
    private const string ResendSet = "Resend";

    /// <summary>The id of the submission: ten characters, as <see cref="GetHsSubmissionCommand"/> shows it. Without it, all open ones of the account.</summary>
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

    /// <summary>With <c>-Resend</c>: sends it again although its records may then be there twice.</summary>
    [Parameter(ParameterSetName = ResendSet)]
    public SwitchParameter Again { get; set; }

    /// <summary>Waits for the end, and writes each import then. Ctrl+C ends the waiting, never the import.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
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
