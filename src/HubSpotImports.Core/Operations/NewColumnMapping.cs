using System.Text;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>Headers to make mappings for.</summary>
public sealed record NewColumnMappingRequest
{
    /// <summary>The object type that all columns belong to, by name or id.</summary>
    public required string ObjectType { get; init; }

    /// <summary>The file whose header is read; <see langword="null"/> when <see cref="Headers"/> has them.</summary>
    public string? Path { get; init; }

    /// <summary>How the text of the file is encoded; <see langword="null"/> to find out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether the file has a header; else its columns go by their numbers, from 1, and pair with nothing by themselves.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Headers that are known already.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Properties for headers that pair with none, or with another than is wanted.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers of columns that are not sent.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];
}

/// <summary>One mapping, said in full.</summary>
public sealed record ExplicitColumnMapping
{
    /// <summary>The header.</summary>
    public required string ColumnName { get; init; }

    /// <summary>The property.</summary>
    public string? PropertyName { get; init; }

    /// <summary>The object type, by name or id.</summary>
    public string? ObjectType { get; init; }

    /// <summary>What the values are; <see langword="null"/> for what the property suggests.</summary>
    public HsColumnType? ColumnType { get; init; }

    /// <summary>The older name of the same.</summary>
    public HsIdColumnType? IdColumnType { get; init; }

    /// <summary>The other object type, by name or id.</summary>
    public string? ToObjectType { get; init; }

    /// <summary>The association type id.</summary>
    public int? AssociationTypeId { get; init; }

    /// <summary>The association category.</summary>
    public string? AssociationCategory { get; init; }

    /// <summary>Whether the values tie files together.</summary>
    public bool AssociationIdentifierColumn { get; init; }

    /// <summary>What an event-time column says.</summary>
    public HsMarketingEventSubmissionType? MarketingEventSubmissionType { get; init; }

    /// <summary>Whether the column is not sent.</summary>
    public bool Ignored { get; init; }
}

