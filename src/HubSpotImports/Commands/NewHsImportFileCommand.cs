using System.Management.Automation;
using System.Text;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Puts a file and its column mappings together, so that several files become one import: contacts and companies with a common column. Pipe
/// them into Start-HsImport or Test-HsImport, which read them; nothing is sent here.
/// </summary>
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
    [Parameter(Position = 1, ValueFromPipeline = true)]
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
