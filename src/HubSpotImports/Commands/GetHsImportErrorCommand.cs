using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets the rows and values of an import that HubSpot did not take.</summary>
/// <remarks>
/// <para>Each has line, column, value, HubSpot's reason, and an outcome: the row is not in HubSpot (<c>NotIn</c>), it is in without this value
/// (<c>InWithoutValue</c>), or nobody can know (<c>Unknown</c>). A row may have several errors.</para>
/// <para>HubSpot counts lines of what was sent. With the source, which imports of <see cref="StartHsImportCommand"/> bring along, they become lines and rows of
/// your file; <c>LineConfidence</c> says how sure that is.</para>
/// </remarks>
/// <returns>The errors, one object each, of plain values, so that <c>Export-Csv</c> writes a clean line.</returns>
/// <example>
/// <title>What was refused, and why</title>
/// <code>Get-HsImportError -Id 4711 -SourcePath contacts.csv</code>
/// <output>
///    Import: 4711, lines of contacts.csv
///
///    Line Column           Value              Reason
///    ---- ------           -----              ------
///       3 E-mail           ben(at)example.com INVALID_EMAIL: This is not an
///                                             e-mail address.
/// </output>
/// <para>The lines are those of contacts.csv.</para>
/// </example>
/// <example>
/// <title>The commonest reasons</title>
/// <code>
/// Get-HsImportError 4711 | Group-Object -Property ErrorType -NoElement |
///     Sort-Object -Property Count -Descending
/// </code>
/// <para>How often each reason came, the commonest first.</para>
/// </example>
/// <example>
/// <title>As a file, right after the import</title>
/// <code>
/// Start-HsImport contacts.csv -MappingPath contacts.mapping.json -Wait |
///     Get-HsImportError | Export-Csv refused.csv
/// </code>
/// <para>One line for each error. For the rows themselves, ready to be sent again, see <see cref="ExportHsImportRejectCommand"/>.</para>
/// </example>
/// <seealso cref="ExportHsImportRejectCommand"/>
/// <seealso cref="GetHsImportCommand"/>
/// <seealso cref="TestHsAccountCommand"/>
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

    /// <summary>The files that the imports were made from, so that errors have their lines and rows. Imports of <see cref="StartHsImportCommand"/> bring them along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? SourcePath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        var sources = ProviderPaths.Literal(this, SourcePath ?? []);
        var journal = FullJournalPath;
        Run((client, pipe, stop) => new GetImportError(client, journalPath: journal).RunAsync(Id, sources, pipe, stop));
    });
}
