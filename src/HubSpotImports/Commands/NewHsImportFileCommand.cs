using System.Management.Automation;
using System.Text;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Puts a file and its column mappings together, so that several files become one import.</summary>
/// <remarks>
/// <para>Contacts in one file and their companies in another are one import: the rows of one name the rows of the other by a common column. Each file has its own
/// mappings, encoding and header; <see cref="StartHsImportCommand"/> and <see cref="TestHsImportCommand"/> take the files through the pipeline, or with
/// <c>-ImportFile</c>.</para>
/// <para>Nothing is read and no call is made until then. <c>Export-Clixml</c> saves what is made, with its mappings.</para>
/// </remarks>
/// <returns>The file with its mappings.</returns>
/// <example>
/// <title>Companies and contacts, tied together by e-mail</title>
/// <code>
/// $companies = @(
///     New-HsColumnMapping -ColumnName Name -ObjectType company `
///         -PropertyName name
///     New-HsColumnMapping -ColumnName Email -ObjectType company `
///         -ToObjectType contact -AssociationTypeId 280
/// ) | New-HsImportFile companies.csv
///
/// $contacts = @(
///     New-HsColumnMapping -ColumnName Email -ObjectType contact `
///         -PropertyName email -AssociationIdentifierColumn
///     New-HsColumnMapping -ColumnName Name -ObjectType contact `
///         -PropertyName firstname
/// ) | New-HsImportFile members.csv
///
/// $companies, $contacts | Start-HsImport -Name 'Companies and contacts' -Wait
/// </code>
/// <para>In members.csv the column Email tells the records apart; in companies.csv it names the contact that a company belongs to. 280 leads from company to
/// contact.</para>
/// </example>
/// <example>
/// <title>Check files that go together</title>
/// <code>
/// $companies = New-HsImportFile companies.csv `
///     -MappingPath companies.mapping.json
/// $contacts = New-HsImportFile members.csv `
///     -MappingPath members.mapping.json
/// $companies, $contacts | Test-HsImport
/// </code>
/// <para>One result a file. That a common column has no companion is a finding of its file.</para>
/// </example>
/// <example>
/// <title>A file without a header</title>
/// <code>
/// New-HsColumnMapping -Path bare.csv -NoHeader -ObjectType contact `
///     -Map @{ 1 = 'email'; 2 = 'firstname' } -Ignore 3 |
///     New-HsImportFile bare.csv -NoHeader
/// </code>
/// <para>The first record is data; mappings name columns by their numbers.</para>
/// </example>
/// <seealso cref="NewHsColumnMappingCommand"/>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso cref="TestHsImportCommand"/>
/// <seealso>about_HsColumnMapping</seealso>
[Cmdlet(VerbsCommon.New, "HsImportFile", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HsImportFile))]
public sealed class NewHsImportFileCommand : HsCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<HsColumnMapping> _mappings = [];

    /// <summary>The file: CSV or Excel. Wildcards are permitted; each file is one of the import.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The file, its name taken as it is written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc cref="HsFileCommand.ColumnMapping"/>
    [Parameter(ParameterSetName = PathSet, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LiteralPathSet, ValueFromPipeline = true)]
    public HsColumnMapping[]? ColumnMapping { get; set; }

    /// <inheritdoc cref="HsFileCommand.MappingPath"/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MappingPath { get; set; }

    /// <inheritdoc cref="HsFileCommand.Encoding"/>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <inheritdoc cref="HsFileCommand.ConvertToCsv"/>
    [Parameter]
    public SwitchParameter ConvertToCsv { get; set; }

    /// <inheritdoc cref="HsFileCommand.NoHeader"/>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _mappings.AddRange(ColumnMapping ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(() =>
    {
        if (MappingPath is not null) _mappings.AddRange(MappingValues.Read(ProviderPaths.Literal(this, MappingPath)));
        IReadOnlyList<string> paths = [.. Path.SelectMany(path => ProviderPaths.Resolve(this, path)), .. ProviderPaths.Literal(this, LiteralPath)];
        foreach (var path in paths) WriteObject(NewImportFile.Make(path, _mappings, !NoHeader, Encoding?.CodePage, ConvertToCsv));
    });
}
