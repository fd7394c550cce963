using System.Management.Automation;
using HubSpotImports.Binding;
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
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The file that the imports were made from, so that errors have its lines and rows. Imports of Start-HsImport bring it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SourcePath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        var source = string.IsNullOrEmpty(SourcePath) ? null : ProviderPaths.Literal(this, SourcePath!);
        var journal = FullJournalPath;
        Run((client, pipe, stop) => new GetImportError(client, journalPath: journal).RunAsync(Id, source, pipe, stop));
    });
}
