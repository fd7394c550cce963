using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>
/// The common columns that tie the files of an import together (HubSpot imports guide): one file has the property that tells records apart, with
/// <c>associationIdentifierColumn</c>; in another a column of the same values names those records, with <c>foreignKeyType</c>.
/// </summary>
internal static class CommonColumnCheck
{
    /// <summary>What stands against a send, of one of the files.</summary>
    /// <param name="files">All files of the import.</param>
    /// <param name="index">Which of them.</param>
    public static IEnumerable<HsException> Errors(IReadOnlyList<HsImportFile> files, int index)
    {
        if (files.Count == 1) yield break; // It may be tested alone, before its companion is there.

        var file = files[index];

        // Record ids may name what HubSpot has already (legacy guide).
        foreach (var column in Naming(file).Where(column => column.ColumnType != HsColumnType.ObjectId && OtherTypeOf(column) is not null))
        {
            var targets = Targets(files, column, except: file);
            if (targets.Count == 0) yield return HsError.CommonColumnAlone(file.SourcePath, column.ColumnName, column.ObjectType, NameOf(OtherTypeOf(column)));
            else if (column.PropertyName is { } property && targets.TrueForAll(target => target.PropertyName != property))
                yield return HsError.CommonColumnDiffers(file.SourcePath, column.ColumnName, property, targets[0].PropertyName!);
        }

        foreach (var column in file.ColumnMappings.Where(column => column.AssociationIdentifierColumn))
        {
            if (!files.Where(other => other != file).SelectMany(Naming).Any(naming => (OtherTypeOf(naming) ?? column.ObjectTypeId) == column.ObjectTypeId))
                yield return HsError.IdentifierColumnAlone(file.SourcePath, column.ColumnName, column.ObjectType);
        }
    }

    /// <summary>What may not be meant: files that nothing ties together.</summary>
    /// <param name="files">All files of the import.</param>
    public static IEnumerable<HsFinding> Doubts(IReadOnlyList<HsImportFile> files)
    {
        if (files.Count == 1 || files.SelectMany(file => file.ColumnMappings).Any(column => column.AssociationIdentifierColumn || column.IsCommon)) yield break;
        yield return new HsFinding
        {
            Code = "HsFilesNotTied",
            Severity = HsFindingSeverity.Warning,
            Message = "Nothing ties the files of this import together: their records are written, and not associated.",
            RecommendedAction = "Map a common column in both, as Get-Help about_HsColumnMapping shows; or send each file by itself.",
            SourcePath = files[0].SourcePath,
        };
    }

    private static IEnumerable<HsColumnMapping> Naming(HsImportFile file) => file.ColumnMappings.Where(column => column.IsCommon);

    private static List<HsColumnMapping> Targets(IReadOnlyList<HsImportFile> files, HsColumnMapping naming, HsImportFile except) =>
        [.. files.Where(file => file != except).SelectMany(file => file.ColumnMappings).Where(column => column.AssociationIdentifierColumn && column.ObjectTypeId == OtherTypeOf(naming))];

    private static string? OtherTypeOf(HsColumnMapping column) =>
        column.ToObjectTypeId ?? (column is { AssociationTypeId: { } id, AssociationCategory: "HUBSPOT_DEFINED" } ? AssociationTypes.Find(id)?.To : null);

    private static string NameOf(string? objectTypeId) => HsObjectType.TryFind(objectTypeId, out var type) ? type.Name : objectTypeId ?? "another type";
}
