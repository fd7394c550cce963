namespace HubSpotImports.Sandbox.Importing;

/// <summary>What one object type gets from each row of a file.</summary>
/// <param name="TypeId">The object type id.</param>
/// <param name="Operation">What may be done with its records.</param>
/// <param name="Columns">Its columns, those that find records first.</param>
/// <param name="NeedsAllOf">The properties that a new record needs all of.</param>
internal sealed record RecordPlan(
    string TypeId, HsImportOperation Operation, IReadOnlyList<ColumnPlan> Columns, IReadOnlyList<string> NeedsAllOf)
{
    /// <summary>The properties of which a new record needs at least one.</summary>
    public IReadOnlyList<string> NeedsOneOf { get; } = ImportRequestCheck.NeedsOneOf(TypeId);
}
