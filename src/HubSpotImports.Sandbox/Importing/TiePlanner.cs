using HubSpotImports.Sandbox.Properties;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Finds out what the mappings of a file say about how records belong together.</summary>
internal sealed class TiePlanner(PropertyCatalogue catalogue, AssociationTypes associations)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="request">The whole request: the property behind a common column stands in another file.</param>
    /// <param name="columns">The mappings of the file, in the order of its columns.</param>
    /// <param name="typeIds">The object types that the rows of the file become.</param>
    /// <exception cref="FailedImportException">The mappings contradict one another or the account.</exception>
    public TiePlan Plan(ImportRequest request, IReadOnlyList<RequestedColumn> columns, IReadOnlyList<string> typeIds)
    {
        var active = columns.Select((column, index) => (Column: column, Index: index)).Where(entry => !entry.Column.Ignored).ToList();
        CheckIdentifiers(active);
        var labels = active.Where(entry => entry.Column.Type == HsColumnType.AssociationLabel).ToList();
        return new TiePlan(
            [.. PlanPairs(typeIds, labels)],
            [.. active.Where(entry => IsReference(entry.Column)).Select(entry => PlanReference(request, entry.Column, entry.Index))],
            [.. active.Where(entry => entry.Column.Type == HsColumnType.EventTimestamp).Select(entry => PlanEvent(request, entry.Column, entry.Index))]);
    }

    // A common column is a column without a property; older requests call it HUBSPOT_OBJECT_ID, newer ones nothing at all.
    private static bool IsReference(RequestedColumn column) =>
        column.Type == HsColumnType.AssociationKeys
        || (column.PropertyName is null && (column.ToTypeId is not null || column.ForeignKey is not null)
            && column.Type is HsColumnType.Standard or HsColumnType.ObjectId or HsColumnType.AlternateId);

    // Guide: a common column is the record id, the e-mail address or domain, or a property with unique values. The code is deduced.
    private void CheckIdentifiers(IEnumerable<(RequestedColumn Column, int Index)> columns)
    {
        foreach (var (column, index) in columns)
        {
            if (!column.IsAssociationIdentifier || IsIdentifier(column.TypeId, column.PropertyName)) continue;
            throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"'{column.PropertyName}' does not tell records apart, so it cannot tie files together.", column.TypeId, index);
        }
    }

    private bool IsIdentifier(string typeId, string? property) =>
        property is not null && (property == "hs_object_id" || property == DefaultIdentifier(typeId) || catalogue.Find(typeId, property) is { HasUniqueValue: true });

    private IEnumerable<RowPair> PlanPairs(IReadOnlyList<string> typeIds, IReadOnlyList<(RequestedColumn Column, int Index)> labels)
    {
        foreach (var (label, index) in labels)
        {
            if (label.ToTypeId is { } to && typeIds.Contains(label.TypeId) && typeIds.Contains(to)) continue;
            throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"The label column '{label.Name}' does not lie between two objects of the row.", label.TypeId, index);
        }

        for (var i = 0; i < typeIds.Count; i++)
        {
            for (var j = 0; j < typeIds.Count; j++)
            {
                if (i == j) continue;
                var (from, to) = (typeIds[i], typeIds[j]);
                List<LabelColumn> own =
                [
                    .. labels.Where(label => label.Column.TypeId == from && label.Column.ToTypeId == to)
                        .Select(label => new LabelColumn(label.Index, [.. associations.Between(from, to).Where(type => type.Label is not null)])),
                ];
                var plain = i < j ? associations.Plain(from, to) : null;
                if (plain is not null || own.Count > 0) yield return new RowPair(plain, from, to, own);
            }
        }
    }

    private ReferenceColumn PlanReference(ImportRequest request, RequestedColumn column, int index)
    {
        var isKeys = column.Type == HsColumnType.AssociationKeys;
        var to = column.ToTypeId ?? (isKeys ? column.TypeId : null);
        var type = column.ForeignKey is { } key
            ? associations.Find(key.Category, key.TypeId)
            : to is null ? null : associations.Plain(column.TypeId, to);
        if (type is null || type.From != column.TypeId || (to is not null && type.To != to))
        {
            throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"The column '{column.Name}' asks for an association that its object types do not have.", column.TypeId, index);
        }

        return new ReferenceColumn(index, type, isKeys ? DefaultIdentifier(type.To) : IdentifierOf(request, column, type.To), isKeys);
    }

    // The property behind a common column is told by the file that has it; records that are there already are named by their id (legacy guide).
    private static string? IdentifierOf(ImportRequest request, RequestedColumn column, string typeId)
    {
        var common = request.Files.SelectMany(file => file.Columns)
            .FirstOrDefault(other => other.IsAssociationIdentifier && other.TypeId == typeId && other.PropertyName is not null);
        var property = common?.PropertyName ?? (column.Type == HsColumnType.ObjectId ? "hs_object_id" : DefaultIdentifier(typeId));
        return property == "hs_object_id" ? null : property;
    }

    private static EventColumn PlanEvent(ImportRequest request, RequestedColumn column, int index)
    {
        // Both are deduced: the guide shows the fields, not what happens without them.
        if (request.MarketingEventId is null)
            throw new FailedImportException("MISSING_EVENT_DEFINITION", "The request has no marketingEventObjectId.", column.TypeId, index);
        return column.SubmissionType is { } kind
            ? new EventColumn(index, kind)
            : throw new FailedImportException(
                "INVALID_COLUMN_CONFIGURATION", $"The column '{column.Name}' has no marketingEventSubmissionType.", column.TypeId, index);
    }

    private static string? DefaultIdentifier(string typeId) => typeId switch
    {
        "0-1" => "email",
        "0-2" => "domain",
        _ => null,
    };
}
