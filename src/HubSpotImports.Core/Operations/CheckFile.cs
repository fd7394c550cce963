using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>A file with all that is known of it before the send.</summary>
/// <param name="File">What the file is.</param>
/// <param name="Errors">What stands against any send: structure, mapping, limits.</param>
/// <param name="Findings">What HubSpot would not take of its rows.</param>
internal sealed record CheckedFile(SourceFile File, IReadOnlyList<HsException> Errors, FindingCollector Findings)
{
    /// <summary>The mapping in the file's order; <see langword="null"/> where errors stand against it.</summary>
    public FittedMapping? Mapping { get; init; }

    /// <summary>HubSpot's rules for the rows; <see langword="null"/> where errors stand against the send.</summary>
    public RowRules? Rules { get; init; }

    /// <summary>Whether an identifier stands in two parts; <see langword="null"/> where that cannot be told.</summary>
    public bool? IdentifiersCrossParts { get; init; }

    /// <summary>Whether a second send would create records, participations or a list once more.</summary>
    public bool CreatesRecords { get; init; }

    /// <summary>What would be sent; <see langword="null"/> where errors stand against it.</summary>
    public FilePlan? Plan { get; init; }
}

/// <summary>The check of one file of an import: file, header, mapping, properties, rows, limits.</summary>
/// <param name="given">The file.</param>
/// <param name="request">The import that it is for.</param>
/// <param name="definitions">The account's properties.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class CheckFile(HsImportFile given, StartImportRequest request, PropertyDefinitions definitions, ImportLimits limits)
{
    /// <summary>Checks the file.</summary>
    /// <param name="pipe">Told how far the check is.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException">The file cannot be read.</exception>
    public async Task<CheckedFile> RunAsync(CmdletPipe pipe, CancellationToken stop)
    {
        using var bar = pipe.OpenBar($"Checking {Path.GetFileName(given.SourcePath)}");
        bar.Say("header and properties");
        var file = await InspectAsync(stop).ConfigureAwait(false);
        pipe.WriteVerbose($"'{file.Path}': {file.Encoding.Name}, separator '{file.Separator}', {file.Header.Count} columns.");

        if (MappingCheck.Fit(file, given.ColumnMappings, out var errors) is not { } mapping) return new CheckedFile(file, errors, new FindingCollector(file));

        var properties = await PropertiesAsync(mapping.Columns, pipe, stop).ConfigureAwait(false);
        errors = [.. properties.SelectMany(pair => MappingCheck.CheckProperties(mapping.Columns, pair.Key, pair.Value)), .. ImportErrors(mapping.Columns)];
        if (errors.Count > 0) return new CheckedFile(file, errors, new FindingCollector(file)) { Mapping = mapping };

        WarnOfDoubles(mapping.Columns, pipe);
        RowRules NewRules() => RulesFor(file, mapping, properties);
        var rules = new FileRules(file, NewRules);
        var plan = await FilePlanner.PlanAsync(
            file,
            mapping.Kept,
            () => rules = new FileRules(file, NewRules),
            request.InvalidRow == HsInvalidRow.HoldBack,
            limits,
            (bytes, rows) => bar.SayBytes(bytes, file.Length, rows),
            stop).ConfigureAwait(false);
        var proof = await ProveDuplicatesAsync(plan, rules, pipe, stop).ConfigureAwait(false);
        rules.Complete(proof);
        foreach (var doubt in Doubts(file, mapping.Columns)) rules.Findings.AddAboutFile(doubt);
        errors = [.. rules.Findings.Findings.Where(finding => finding is { Row: null, Severity: HsFindingSeverity.Error }).Select(HsError.InvalidColumn)];
        return new CheckedFile(plan.Source, errors, rules.Findings)
        {
            Mapping = mapping,
            Rules = NewRules(),
            Plan = plan,
            IdentifiersCrossParts = rules.CrossParts(proof),
            CreatesRecords = rules.CreatesRecords || request.CreateContactListFromImport == true,
        };
    }

    private async Task<SourceFile> InspectAsync(CancellationToken stop)
    {
        var encoding = given.CodePage is { } codePage ? SourceEncoding.CodePage(codePage) : null;
        var file = await FileInspector.InspectAsync(given.SourcePath, encoding, given.HasHeader, limits, stop).ConfigureAwait(false);
        return file with
        {
            Format = given.ConvertToCsv ? HsFileFormat.Csv : file.Format,
            DateFormat = request.DateFormat ?? HsDateFormat.MonthDayYear,
        };
    }

    // A key that only seems to repeat is no finding, so the file is read again where keys may.
    private async Task<DuplicateProof?> ProveDuplicatesAsync(FilePlan plan, FileRules rules, CmdletPipe pipe, CancellationToken stop)
    {
        if (!rules.Duplicates.HasCandidates) return null;

        using var bar = pipe.OpenBar("Comparing identifiers");
        DuplicateProof? proof = null;
        await CsvScan.RunAsync(plan.Source, limits, () => proof = rules.NewProof(plan.Parts), () => null, ScanSettings.Default, (bytes, rows) => bar.SayBytes(bytes, plan.Source.Length, rows), stop).ConfigureAwait(false);
        return proof;
    }

    private RowRules RulesFor(
        SourceFile file, FittedMapping mapping, Dictionary<ObjectTypeName, IReadOnlyList<HsProperty>> properties)
    {
        var byName = properties
            .SelectMany(pair => pair.Value.Select(property => (Type: pair.Key.Id, Property: property)))
            .ToLookup(entry => (entry.Type, entry.Property.Name), entry => entry.Property);
        return new RowRules(
            file,
            mapping,
            (type, name) => byName[(type, name)].FirstOrDefault(),
            OperationOf,
            request.DateFormat,
            request.Command);
    }

    private HsImportOperation OperationOf(string objectTypeId) => request.OperationOf(objectTypeId) ?? HsImportOperation.Upsert;

    // What the mapping lacks for what the import is to do.
    private IEnumerable<HsException> ImportErrors(IReadOnlyList<HsColumnMapping> columns) =>
    [
        .. MarketingEventCheck.Errors(given.SourcePath, columns, request, OperationOf(MarketingEventCheck.ObjectTypeId)),
        .. RecordCheck.Errors(given.SourcePath, columns, OperationOf),
    ];

    private IEnumerable<HsFinding> Doubts(SourceFile file, IReadOnlyList<HsColumnMapping> columns) =>
    [
        .. AssociationCheck.Doubts(given.SourcePath, file.Header, columns),
        .. RecordCheck.Doubts(given.SourcePath, columns, OperationOf),
    ];

    // The properties of each object type; a token that may not read them (403) leaves the mapping unchecked.
    private async Task<Dictionary<ObjectTypeName, IReadOnlyList<HsProperty>>> PropertiesAsync(
        IReadOnlyList<HsColumnMapping> columns, CmdletPipe pipe, CancellationToken stop)
    {
        var properties = new Dictionary<ObjectTypeName, IReadOnlyList<HsProperty>>();
        foreach (var group in columns.Where(column => column.PropertyName is not null).GroupBy(column => column.PropertyObjectTypeId))
        {
            var objectType = ObjectTypeName.Resolve(group.Key);
            try
            {
                properties[objectType] = await definitions.OfAsync(objectType, group.Select(column => column.PropertyName!), pipe, stop).ConfigureAwait(false);
            }
            catch (HsException error) when (error.StatusCode == 403)
            {
                pipe.WriteWarning($"The token may not read the properties of {objectType.Name}, so mapping and values are sent unchecked. {error.RecommendedAction}");
            }
        }

        return properties;
    }

    private void WarnOfDoubles(IReadOnlyList<HsColumnMapping> columns, CmdletPipe pipe)
    {
        foreach (var group in columns.Where(column => column.IsOwn).GroupBy(column => (column.ObjectTypeId, column.ObjectType)))
        {
            if (OperationOf(group.Key.ObjectTypeId) != HsImportOperation.Upsert || group.Any(Identifier.Is)) continue;
            pipe.WriteWarning($"No column identifies a {group.Key.ObjectType}, so every row creates a new record, and so does every further run of the same file.");
        }
    }
}
