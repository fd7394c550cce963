using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Writes the rows that HubSpot did not take into a file that can be mended and sent again.</summary>
/// <remarks>
/// <para>The file has the header and the encoding of the source, and of each refused row the very bytes; of a workbook, the rows of its sheet as CSV. Beside
/// it, <c>*.reasons.csv</c> says why: line, column, value and HubSpot's reason. Mend the rows, and send the file with the same mapping.</para>
/// <para>Only rows that are surely not in HubSpot go into the file; where rows cannot be told apart for sure, or only their association was refused, a warning counts them. Where nothing was refused,
/// no file is written. Several imports are the parts of one file.</para>
/// </remarks>
/// <returns>With <c>-PassThru</c>: the reject file, where there is one.</returns>
/// <example>
/// <title>Keep what an import refused</title>
/// <code>
/// Start-HsImport contacts.csv -MappingPath contacts.mapping.json -Wait |
///     Export-HsImportReject fix-me.csv
/// </code>
/// <para>Imports of <see cref="StartHsImportCommand"/> know their source. The refused rows are in fix-me.csv, the reasons in fix-me.reasons.csv.</para>
/// </example>
/// <example>
/// <title>Of an earlier import</title>
/// <code>Export-HsImportReject fix-me.csv -Id 4711 -SourcePath contacts.csv -Force</code>
/// <para>The source must be as it was sent. An existing fix-me.csv is replaced.</para>
/// </example>
/// <example>
/// <title>Mend and send</title>
/// <code>
/// Export-HsImportReject -Id 4711 -SourcePath contacts.csv -Path fix-me.csv
/// (Get-Content fix-me.csv).Replace('(at)', '@') | Set-Content fixed.csv
/// Start-HsImport fixed.csv -MappingPath contacts.mapping.json -Wait
/// </code>
/// <para>The rows that were refused go in with a second, smaller import.</para>
/// </example>
/// <seealso cref="GetHsImportErrorCommand"/>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso>about_HubSpotImports</seealso>
[Cmdlet(VerbsData.Export, "HsImportReject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHsImportRejectCommand : HsJournalCommand
{
    private readonly List<string> _ids = [];
    private readonly List<string[]> _sources = [];

    /// <summary>The reject file. It must not exist, unless with <c>-Force</c>; it is never the source.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The ids of the imports: one, or the parts of one file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The file that the imports were made from, as it was sent. Imports of <see cref="StartHsImportCommand"/> bring it along; of an import of several files, say which.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? SourcePath { get; set; }

    /// <summary>Replaces an existing reject file; where no row is left for it, removes that of the earlier run.</summary>
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
        _sources.AddRange(Id.Select(_ => SourcePath ?? []));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        if (_ids.Count == 0) return; // Nothing came down the pipeline.

        var request = new ExportImportRejectRequest
        {
            Ids = _ids,
            SourcePaths = [.. _sources.Select(paths => ProviderPaths.Literal(this, paths))],
            Path = ProviderPaths.Literal(this, Path),
            ReplacesRejectFile = Force,
            IncludesIncomplete = IncludeIncomplete,
            JournalPath = FullJournalPath,
            PassThru = PassThru,
        };
        Run((client, pipe, stop) => new ExportImportReject(client).RunAsync(request, pipe, stop));
    });
}
