namespace HubSpotImports.Sandbox.Store;

/// <summary>The members of the lists that imports made: the contacts that the import wrote, as the ledger knows them.</summary>
internal sealed class ListStore(Database database)
{
    public async Task<IReadOnlyList<long>> ListAsync(long importId, long after, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT DISTINCT object_id FROM ledger
            WHERE import_id = $1 AND object_type = '0-1' AND action IN (0, 1) AND object_id > $2 ORDER BY object_id LIMIT $3
            """,
            reader => reader.GetInt64(0),
            importId,
            after,
            limit);
    }

    public async Task<long> CountAsync(long importId, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            "SELECT COUNT(DISTINCT object_id) FROM ledger WHERE import_id = $1 AND object_type = '0-1' AND action IN (0, 1)",
            reader => reader.GetInt64(0),
            importId)[0];
    }
}
