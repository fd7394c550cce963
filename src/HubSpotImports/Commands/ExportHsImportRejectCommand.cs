using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Writes the rows that HubSpot did not take into a file that can be mended and sent: same header, same encoding, same bytes; of a workbook, the
/// rows of its sheet as CSV. Beside it, *.reasons.csv says why. Several imports are the parts of one file. Only rows that are surely not in HubSpot go into the file.
/// </summary>
[Cmdlet(VerbsData.Export, "HsImportReject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHsImportRejectCommand : HsJournalCommand
{
    private readonly List<string> _ids = [];
    private readonly List<string?> _sources = [];

    /// <summary>The reject file. It must not exist, unless with -Force.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The ids of the imports: one, or the parts of one file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The file that the imports were made from, as it was sent. Imports of Start-HsImport bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SourcePath { get; set; }

    /// <summary>Replaces an existing reject file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Adds the rows that are in HubSpot without a value. Refused where sending them again would create records twice.</summary>
    [Parameter]
    public SwitchParameter IncludeIncomplete { get; set; }

    /// <summary>Writes the reject file to the output, when there is one.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _ids.AddRange(Id);
        _sources.AddRange(Id.Select(_ => string.IsNullOrEmpty(SourcePath) ? null : SourcePath));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        if (_ids.Count == 0) return; // Nothing came down the pipeline.

        var request = new ExportImportRejectRequest
        {
            Ids = _ids,
            SourcePaths = [.. _sources.Select(path => path is null ? null : ProviderPaths.Literal(this, path))],
            Path = ProviderPaths.Literal(this, Path),
            ReplacesRejectFile = Force,
            IncludesIncomplete = IncludeIncomplete,
            JournalPath = FullJournalPath,
            PassThru = PassThru,
        };
        Run((client, pipe, stop) => new ExportImportReject(client).RunAsync(request, pipe, stop));
    });
}
