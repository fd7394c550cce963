using System.Management.Automation;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets the rows and values of an import that HubSpot did not take, with line, column, value and reason.</summary>
[Cmdlet(VerbsCommon.Get, "HsImportError")]
[OutputType(typeof(HsImportError))]
public sealed class GetHsImportErrorCommand : HsJournalCommand
{
    /// <summary>The ids of the imports.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The files that the imports were made from, so that errors have their lines and rows. Imports of Start-HsImport bring them along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SourcePaths")]
    public string[]? SourcePath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        var sources = ProviderPaths.Literal(this, SourcePath ?? []);
        var journal = FullJournalPath;
        Run((client, pipe, stop) => new GetImportError(client, journalPath: journal).RunAsync(Id, sources, pipe, stop));
    });
}
