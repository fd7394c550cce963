using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Removes submissions that have come to their end from the journal on this machine.</summary>
/// <remarks>
/// <para>What HubSpot has of them stays. The journal then no longer knows that the content was sent, so that a rerun of the same file is not
/// noticed any more, and errors of their imports have no lines of the source. Submissions that are open stay, unless with <c>-Force</c>.</para>
/// </remarks>
/// <example>
/// <title>Clean up after a month</title>
/// <code>
/// Get-HsSubmission | Where-Object UpdatedAt -lt (Get-Date).AddDays(-30) |
///     Remove-HsSubmission
/// </code>
/// <para>Removes what ended more than thirty days ago. What is still open is an error, and stays.</para>
/// </example>
/// <example>
/// <title>What would be removed</title>
/// <code>Remove-HsSubmission k7f2q9m4xw -Force -WhatIf</code>
/// <para>Says so, and removes nothing. With <c>-Force</c> also an open submission goes: then nobody knows any more what HubSpot took of it.</para>
/// </example>
/// <seealso cref="GetHsSubmissionCommand"/>
/// <seealso cref="ResumeHsImportCommand"/>
/// <seealso>about_HsReliability</seealso>
[Cmdlet(VerbsCommon.Remove, "HsSubmission", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveHsSubmissionCommand : HsCommand
{
    /// <summary>The ids of the submissions: ten characters each.</summary>
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
