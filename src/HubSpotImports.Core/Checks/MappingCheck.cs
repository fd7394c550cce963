using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>A mapping that fits a file.</summary>
/// <param name="Kept">The columns that are sent, from 0, in the file's order.</param>
/// <param name="Columns">Their mappings, in the same order, under the file's own headers.</param>
public sealed record FittedMapping(IReadOnlyList<int> Kept, IReadOnlyList<HsColumnMapping> Columns);

/// <summary>
/// Fits mappings to the header of a file. Mappings name headers, so their order never matters; what matters is that every column has
/// exactly one and none is over.
/// </summary>
public static class MappingCheck
{
    /// <summary>Fits the mappings to the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mappings">The mappings, in any order.</param>
    /// <param name="errors">All that stands against it; empty when there is a result.</param>
    /// <returns>The mapping in the file's order, or <see langword="null"/>.</returns>
    public static FittedMapping? Fit(SourceFile file, IReadOnlyList<HsColumnMapping> mappings, out IReadOnlyList<HsException> errors)
    {
        var found = new List<HsException>();
        var byColumn = new HsColumnMapping?[file.Header.Count];
        var absent = new List<string>();
        foreach (var mapping in mappings)
        {
            if (ColumnOf(file, mapping.ColumnName) is not { } column)
            {
                absent.Add(mapping.ColumnName);
            }
            else if (byColumn[column] is not null)
            {
                found.Add(HsError.ColumnMappedTwice(file.Header[column]));
            }
            else
            {
                byColumn[column] = mapping;
            }
        }

        var unmapped = file.Header.Where((_, column) => byColumn[column] is null).ToList();
        var objectType = mappings.FirstOrDefault(mapping => !mapping.Ignored)?.ObjectType ?? "contact";
        if (absent.Count > 0) found.Add(HsError.ColumnNotInFile(file, absent, objectType, Spelling.Nearest(absent[0], unmapped, 3)));
        if (unmapped.Count > 0) found.Add(HsError.ColumnNotMapped(file, unmapped, objectType));

        int[] kept = [.. Enumerable.Range(0, byColumn.Length).Where(column => byColumn[column] is { Ignored: false })];
        HsColumnMapping[] columns = [.. kept.Select(column => byColumn[column]! with { ColumnName = file.Header[column] })];
        if (kept.Length == 0 && found.Count == 0) found.Add(HsError.AllColumnsIgnored(file.Path));
        found.AddRange(columns.SelectMany(Contradictions));
        found.AddRange(PropertiesMappedTwice(columns));
        found.AddRange(AssociationCheck.Errors(columns));

        errors = found;
        return found.Count == 0 ? new FittedMapping(kept, columns) : null;
    }

    /// <summary>Checks the properties that the mappings name against their definitions.</summary>
    /// <param name="columns">The mappings.</param>
    /// <param name="objectType">One object type of theirs.</param>
    /// <param name="properties">Its properties, and those of the archived ones that are known.</param>
    public static IEnumerable<HsException> CheckProperties(IEnumerable<HsColumnMapping> columns, ObjectTypeName objectType, IReadOnlyList<HsProperty> properties)
    {
        var pairing = new HeaderPairing(objectType, properties);
        foreach (var column in columns.Where(column => column.PropertyName is not null && column.PropertyObjectTypeId == objectType.Id))
        {
            var property = properties.FirstOrDefault(property => property.Name == column.PropertyName);
            if (property is null) yield return HsError.UnknownProperty(column.PropertyName!, objectType.Name, column.ColumnName, pairing.Nearest(column.PropertyName!));
            else if (property.Archived) yield return HsError.PropertyArchived(property.Name, objectType.Name, column.ColumnName);
            else if (column.IsOwn && !HeaderPairing.CanBeSet(property)) yield return HsError.PropertyReadOnly(property, objectType.Name, column.ColumnName);
            else if (MustBeUnique(column) && !Identifier.CanBe(objectType.Id, property)) yield return HsError.IdentifierNotUnique(property.Name, objectType.Name, column.ColumnName);
            else if (column.ColumnType == HsColumnType.ObjectId && property.Name != "hs_object_id") yield return HsError.IdentifierNotUnique(property.Name, objectType.Name, column.ColumnName);
        }
    }

    // The file's own header decides; Import-Csv trims what it shows, so a name that differs in blanks alone is meant for it.
    private static int? ColumnOf(SourceFile file, string name)
    {
        var header = file.Header.ToList();
        var exact = header.IndexOf(name);
        if (exact >= 0) return exact;

        var trimmed = header.FindIndex(candidate => candidate.Trim() == name.Trim());
        return trimmed >= 0 ? trimmed : null;
    }

    private static IEnumerable<HsException> Contradictions(HsColumnMapping mapping)
    {
        if (mapping.IdColumnType is { } idColumnType && idColumnType.ToString() != mapping.ColumnType.ToString())
        {
            yield return HsError.ColumnTypeConflict(mapping.ColumnName);
        }
    }

    private static IEnumerable<HsException> PropertiesMappedTwice(HsColumnMapping[] columns) => columns
        .Where(column => column.PropertyName is not null)
        .GroupBy(column => (column.ObjectTypeId, column.ToObjectTypeId, column.PropertyName))
        .Where(group => group.Count() > 1)
        .Select(group => HsError.PropertyMappedTwice(group.Key.PropertyName!, group.First().ObjectType, [.. group.Select(column => column.ColumnName)]));

    // Free text can neither find records nor tie files together (HubSpot imports guide).
    private static bool MustBeUnique(HsColumnMapping column) =>
        column.ColumnType == HsColumnType.AlternateId || column.AssociationIdentifierColumn || column.IsCommon;
}
