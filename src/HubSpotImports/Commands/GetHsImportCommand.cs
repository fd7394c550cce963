using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets imports: by id, or from the list of those that this app made.</summary>
/// <remarks>
/// <para>HubSpot lists the imports of the app whose token is used, and no others. The order is HubSpot's. Pages are asked for as they are needed, so that <c>-First</c> makes few calls.</para>
/// </remarks>
/// <returns>The imports, as HubSpot reports them.</returns>
/// <example>
/// <title>The last imports of a name</title>
/// <code>Get-HsImport -Name 'Nightly*' -First 5</code>
/// <output>
/// Id         Name        State          Rows  Created  Updated  Refused    Age
/// --         ----        -----          ----  -------  -------  -------    ---
/// 4711       Nightly co… DONE            500      488        8        4  3 min
/// </output>
/// <para>Five imports at most, with what became of their rows.</para>
/// </example>
/// <example>
/// <title>All that is known of one</title>
/// <code>Get-HsImport -Id 4711 | Format-List</code>
/// <para>With its counters, lists, and the request that made it.</para>
/// </example>
/// <example>
/// <title>What went wrong today</title>
/// <code>Get-HsImport -CreatedAfter (Get-Date).Date -State FAILED, CANCELED</code>
/// <para>The imports since midnight that failed as a whole, or were cancelled.</para>
/// </example>
/// <seealso cref="WaitHsImportCommand"/>
/// <seealso cref="StopHsImportCommand"/>
/// <seealso cref="GetHsImportErrorCommand"/>
/// <seealso cref="GetHsSubmissionCommand"/>
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

    /// <summary>The states: STARTED, PROCESSING, DEFERRED, DONE, FAILED, CANCELED, REVERTED, or one that HubSpot adds one day.</summary>
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
