using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Store;

/// <summary>Associates records. Each association is kept twice, once as seen from either record.</summary>
internal sealed class AssociationWriter(DatabaseTurn turn, AssociationTypes types) : IDisposable
{
    private readonly Statement _insert = new(
        turn.Connection,
        "INSERT OR IGNORE INTO associations (from_id, to_type, to_id, category, type_id) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING 1");

    private readonly Statement _delete = new(
        turn.Connection, "DELETE FROM associations WHERE from_id = ?1 AND to_id = ?2 AND category = ?3 AND type_id = ?4");

    private readonly Statement _find = new(
        turn.Connection, "SELECT to_id FROM associations WHERE from_id = ?1 AND to_type = ?2 AND category = ?3 AND type_id = ?4");

    /// <summary>Associates two records; a label comes with the plain association.</summary>
    /// <returns>Whether that was new.</returns>
    public bool Add(long from, AssociationType type, long to)
    {
        if (type.Label is not null && types.Plain(type.From, type.To) is { } plain) Add(from, plain, to);
        var inverse = types.Inverse(type);
        if (type.IsOnlyOne) RemoveOther(from, type, inverse, to);
        if (inverse.IsOnlyOne) RemoveOther(to, inverse, type, from);
        Insert(to, inverse, from);
        return Insert(from, type, to);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _find.Dispose();
    }

    private bool Insert(long from, AssociationType type, long to)
    {
        var isNew = _insert.Bind(1, from).Bind(2, type.To).Bind(3, to).Bind(4, type.Category).Bind(5, type.Id).Read();
        _insert.Reset();
        return isNew;
    }

    private void RemoveOther(long from, AssociationType type, AssociationType inverse, long to)
    {
        if (!_find.Bind(1, from).Bind(2, type.To).Bind(3, type.Category).Bind(4, type.Id).Read()) return;
        var other = _find.Number(0);
        _find.Reset();
        if (other == to) return;
        _delete.Bind(1, from).Bind(2, other).Bind(3, type.Category).Bind(4, type.Id).Execute();
        _delete.Bind(1, other).Bind(2, from).Bind(3, inverse.Category).Bind(4, inverse.Id).Execute();
    }
}
