using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>The columns of a file that tie records together: labels, keys, common columns of several files (HubSpot imports guide).</summary>
internal static class AssociationCheck
{
    /// <summary>What stands against a send.</summary>
    /// <param name="columns">The columns of the file.</param>
    public static IEnumerable<HsException> Errors(IReadOnlyList<HsColumnMapping> columns)
    {
        foreach (var label in columns.Where(column => column.ColumnType == HsColumnType.AssociationLabel))
        {
            if (!HasRecords(columns, label.ObjectTypeId) || !HasRecords(columns, label.ToObjectTypeId!) || !CanBeSame(columns, label))
                yield return HsError.AssociationLabelWithoutRecords(label.ColumnName, label.ObjectType, NameOf(label.ToObjectTypeId!));
        }

        foreach (var column in columns.Where(column => column is { AssociationIdentifierColumn: true, PropertyName: null }))
        {
            yield return HsError.MappingContradictory(column.ColumnName, "ties files together (-AssociationIdentifierColumn), so it needs the property that its values belong to (-PropertyName).");
        }
    }

    /// <summary>What HubSpot may refuse: an association type that is known to be another pair's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="columns">Its columns.</param>
    public static IEnumerable<HsFinding> Doubts(string path, IReadOnlyList<string> header, IReadOnlyList<HsColumnMapping> columns)
    {
        foreach (var column in columns)
        {
            if (column is not { AssociationTypeId: { } id, AssociationCategory: "HUBSPOT_DEFINED" } || AssociationTypes.Find(id) is not { } pair) continue;
            if (pair.From == column.ObjectTypeId && (column.ToObjectTypeId is null || pair.To == column.ToObjectTypeId)) continue;
            var instead = AssociationTypes.Between(column.ObjectTypeId, column.ToObjectTypeId);
            yield return new HsFinding
            {
                Code = "HsAssociationTypeOfOtherObjects",
                Severity = HsFindingSeverity.Warning,
                Column = column.ColumnName,
                ColumnNumber = header.ToList().IndexOf(column.ColumnName) + 1,
                Message = $"The association type {id} leads from {NameOf(pair.From)} to {NameOf(pair.To)}, and the column from {column.ObjectType} to {NameOf(column.ToObjectTypeId ?? "another type")}.",
                RecommendedAction = $"New-HsColumnMapping -ColumnName '{column.ColumnName.Replace("'", "''")}' -ObjectType {column.ObjectType} -ToObjectType {NameOf(column.ToObjectTypeId ?? pair.To)} -AssociationTypeId {instead ?? id}",
                SourcePath = path,
            };
        }
    }

    // A common column stands for the records of the other file.
    private static bool HasRecords(IEnumerable<HsColumnMapping> columns, string objectTypeId) => columns.Any(column =>
        (column.IsOwn && column.ObjectTypeId == objectTypeId) || (column.IsCommon && column.ToObjectTypeId == objectTypeId));

    // Two records of one type are in a row only where keys lead to the second.
    private static bool CanBeSame(IEnumerable<HsColumnMapping> columns, HsColumnMapping label) =>
        label.ObjectTypeId != label.ToObjectTypeId
        || columns.Any(column => column.ColumnType == HsColumnType.AssociationKeys && column.ObjectTypeId == label.ObjectTypeId);

    private static string NameOf(string objectTypeId) => HsObjectType.TryFind(objectTypeId, out var type) ? type.Name : objectTypeId;
}
