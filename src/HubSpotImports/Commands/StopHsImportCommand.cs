using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Cancels imports that HubSpot has not finished.</summary>
/// <remarks>
/// <para>Rows that were written before stay in the account. Further parts of the same file are not sent any more: its submission is closed. Ctrl+C while a
/// command waits does nothing of that kind, it only ends the waiting.</para>
/// </remarks>
/// <returns>With <c>-PassThru</c>: the imports after the cancellation.</returns>
/// <example>
/// <title>Cancel one</title>
/// <code>Stop-HsImport -Id 4711 -PassThru</code>
/// <para>Writes the import as it is after the cancellation. One that has ended already is an error.</para>
/// </example>
/// <example>
/// <title>Cancel all of a name that are not at their end</title>
/// <code>Get-HsImport -Name 'Migration*' -Active | Stop-HsImport -Confirm</code>
/// <para>Asks before each.</para>
/// </example>
/// <seealso cref="GetHsImportCommand"/>
/// <seealso cref="WaitHsImportCommand"/>
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
