using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// What a file says about how records belong together. It is done when the rows of all files are in, so that the order of files and rows
/// does not matter.
/// </summary>
/// <param name="Pairs">The object types that stand in one row.</param>
/// <param name="References">Columns that name a record elsewhere.</param>
/// <param name="Events">Columns with the times of a marketing event's participants.</param>
internal sealed record TiePlan(IReadOnlyList<RowPair> Pairs, IReadOnlyList<ReferenceColumn> References, IReadOnlyList<EventColumn> Events)
{
    public bool IsEmpty => Pairs.Count + References.Count + Events.Count == 0;
}

/// <summary>
/// Two records of one row. Without a label they are associated plainly, if their types can be (knowledge base: objects in one row are
/// associated).
/// </summary>
internal sealed record RowPair(AssociationType? Plain, string From, string To, IReadOnlyList<LabelColumn> Labels);

/// <summary>A FLEXIBLE_ASSOCIATION_LABEL column. Several labels stand with semicolons between them (deduced).</summary>
/// <param name="Index">The 0-based place in the file.</param>
/// <param name="Types">The associations with a label.</param>
internal sealed record LabelColumn(int Index, IReadOnlyList<AssociationType> Types);

/// <summary>A column whose cells name a record: a common column of several files, or an ASSOCIATION_KEYS column.</summary>
/// <param name="Index">The 0-based place in the file.</param>
/// <param name="Type">How the records are associated.</param>
/// <param name="Identifier">The property that the cells are values of; a record id when <see langword="null"/>.</param>
/// <param name="IsKeys">Whether it is an ASSOCIATION_KEYS column: several keys with semicolons, each a record id or an identifier (deduced).</param>
internal sealed record ReferenceColumn(int Index, AssociationType Type, string? Identifier, bool IsKeys);

/// <summary>An EVENT_TIMESTAMP column.</summary>
/// <param name="Index">The 0-based place in the file.</param>
/// <param name="Kind">What happened then: REGISTERED, JOINED, LEFT or CANCELLED.</param>
internal sealed record EventColumn(int Index, string Kind);
