using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>
/// The pieces of an import of marketing event participants: contacts, columns of event times, the event, and the operation on
/// marketing events, which is to create (HubSpot imports guide).
/// </summary>
internal static class MarketingEventCheck
{
    /// <summary>The object type id of marketing events.</summary>
    public const string ObjectTypeId = "0-54";

    /// <summary>What stands against a send.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="request">The import.</param>
    /// <param name="operation">What the import does with marketing events.</param>
    public static IEnumerable<HsException> Errors(string path, IReadOnlyList<HsColumnMapping> columns, StartImportRequest request, HsImportOperation operation)
    {
        var times = columns.Where(column => column.ColumnType == HsColumnType.EventTimestamp).ToList();
        if (times.Count == 0)
        {
            // Another file may have them.
            if (request.MarketingEventObjectId is not null && request.ColumnMappings.All(column => column.ColumnType != HsColumnType.EventTimestamp)) yield return HsError.EventTimesMissing(path);
            yield break;
        }

        if (request.MarketingEventObjectId is null) yield return HsError.MarketingEventMissing(path, request);
        if (operation != HsImportOperation.Create) yield return HsError.MarketingEventNotCreated(path, request, operation);
        if (!columns.Any(column => column.IsOwn && column.ObjectTypeId == "0-1")) yield return HsError.EventWithoutContacts(path);
        foreach (var group in times.GroupBy(column => column.MarketingEventSubmissionType).Where(group => group.Count() > 1))
        {
            yield return HsError.EventTimeMappedTwice(group.Key!.Value, [.. group.Select(column => column.ColumnName)]);
        }
    }
}
