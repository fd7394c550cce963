using System.Management.Automation;
using System.Text;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Puts a file and its column mappings together, so that several files become one import.</summary>
/// <remarks>
/// <para>Pipe the files into <see cref="TestHsImportCommand"/> or <see cref="StartHsImportCommand"/>, which read them: all of them are one import. A column that
/// both files have, such as the e-mail address, ties their records together. Nothing is sent here.</para>
/// </remarks>
/// <returns>The file with its mappings.</returns>
/// <example>
/// <title>Companies, and the contacts who work there</title>
/// <code>
/// $companies = New-HsColumnMapping companies.csv company -Ignore 'Email'
/// $common = New-HsColumnMapping -ColumnName Email -ObjectType company `
///     -ToObjectType contact -AssociationTypeId 280
/// $contacts = New-HsColumnMapping contacts.csv contact |
///     Where-Object ColumnName -ne 'Email'
/// $key = New-HsColumnMapping -ColumnName Email -ObjectType contact `
///     -PropertyName email -AssociationIdentifierColumn
/// $files = @(
///     New-HsImportFile contacts.csv (@($contacts) + $key)
///     New-HsImportFile companies.csv (@($companies |
///         Where-Object ColumnName -ne 'Email') + $common)
/// )
/// $files | Start-HsImport -Name 'Companies and contacts' -Wait
/// </code>
/// <para>The column Email of both files ties each company to its contact. See about_HsColumnMapping for this and other shapes.</para>
/// </example>
/// <example>
/// <title>Check several files together</title>
/// <code>
/// New-HsImportFile contacts.csv -MappingPath contacts.mapping.json |
///     Test-HsImport
/// </code>
/// <para>One result a file, with the findings about how the files are tied together.</para>
/// </example>
/// <seealso cref="NewHsColumnMappingCommand"/>
/// <seealso cref="StartHsImportCommand"/>
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
