using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Waits until imports have ended, all of them together, and writes each at its end. Ctrl+C ends the waiting, never the import.</summary>
[Cmdlet(VerbsLifecycle.Wait, "HsImport")]
[OutputType(typeof(HsImport))]
public sealed class WaitHsImportCommand : HsConnectedCommand
{
    private readonly List<string> _ids = [];

    /// <summary>The ids of the imports.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _ids.AddRange(Id);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run((client, pipe, stop) =>
        new WaitImport(client).RunAsync(_ids, TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, pipe, stop));
}
