using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Checks;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Checks a file against its column mappings, sends it to HubSpot, and waits for the end where you wish. Several files in the pipeline are
/// several imports. An import is sent once: nothing is tried again that HubSpot may have taken.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "HsImport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class StartHsImportCommand : HsConnectedCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<HsColumnMapping> _mappings = [];
    private PropertyDefinitions? _definitions;
    private bool _pathIsPiped;

    /// <summary>The file to import: CSV or Excel. Wildcards are permitted; several files are several imports.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The file to import, its name taken as it is written. Files of Get-ChildItem bind here.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What the columns mean, in any order: from New-HsColumnMapping, also after a job or Import-Clixml, or hashtables.</summary>
    [Parameter(ValueFromPipeline = true)]
    public HsColumnMapping[] ColumnMapping { get; set; } = [];

    /// <summary>A file with saved mappings: New-HsColumnMapping … | ConvertTo-Json | Set-Content mapping.json</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MappingPath { get; set; }

    /// <summary>The name of the import in the account. Without it, the file's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>What may be done with records: Upsert, Create or Update; or per object type: @{ contact = 'Create'; company = 'Update' }. HubSpot's default is Upsert.</summary>
    [Parameter]
    [ImportOperationTransformation]
    public IDictionary<string, HsImportOperation> ImportOperation { get; set; } = new Dictionary<string, HsImportOperation>();

    /// <summary>The order of day, month and year in dates. HubSpot's default is MonthDayYear.</summary>
    [Parameter]
    public HsDateFormat? DateFormat { get; set; }

    /// <summary>The time zone of times, as an IANA name such as America/New_York.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>The contacts become marketing contacts.</summary>
    [Parameter]
    public SwitchParameter MarketableContactImport { get; set; }

    /// <summary>HubSpot makes a static list of the contacts.</summary>
    [Parameter]
    public SwitchParameter CreateContactListFromImport { get; set; }

    /// <summary>The record id of the marketing event whose participants are imported.</summary>
    [Parameter]
    public long? MarketingEventObjectId { get; set; }

    /// <summary>A file with property definitions to check the mapping with, instead of the account's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PropertyDefinition { get; set; }

    /// <summary>What to do with rows that break HubSpot's rules. Send: they are sent, and HubSpot decides.</summary>
    [Parameter]
    [ValidateSet("Send")]
    public string InvalidRow { get; set; } = "Send";

    /// <summary>Waits for the end, and writes the import then. Ctrl+C ends the waiting, never the import.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSec { get; set; }

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
        if (!_pathIsPiped) _mappings.AddRange(ColumnMapping);
        else foreach (var path in LiteralPath) ImportLiteral(path, [.. _mappings, .. ColumnMapping]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_pathIsPiped) return;
        foreach (var path in Path) Try(() => Import(ProviderPaths.Resolve(this, path), _mappings));
        foreach (var path in LiteralPath) ImportLiteral(path, _mappings);
    }

    private void ImportLiteral(string path, IReadOnlyList<HsColumnMapping> mappings) => Try(() => Import([ProviderPaths.Literal(this, path)], mappings));

    private void Import(IReadOnlyList<string> paths, IReadOnlyList<HsColumnMapping> mappings)
    {
        var client = Client;
        _definitions ??= PropertyDefinition is null
            ? PropertyDefinitions.Of(client)
            : PropertyDefinitions.SavedIn(ProviderPaths.Literal(this, PropertyDefinition));
        foreach (var path in paths) Run((pipe, stop) => new StartImport(client, _definitions).RunAsync(ToRequest(path, mappings), pipe, stop));
    }

    private StartImportRequest ToRequest(string path, IReadOnlyList<HsColumnMapping> mappings) => new()
    {
        Path = path,
        ColumnMappings = mappings,
        Name = Name,
        Operations = new Dictionary<string, HsImportOperation>(ImportOperation),
        DateFormat = DateFormat,
        TimeZone = TimeZone,
        MarketableContactImport = MarketableContactImport.IsPresent ? MarketableContactImport.ToBool() : null,
        CreateContactListFromImport = CreateContactListFromImport.IsPresent ? CreateContactListFromImport.ToBool() : null,
        MarketingEventObjectId = MarketingEventObjectId,
        Wait = Wait,
        WaitLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
