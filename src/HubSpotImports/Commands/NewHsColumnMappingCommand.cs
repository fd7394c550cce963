using System.Collections;
using System.Management.Automation;
using System.Text;
using HubSpotImports.Binding;
using HubSpotImports.Checks;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Commands;

/// <summary>Says what the columns of a file mean to HubSpot.</summary>
/// <remarks>
/// <para>Reads the header of a file, and pairs each column with a property by name, label and common spellings. What pairs with none is an error that names
/// the column; <c>-Map</c> gives it a property, <c>-Ignore</c> leaves it out. Headers can also come down the pipeline: as rows of <c>Import-Csv</c>, of which only
/// the first is read, or as texts. Everything beyond that, such as associations, is one column at a time, with <c>-ColumnName</c>.</para>
/// <para>Look at the result before you send it. It is one object a column, in any order, and goes to <c>-ColumnMapping</c> of
/// <see cref="TestHsImportCommand"/> and <see cref="StartHsImportCommand"/>, or into a file.</para>
/// </remarks>
/// <returns>The mappings, one a column.</returns>
/// <example>
/// <title>From the header of a file</title>
/// <code>
/// New-HsColumnMapping -Path contacts.csv -ObjectType contact `
///     -Map @{ 'Tel.' = 'phone' } -Ignore 'Internal note'
/// </code>
/// <output>
/// ColumnName                 PropertyName     ObjectType      ColumnType
/// ----------                 ------------     ----------      ----------
/// E-mail                     email            contact         AlternateId
/// First Name                 firstname        contact         Standard
/// Surname                    lastname         contact         Standard
/// Tel.                       phone            contact         Standard
/// Company                    company          contact         Standard
/// Internal note              (ignored)
/// </output>
/// <para>AlternateId: by the e-mail HubSpot finds the contact to update. Where no column is an identifier, every row creates a record.</para>
/// </example>
/// <example>
/// <title>Save it for a script that runs every night</title>
/// <code>
/// New-HsColumnMapping contacts.csv contact | ConvertTo-Json |
///     Set-Content contacts.mapping.json
/// </code>
/// <para>The file is for <c>-MappingPath</c>. A header that changes later is then an error, and not a guess.</para>
/// </example>
/// <example>
/// <title>In one pipeline, from the header that Import-Csv shows</title>
/// <code>
/// Import-Csv contacts.csv | New-HsColumnMapping -ObjectType contact |
///     Start-HsImport -Path contacts.csv -Name 'Nightly contacts' -Wait |
///     Get-HsImportError | Export-Csv refused.csv
/// </code>
/// <para>Of the rows only the first is read, for its names.</para>
/// </example>
/// <example>
/// <title>Contacts and their companies in the same rows</title>
/// <code>
/// $map = @(
///     New-HsColumnMapping -ObjectType contact -ColumnName E-mail `
///         -PropertyName email
///     New-HsColumnMapping -ObjectType company -ColumnName Company `
///         -PropertyName name
///     New-HsColumnMapping -ObjectType company -ColumnName Website `
///         -PropertyName domain
/// )
/// Test-HsImport contacts-and-companies.csv -ColumnMapping $map
/// </code>
/// <para>HubSpot makes a contact and a company of each row, and associates the two.</para>
/// </example>
/// <seealso cref="TestHsImportCommand"/>
/// <seealso cref="StartHsImportCommand"/>
/// <seealso cref="GetHsPropertyCommand"/>
/// <seealso>about_HsColumnMapping</seealso>
[Cmdlet(VerbsCommon.New, "HsColumnMapping", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HsColumnMapping))]
public sealed class NewHsColumnMappingCommand : HsConnectedCommand
{
    private const string PathSet = "Path";
    private const string InputSet = "Input";
    private const string ColumnSet = "Column";

    private readonly List<string> _headers = [];
    private bool _rowSeen;

