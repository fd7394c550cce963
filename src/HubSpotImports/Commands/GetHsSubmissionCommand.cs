using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets what the journal on this machine knows of files that were sent.</summary>
/// <remarks>
/// <para>A submission is a file on its way to HubSpot: its parts, the import that HubSpot made of each, and the outcome. It is open while something is
/// left to do; then <see cref="ResumeHsImportCommand"/> goes on with it. No call is made: for what HubSpot says now, see <see cref="GetHsImportCommand"/>.</para>
/// </remarks>
/// <returns>The submissions, the oldest first.</returns>
/// <example>
/// <title>What is not finished</title>
/// <code>Get-HsSubmission -Open</code>
/// <output>
/// SubmissionId Name          Started          Outcome     Open      Rows Parts
/// ------------ ----          -------          -------     ----      ---- -----
/// rah6h55djn   Migration     2026-11-22 04:51 Pending     busy   3000000   2/3
/// </output>
/// <para>Busy: another process is at work on it.</para>
/// </example>
/// <example>
/// <title>The parts of a large file</title>
/// <code>(Get-HsSubmission k7f2q9m4xw).Parts</code>
/// <para>For each part its rows, its state, and the id of its import.</para>
/// </example>
/// <example>
/// <title>Whether all rows of the last file are in</title>
/// <code>(Get-HsSubmission | Select-Object -Last 1).Outcome</code>
/// <para>AllIn, SomeRefused, Failed, Canceled, Pending or Undecided.</para>
/// </example>
/// <seealso cref="ResumeHsImportCommand"/>
/// <seealso cref="RemoveHsSubmissionCommand"/>
/// <seealso>about_HsReliability</seealso>
[Cmdlet(VerbsCommon.Get, "HsSubmission")]
[OutputType(typeof(HsSubmission))]
public sealed class GetHsSubmissionCommand : HsCommand
{
    /// <summary>The ids of the submissions: ten characters each. Without it, all.</summary>
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