/// <summary><c>New-HsColumnMapping</c>: says what the columns of a file mean.</summary>
public static class NewColumnMapping
{
    /// <summary>Pairs headers with properties and writes one mapping each, in the order of the headers.</summary>
    /// <param name="request">The headers.</param>
    /// <param name="definitions">The account's properties.</param>
    /// <param name="pipe">Gets the mappings, and an error for each header that pairs with nothing.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task RunAsync(NewColumnMappingRequest request, PropertyDefinitions definitions, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            await PairAsync(request, definitions, pipe, stop).ConfigureAwait(false);
        }
        catch (HsException error) when (error.StatusCode is null)
        {
            // One file of several: the others go on.
            pipe.WriteError(error);
        }
    }

    /// <summary>Makes one mapping from what was said.</summary>
    /// <param name="mapping">What was said.</param>
    /// <exception cref="HsException"><c>HsColumnTypeConflict</c>, <c>HsMappingIncomplete</c>.</exception>
    public static HsColumnMapping Make(ExplicitColumnMapping mapping)
    {
        if (mapping.Ignored) return new HsColumnMapping { ColumnName = mapping.ColumnName, Ignored = true };

        var objectType = ObjectTypeName.Resolve(mapping.ObjectType ?? "");
        var idColumnType = mapping.IdColumnType switch
        {
            HsIdColumnType.ObjectId => HsColumnType.ObjectId,
            HsIdColumnType.AlternateId => HsColumnType.AlternateId,
            _ => (HsColumnType?)null,
        };
        if (mapping.ColumnType is { } given && idColumnType is { } older && given != older) throw HsError.ColumnTypeConflict(mapping.ColumnName);

        var made = new HsColumnMapping
        {
            ColumnName = mapping.ColumnName,
            PropertyName = string.IsNullOrEmpty(mapping.PropertyName) ? null : mapping.PropertyName,
            ObjectTypeId = objectType.Id,
            ObjectType = objectType.Name,
            ColumnType = mapping.ColumnType ?? idColumnType ?? Identifier.ColumnTypeOf(objectType.Id, mapping.PropertyName),
            IdColumnType = mapping.IdColumnType,
            ToObjectTypeId = mapping.ToObjectType is null ? null : ObjectTypeName.Resolve(mapping.ToObjectType).Id,
            AssociationTypeId = mapping.AssociationTypeId,
            AssociationCategory = mapping.AssociationCategory ?? (mapping.AssociationTypeId is null ? null : "HUBSPOT_DEFINED"),
            AssociationIdentifierColumn = mapping.AssociationIdentifierColumn,
            MarketingEventSubmissionType = mapping.MarketingEventSubmissionType,
        };
        if (Missing(made) is { } missing) throw HsError.MappingIncomplete(made.ColumnName, missing);
        return Contradiction(made) is { } contradiction ? throw HsError.MappingContradictory(made.ColumnName, contradiction) : made;
    }

    private static async Task PairAsync(NewColumnMappingRequest request, PropertyDefinitions definitions, CmdletPipe pipe, CancellationToken stop)
    {
        var file = request.Path is null ? null : await FileInspector.InspectAsync(request.Path, request.Encoding, request.HasHeader, ImportLimits.Documented, stop).ConfigureAwait(false);
        var headers = file?.Header ?? request.Headers;
        var objectType = ObjectTypeName.Resolve(request.ObjectType);
        var map = new Dictionary<string, string>();
        foreach (var (name, header) in ByHeader(request.Map.Keys, headers, "-Map", pipe))
        {
            if (map.ContainsKey(header)) pipe.WriteError(HsError.ColumnMappedTwice(header));
            else map.Add(header, request.Map[name]);
        }

        var ignored = ByHeader(request.Ignore, headers, "-Ignore", pipe).Select(pair => pair.Header).ToList();
        if (file is { HasHeader: false } && headers.Where(header => !map.ContainsKey(header) && !ignored.Contains(header)).ToList() is { Count: > 0 } unmapped)
        {
            throw HsError.ColumnNotMapped(file, unmapped, objectType.Name);
        }

        var pairing = new HeaderPairing(objectType, await definitions.OfAsync(objectType, map.Values, pipe, stop).ConfigureAwait(false), request.Path);

        var paired = new List<(string Header, HsProperty? Property)>();
        foreach (var header in headers)
        {
            try
            {
                paired.Add((header, ignored.Contains(header) ? null : map.TryGetValue(header, out var name) ? pairing.Find(name, header) : pairing.Pair(header)));
            }
            catch (HsException error)
            {
                pipe.WriteError(error);
            }
        }

        ReportDoubles(paired, objectType, pipe);
        var identifier = Identifier.Choose(objectType.Id, [.. paired.Select(pair => pair.Property).OfType<HsProperty>()]);
        foreach (var (header, property) in paired) pipe.WriteObject(NewMapping(header, property, objectType, property is not null && property == identifier, request.Path));
    }

    // What the shapes of HubSpot's guide need (facts, section 2.4).
    private static string? Missing(HsColumnMapping mapping) => mapping switch
    {
        { ColumnName.Length: 0 } => "has no column name.",
        { ObjectTypeId.Length: 0 } => "has no object type.",
        { ColumnType: HsColumnType.AssociationLabel, ToObjectTypeId: null } => "holds association labels, so it needs the object type they lead to (-ToObjectType).",
        { ColumnType: HsColumnType.EventTimestamp, MarketingEventSubmissionType: null } => "holds event times, so it needs -MarketingEventSubmissionType.",
        { ColumnType: HsColumnType.Standard or HsColumnType.ObjectId or HsColumnType.AlternateId, PropertyName: null, ToObjectTypeId: null, AssociationTypeId: null } => "has no property.",
        { IsCommon: true, AssociationTypeId: null } => "ties records to others, so it needs the association type (-AssociationTypeId), such as 280 for company to contact.",
        { AssociationCategory: not null, AssociationTypeId: null } => "has an association category, so it needs the association type too (-AssociationTypeId).",
        _ => null,
    };

    // What HubSpot's imports guide never has together.
    private static string? Contradiction(HsColumnMapping mapping) => mapping switch
    {
        { ColumnType: HsColumnType.AssociationLabel or HsColumnType.AssociationKeys or HsColumnType.EventTimestamp, PropertyName: not null } => "has a property, which a column of labels, keys or event times cannot have.",
        { ColumnType: HsColumnType.AssociationKeys, ToObjectTypeId: { } to } when to != mapping.ObjectTypeId => "holds keys of records of its own object type, so -ToObjectType cannot be another.",
        { ColumnType: HsColumnType.EventTimestamp, ObjectTypeId: not ("0-1" or MarketingEventCheck.ObjectTypeId) } => "holds event times, which belong to contacts or to the marketing event.",
        { ColumnType: not HsColumnType.EventTimestamp, MarketingEventSubmissionType: not null } => "has -MarketingEventSubmissionType, which is for columns of event times (-ColumnType EventTimestamp).",
        { AssociationCategory: not (null or "HUBSPOT_DEFINED" or "USER_DEFINED" or "INTEGRATOR_DEFINED") } => "has an association category that is none of HUBSPOT_DEFINED, USER_DEFINED, INTEGRATOR_DEFINED.",
        _ => null,
    };

    // Headers that somebody typed: exactly, or but for case and blanks.
    private static IEnumerable<(string Name, string Header)> ByHeader(IEnumerable<string> names, IReadOnlyList<string> headers, string parameter, CmdletPipe pipe)
    {
        foreach (var name in names)
        {
            var header = headers.FirstOrDefault(header => header == name)
                ?? headers.FirstOrDefault(header => string.Equals(header.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));
            if (header is not null) yield return (name, header);
            else pipe.WriteError(HsError.NotAHeader(parameter, name, Spelling.Nearest(name, headers, 3)));
        }
    }

    private static void ReportDoubles(List<(string Header, HsProperty? Property)> paired, ObjectTypeName objectType, CmdletPipe pipe)
    {
        foreach (var group in paired.Where(pair => pair.Property is not null).GroupBy(pair => pair.Property!.Name).Where(group => group.Count() > 1))
        {
            pipe.WriteError(HsError.PropertyMappedTwice(group.Key, objectType.Name, [.. group.Select(pair => pair.Header)]));
        }
    }

    private static HsColumnMapping NewMapping(string header, HsProperty? property, ObjectTypeName objectType, bool isIdentifier, string? path) => property is null
        ? new HsColumnMapping { ColumnName = header, Ignored = true, SourcePath = path }
        : new HsColumnMapping
        {
            ColumnName = header,
            PropertyName = property.Name,
            PropertyLabel = property.Label,
            ObjectTypeId = objectType.Id,
            ObjectType = objectType.Name,
            ColumnType = !isIdentifier ? HsColumnType.Standard : property.Name == "hs_object_id" ? HsColumnType.ObjectId : HsColumnType.AlternateId,
            SourcePath = path,
        };
}