    /// <summary>The file whose header is read: CSV or Excel.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>How the text of a CSV is encoded, where that is not what the file seems to be: utf8, unicode, ansi, a name such as shift_jis, or a code page.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = InputSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Rows of <c>Import-Csv</c>, of which the first is enough; or headers, as text; or a file of <c>Get-ChildItem</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The object type that the columns belong to: contact, company, deal, ticket, …, or an id such as 0-1.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 1, Mandatory = true)]
    [Parameter(ParameterSetName = InputSet, Position = 0, Mandatory = true)]
    [Parameter(ParameterSetName = ColumnSet)]
    [ValidateNotNullOrEmpty]
    [ObjectTypeTransformation]
    [ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ObjectType { get; set; }

    /// <summary>The file has no header: its first record is data. Columns go by their numbers, from 1, and pair with nothing by themselves: each needs <c>-Map</c> or <c>-Ignore</c>. Rows of <c>Import-Csv</c> have their names already.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = InputSet)]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>Properties for headers that pair with none, or with another than you want: <c>@{ 'Tel.' = 'phone' }</c>. With <c>-NoHeader</c>, for numbers of columns: <c>@{ 1 = 'email'; 2 = 'firstname' }</c>.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = InputSet)]
    public Hashtable? Map { get; set; }

    /// <summary>Headers of columns that are not sent; without a header, their numbers.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = InputSet)]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string[]? Ignore { get; set; }

    /// <summary>A file with property definitions, so that no call is needed: <c>Get-HsProperty contact | ConvertTo-Json -Depth 4 | Set-Content properties.json</c>.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    public string? PropertyDefinition { get; set; }

    /// <summary>The header of the one column to map; in a file without a header, its number, from 1.</summary>
    [Parameter(ParameterSetName = ColumnSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? ColumnName { get; set; }

    /// <summary>The internal name of its property. Columns of labels, keys and event times have none.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string? PropertyName { get; set; }

    /// <summary>What the values are. Without it, the identifier for hs_object_id, a contact's email and a company's domain, else Standard.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    public HsColumnType? ColumnType { get; set; }

    /// <summary>The older name of <see cref="ColumnType"/>, for requests as HubSpot's legacy guide has them.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    public HsIdColumnType? IdColumnType { get; set; }

    /// <summary>The other object type: where a label leads, or whose property a common column holds.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    [ObjectTypeTransformation]
    [ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ToObjectType { get; set; }

    /// <summary>The association type id, such as 280 for company to contact.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    [ArgumentCompleter(typeof(AssociationTypeCompleter))]
    public int? AssociationTypeId { get; set; }

    /// <summary>The category of the association type.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    [ValidateSet("HUBSPOT_DEFINED", "USER_DEFINED", "INTEGRATOR_DEFINED")]
    public string? AssociationCategory { get; set; }

    /// <summary>Says that the values of this column tie the files of the import together.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    public SwitchParameter AssociationIdentifierColumn { get; set; }

    /// <summary>What a column of event times says.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    public HsMarketingEventSubmissionType? MarketingEventSubmissionType { get; set; }

    /// <summary>Leaves the column out: it is not sent.</summary>
    [Parameter(ParameterSetName = ColumnSet)]
    public SwitchParameter Ignored { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_rowSeen || ParameterSetName != InputSet) return;

        switch (InputObject?.BaseObject)
        {
            case FileSystemInfo file:
                FromPath(file.FullName);
                break;
            case string header:
                _headers.Add(header);
                break;
            case ValueType or null:
                WriteError(ErrorRecords.Of(HsError.NotARow(InputObject)));
                break;
            default:
                _rowSeen = true;
                FromHeaders([.. InputObject!.Properties.Select(property => property.Name)]);
                if (StopUpstream.RequestedBy(this) is { } request) throw request;
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == PathSet) Try(() => FromPath(ProviderPaths.Literal(this, Path!)));
        else if (ParameterSetName == ColumnSet) Try(FromParameters);
        else if (_headers.Count > 0) FromHeaders(_headers);
    }

    private void FromPath(string path) => Pair(new NewColumnMappingRequest { ObjectType = ObjectType!, Path = path, Encoding = Encoding, HasHeader = !NoHeader });

    private void FromHeaders(IReadOnlyList<string> headers) => Pair(new NewColumnMappingRequest { ObjectType = ObjectType!, Headers = headers });

    private void Pair(NewColumnMappingRequest request) => Try(() =>
    {
        var definitions = PropertyDefinition is null
            ? PropertyDefinitions.Of(Client)
            : PropertyDefinitions.SavedIn(ProviderPaths.Literal(this, PropertyDefinition));
        var complete = request with
        {
            Map = (Map ?? []).Cast<DictionaryEntry>().ToDictionary(entry => entry.Key.ToString()!, entry => entry.Value?.ToString() ?? ""),
            Ignore = Ignore ?? [],
        };
        Run((pipe, stop) => NewColumnMapping.RunAsync(complete, definitions, pipe, stop));
    });

    private void FromParameters() => WriteObject(NewColumnMapping.Make(new ExplicitColumnMapping
    {
        ColumnName = ColumnName!,
        PropertyName = PropertyName,
        ObjectType = ObjectType,
        ColumnType = ColumnType,
        IdColumnType = IdColumnType,
        ToObjectType = ToObjectType,
        AssociationTypeId = AssociationTypeId,
        AssociationCategory = AssociationCategory,
        AssociationIdentifierColumn = AssociationIdentifierColumn,
        MarketingEventSubmissionType = MarketingEventSubmissionType,
        Ignored = Ignored,
    }));
}
