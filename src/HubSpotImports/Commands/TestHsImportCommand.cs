using System.Management.Automation;
using HubSpotImports.Checks;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Checks a file against its column mappings and HubSpot's rules, and sends nothing.</summary>
/// <remarks>
/// <para>Reads the file once: its encoding and header, the mapping, the account's properties, HubSpot's limits, and the value of every cell. What HubSpot would
/// refuse is a finding, with line, column, value and what to do. One result a file; a file passes when it has no finding that is an error. Of several files of
/// <see cref="NewHsImportFileCommand"/>, which are one import, also how they are tied together is checked.</para>
/// <para>The rules are HubSpot's, as far as they are known: a rule that is only deduced makes a warning. HubSpot has the last word.</para>
/// </remarks>
/// <returns cref="HsFileCheck">The file, whether it passed, and its findings.</returns>
/// <returns cref="bool">With <c>-Quiet</c>: whether the file passed, or all files that are one import.</returns>
/// <example>
/// <title>What HubSpot would refuse</title>
/// <code>
/// (Test-HsImport contacts.csv -MappingPath contacts.mapping.json).Findings |
///     Format-Table -Property Line, Column, Value, Code
/// </code>
/// <output>
/// Line Column Value              Code
/// ---- ------ -----              ----
///    3 E-mail ben(at)example.com INVALID_EMAIL
/// </output>
/// <para>Of the same fault the first lines are listed, all are counted in <c>FindingCounts</c>.</para>
/// </example>
/// <example>
/// <title>Send only what passes</title>
/// <code>
/// if (Test-HsImport contacts.csv -MappingPath contacts.mapping.json -Quiet) {
///     Start-HsImport contacts.csv -MappingPath contacts.mapping.json
/// }
/// </code>
/// <para>The same is <c>Start-HsImport -InvalidRow Stop</c>, which reads the file once less.</para>
/// </example>
/// <example>
/// <title>Many files, without a call to HubSpot</title>
/// <code>
/// Get-ChildItem export -Filter *.csv |
///     Test-HsImport -MappingPath contacts.mapping.json `
///         -PropertyDefinition properties.json
/// </code>
/// <para>properties.json was saved with <see cref="GetHsPropertyCommand"/>. No account is needed.</para>
/// </example>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso cref="NewHsColumnMappingCommand"/>
/// <seealso cref="NewHsImportFileCommand"/>
/// <seealso>about_HsColumnMapping</seealso>
[Cmdlet(VerbsDiagnostic.Test, "HsImport", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HsFileCheck), typeof(bool))]
public sealed class TestHsImportCommand : HsFileCommand
{
    /// <summary>Writes only whether the file passed, or all files of New-HsImportFile.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process(PropertyDefinitions definitions, StartImportRequest request) =>
        Run((pipe, stop) => new TestImport(definitions).RunAsync(request, Quiet, pipe, stop));
}
