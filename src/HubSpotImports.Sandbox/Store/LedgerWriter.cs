namespace HubSpotImports.Sandbox.Store;

/// <summary>Writes down what an import does with each source row (see <see cref="LedgerEntry"/>).</summary>
internal sealed class LedgerWriter(DatabaseTurn turn, long importId, int part, int firstEntry = 0) : IDisposable
{
    private readonly Statement _insert = new(
        turn.Connection,
        """
        INSERT INTO ledger (import_id, part, record, entry, line, object_type, action, object_id, code)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private long _record;
    private int _entry;

    public void Add(long record, long line, string typeId, LedgerAction action, long? objectId, string? code)
    {
        _entry = record == _record ? _entry + 1 : firstEntry;
        _record = record;
        _insert.Bind(1, importId).Bind(2, part).Bind(3, record).Bind(4, _entry).Bind(5, line)
            .Bind(6, typeId).Bind(7, (long)action).Bind(8, objectId).Bind(9, code).Execute();
    }

    public void Dispose() => _insert.Dispose();
}
