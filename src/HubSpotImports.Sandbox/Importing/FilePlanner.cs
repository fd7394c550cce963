using HubSpotImports.Sandbox.Properties;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// Brings the header of a file, its column mappings and the account's properties together. What does not fit fails the import as a
/// whole, after HubSpot has accepted it (imports guide: such an import "surfaces" with an error).
/// </summary>
internal sealed class FilePlanner(PropertyCatalogue catalogue, ObjectTypes types, AssociationTypes associations)
{
    private readonly TiePlanner _ties = new(catalogue, associations);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="FailedImportException">The file cannot be imported with these mappings.</exception>
    public FilePlan Plan(ImportRequest request, RequestedFile file, IReadOnlyList<string>? header)
    {
        IReadOnlyList<RequestedColumn> mappings = header is null ? file.Columns : InFileOrder(header, file.Columns);
        var columns = new List<(RequestedColumn Mapping, ColumnPlan Column)>();
        for (var i = 0; i < mappings.Count; i++)
        {
            if (PlanColumn(i, mappings[i]) is not { } column) continue;
            if (columns.Any(entry => entry.Column.TypeId == column.TypeId && entry.Column.Property == column.Property))
            {
                throw new FailedImportException(
                    "INVALID_COLUMN_CONFIGURATION", $"Two columns are mapped to '{column.Property.Name}'.", column.TypeId, i);
            }

            columns.Add((mappings[i], column));
        }

        var records = columns
            .GroupBy(entry => entry.Column.TypeId)
            .Select(group => new RecordPlan(
                group.Key,
                request.OperationOn(group.Key),
                [.. group.OrderBy(entry => RankAsIdentifier(entry.Mapping, entry.Column)).Select(entry => entry.Column)],
                ImportRequestCheck.NeedsAllOf(group.Key, types)))
            .ToList();
        var ties = _ties.Plan(request, mappings, [.. records.Select(record => record.TypeId)]);
        return new FilePlan(mappings.Count, file.DateFormat, request.TimeZone, records, ties);
    }

    // Guide: a file with a column that nobody mapped, or a mapping without a column, ends with INCORRECT_NUMBER_OF_COLUMNS; HubSpot tries to
    // reorder mappings by name. That names which cannot be paired are INVALID_COLUMN_CONFIGURATION is deduced.
    private static List<RequestedColumn> InFileOrder(IReadOnlyList<string> header, IReadOnlyList<RequestedColumn> mappings)
    {
        if (header.Count != mappings.Count)
        {
            throw new FailedImportException(
                "INCORRECT_NUMBER_OF_COLUMNS", $"The file has {header.Count} columns, its mapping {mappings.Count}.");
        }

        var left = mappings.ToList();
        var ordered = new List<RequestedColumn>(header.Count);
        for (var i = 0; i < header.Count; i++)
        {
            var place = left.FindIndex(mapping => mapping.Name == header[i]);
            if (place < 0) throw new FailedImportException("INVALID_COLUMN_CONFIGURATION", $"Nothing is mapped to the column '{header[i]}'.", column: i);
            ordered.Add(left[place]);
            left.RemoveAt(place);
        }

        return ordered;
    }

    private ColumnPlan? PlanColumn(int index, RequestedColumn mapping)
    {
        if (mapping.Ignored) return null;
        if (!types.TryFind(mapping.TypeId, out _))
            throw new FailedImportException("MISSING_OBJECT_DEFINITION", $"There is no object type '{mapping.TypeId}'.", null, index);

        // Columns that only tie records together are TiePlanner's.
        if (!mapping.IsValue) return null;
        if (catalogue.Find(mapping.TypeId, mapping.PropertyName!) is not { } property)
        {
            throw new FailedImportException(
                "PROPERTY_DEFINITION_NOT_FOUND",
                $"'{mapping.PropertyName}' is not a property of {mapping.TypeId}.",
                mapping.TypeId,
                index);
        }

        var column = new ColumnPlan(index, mapping.Name, mapping.TypeId, property);
        if (mapping.Type == HsColumnType.ObjectId && column.Kind != ValueKind.RecordId)
        {
            throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"'{property.Name}' does not hold record ids.", mapping.TypeId, index);
        }

        if (mapping.Type == HsColumnType.AlternateId && column.IdentifierScope is null)
        {
            throw new FailedImportException(
                "INVALID_ALTERNATE_ID", $"'{property.Name}' is not a property with unique values.", mapping.TypeId, index);
        }

        // That an import cannot set read-only properties is deduced, and so is the code.
        if (property.ModificationMetadata.ReadOnlyValue && column.Kind != ValueKind.RecordId)
        {
            throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"'{property.Name}' is read only.", mapping.TypeId, index);
        }

        return column;
    }

    // A record id is surest; then what the request calls an identifier; then e-mail and domain, which HubSpot recognizes anyway.
    private static int RankAsIdentifier(RequestedColumn mapping, ColumnPlan column) => column switch
    {
        { Kind: ValueKind.RecordId } => 0,
        { IdentifierScope: not null } when mapping.Type == HsColumnType.AlternateId => 1,
        { IdentifierScope: not null, FoldsCase: true } => 2,
        _ => 3,
    };
}
