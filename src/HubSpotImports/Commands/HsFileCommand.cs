using System.ComponentModel;
using System.Management.Automation;
using System.Text;
using HubSpotImports.Binding;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>A cmdlet that takes files with their mappings: what <c>Test-HsImport</c> and <c>Start-HsImport</c> share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsFileCommand : HsConnectedCommand
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";
    private protected const string ImportFileSet = "ImportFile";

    private readonly List<HsColumnMapping> _mappings = [];
    private readonly List<HsImportFile> _files = [];
    private readonly HashSet<string> _seen = new(SourcePaths.Comparer);
    private PropertyDefinitions? _definitions;
    private bool _pathIsPiped;

    /// <summary>The file to import: CSV or Excel. Wildcards are permitted; several files are several imports.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The file to import, its name taken as it is written. Files of <c>Get-ChildItem</c> bind here.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files of <see cref="NewHsImportFileCommand"/>, each with its mappings: all of them are one import.</summary>
    [Parameter(ParameterSetName = ImportFileSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public HsImportFile[] ImportFile { get; set; } = [];

    /// <summary>What the columns mean, in any order: mappings of <see cref="NewHsColumnMappingCommand"/>, also out of a job or <c>Import-Clixml</c>, or hashtables.</summary>
    [Parameter(ParameterSetName = PathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LiteralPathSet, ValueFromPipeline = true)]
    public HsColumnMapping[]? ColumnMapping { get; set; }

    /// <summary>A file with saved mappings, as <c>New-HsColumnMapping | ConvertTo-Json | Set-Content</c> writes it.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? MappingPath { get; set; }

    /// <summary>What may be done with records; for one object type each, <c>@{ contact = 'Create'; company = 'Update' }</c>. HubSpot's default is Upsert.</summary>
    [Parameter]
    [ImportOperationTransformation]
    [ArgumentCompleter(typeof(ImportOperationCompleter))]
    public IDictionary<string, HsImportOperation> ImportOperation { get; set; } = new Dictionary<string, HsImportOperation>();

    /// <summary>The order of day, month and year in the dates of the file. HubSpot's default is MonthDayYear.</summary>
    [Parameter]
    public HsDateFormat? DateFormat { get; set; }

    /// <summary>The time zone of times, as an IANA name such as America/New_York.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The record id of the marketing event whose participants are imported.</summary>
    [Parameter]
    public long? MarketingEventObjectId { get; set; }

    /// <summary>How the text of a CSV is encoded, where that is not what the file seems to be: utf8, unicode, ansi, a name such as shift_jis, or a code page.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Sends the sheet of a workbook as CSV, so that columns and rows can be left out of it.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter ConvertToCsv { get; set; }

    /// <summary>The file has no header: its first record is data, and mappings name columns by their numbers, from 1.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>A file with property definitions to check the mapping with, instead of the account's: <c>Get-HsProperty contact | ConvertTo-Json -Depth 4 | Set-Content properties.json</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PropertyDefinition { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _pathIsPiped = !MyInvocation.BoundParameters.ContainsKey(nameof(Path)) && !MyInvocation.BoundParameters.ContainsKey(nameof(LiteralPath));
        if (MappingPath is null) return;
        try
        {
            _mappings.AddRange(MappingValues.Read(ProviderPaths.Literal(this, MappingPath)));
        }
        catch (HsException error)
        {
            ThrowTerminatingError(ErrorRecords.Of(error));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ImportFileSet) _files.AddRange(ImportFile);
        else if (!_pathIsPiped) _mappings.AddRange(ColumnMapping ?? []);
        else foreach (var path in LiteralPath) FromLiteral(path, [.. _mappings, .. ColumnMapping ?? []]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_files.Count > 0) Try(() => From(_files));
        if (_pathIsPiped) return;
        foreach (var path in Path) Try(() => From(ProviderPaths.Resolve(this, path), _mappings));
        foreach (var path in LiteralPath) FromLiteral(path, _mappings);
    }

    private void FromLiteral(string path, IReadOnlyList<HsColumnMapping> mappings) => Try(() => From([ProviderPaths.Literal(this, path)], mappings));

    private void From(IReadOnlyList<string> paths, IReadOnlyList<HsColumnMapping> mappings)
    {
        // A file that two paths mean is one file.
        foreach (var path in paths.Where(_seen.Add)) From([NewImportFile.Make(path, mappings, !NoHeader, Encoding?.CodePage, ConvertToCsv)]);
    }

    private void From(IReadOnlyList<HsImportFile> files)
    {
        _definitions ??= PropertyDefinition is null
            ? PropertyDefinitions.Of(Client)
            : PropertyDefinitions.SavedIn(ProviderPaths.Literal(this, PropertyDefinition));
        Process(_definitions, NewRequest(files));
    }

    private protected abstract void Process(PropertyDefinitions definitions, StartImportRequest request);

    private StartImportRequest NewRequest(IReadOnlyList<HsImportFile> files) => new()
    {
        Files = files,
        Operations = new Dictionary<string, HsImportOperation>(ImportOperation),
        DateFormat = DateFormat,
        TimeZone = TimeZone,
        MarketingEventObjectId = MarketingEventObjectId,
    };
}
