using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets imports: by id, or from the list of the imports that this app made, in HubSpot's order.</summary>
[Cmdlet(VerbsCommon.Get, "HsImport", DefaultParameterSetName = ListSet)]
[OutputType(typeof(HsImport))]
public sealed class GetHsImportCommand : HsConnectedCommand
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    /// <summary>The ids of the imports.</summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImportId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The names of the imports; wildcards are permitted.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ImportNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The states: STARTED, PROCESSING, DEFERRED, DONE, FAILED, CANCELED, REVERTED.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ImportStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only imports that HubSpot still works at or will: STARTED, PROCESSING, DEFERRED.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Active { get; set; }

    /// <summary>Only imports made after this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [TimeTransformation]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>How many to get at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>How many to pass over before the first.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var name = Name is null ? null : new WildcardPattern(Name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        var request = new GetImportRequest
        {
            Ids = Id,
            NameMatches = name is null ? null : name.IsMatch,
            States = State ?? [],
            Active = Active,
            CreatedAfter = CreatedAfter,
            First = First,
            Skip = Skip,
        };
        Run((client, pipe, stop) => new GetImport(client).RunAsync(request, pipe, stop));
    }
}
