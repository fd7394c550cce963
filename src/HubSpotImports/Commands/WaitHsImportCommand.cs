using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Waits until imports have ended, all of them together.</summary>
/// <remarks>
/// <para>Writes each import at its end. One that failed, was cancelled, or has not ended when the time is over is an error, which names the command that
/// goes on. Ctrl+C ends the waiting, never the import.</para>
/// </remarks>
/// <returns>The imports, each at its end.</returns>
/// <example>
/// <title>Wait for all that HubSpot is at work on</title>
/// <code>Get-HsImport -Active | Wait-HsImport -TimeoutSec 3600</code>
/// <para>For an hour at most.</para>
/// </example>
/// <example>
/// <title>Wait for one, and look at what it refused</title>
/// <code>Wait-HsImport -Id 4711 | Get-HsImportError -SourcePath contacts.csv</code>
/// <para>Works for imports that were started elsewhere, too.</para>
/// </example>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso cref="GetHsImportCommand"/>
/// <seealso cref="StopHsImportCommand"/>
[Cmdlet(VerbsLifecycle.Wait, "HsImport", DefaultParameterSetName = "Id")]
[OutputType(typeof(HsImport))]
public sealed class WaitHsImportCommand : HsConnectedCommand
{
    private const string IdSet = "Id";
    private const string InputSet = "Input";

    private readonly List<HsImport> _imports = [];

    /// <summary>The ids of the imports.</summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Imports of Start-HsImport or Get-HsImport: what they know of their source stays with them.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HsImport? InputObject { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null) _imports.Add(InputObject);
        else _imports.AddRange(Id.Select(WaitImport.Known));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Run((client, pipe, stop) =>
        new WaitImport(client).RunAsync(_imports, TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, pipe, stop));
}
