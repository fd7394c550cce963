using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>Whether the columns of a file are enough to create or to find the records of each object type.</summary>
internal static class RecordCheck
{
    /// <summary>What HubSpot's documents say cannot work: no identifier to update by, no column of a required property.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="operationOf">What the import does with the records of an object type.</param>
    public static IEnumerable<HsException> Errors(string path, IReadOnlyList<HsColumnMapping> columns, Func<string, HsImportOperation> operationOf)
    {
        foreach (var type in Types(columns))
        {
            var operation = operationOf(type[0].ObjectTypeId);
            if (operation == HsImportOperation.Update && !type.Exists(Identifier.Is)) yield return HsError.IdentifierMissing(path, type[0].ObjectType);
            if (MissingOf(type, operation, isDocumented: true) is { } missing) yield return HsError.RequiredColumnMissing(path, type[0].ObjectType, missing);
        }
    }

    /// <summary>The same where it is only deduced.</summary>
    /// <inheritdoc cref="Errors"/>
    public static IEnumerable<HsFinding> Doubts(string path, IReadOnlyList<HsColumnMapping> columns, Func<string, HsImportOperation> operationOf)
    {
        foreach (var type in Types(columns))
        {
            if (MissingOf(type, operationOf(type[0].ObjectTypeId), isDocumented: false) is not { } missing) continue;
            var error = HsError.RequiredColumnMissing(path, type[0].ObjectType, missing);
            yield return new HsFinding
            {
                Code = error.Id,
                Severity = HsFindingSeverity.Warning,
                Message = error.Message,
                RecommendedAction = error.RecommendedAction,
                SourcePath = path,
            };
        }
    }

    /// <summary>Whether every row creates a record, so that what has no column is missing in all of them.</summary>
    /// <param name="columns">The columns of the object type.</param>
    /// <param name="operation">What the import does with its records.</param>
    public static bool CreatesAlways(IEnumerable<HsColumnMapping> columns, HsImportOperation operation) =>
        operation == HsImportOperation.Create || (operation == HsImportOperation.Upsert && !columns.Any(Identifier.Is));

    private static string? MissingOf(List<HsColumnMapping> columns, HsImportOperation operation, bool isDocumented)
    {
        var required = RequiredProperties.Of(columns[0].ObjectTypeId);
        return required.IsDocumented == isDocumented && CreatesAlways(columns, operation) ? required.MissingFrom(columns) : null;
    }

    private static IEnumerable<List<HsColumnMapping>> Types(IEnumerable<HsColumnMapping> columns) =>
        columns.Where(column => column.IsOwn).GroupBy(column => column.ObjectTypeId).Select(group => group.ToList());
}
