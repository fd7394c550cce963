using HubSpotImports.Sandbox.Importing;

namespace HubSpotImports.Sandbox.Store;

/// <summary>
/// Undoes an import that is done: what it created goes, with its associations; what it updated stays as it is (deduced: HubSpot's API knows
/// the state REVERTED, and says nothing of how it comes about). The ledger stays.
/// </summary>
internal sealed class ImportReversal(Database database, TimeProvider clock)
{
    private const string Created = "(SELECT object_id FROM ledger WHERE import_id = $1 AND action = 0)";

    /// <returns>Whether the import was done.</returns>
    public async Task<bool> TryRevertAsync(long id, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        turn.Execute("BEGIN");
        try
        {
            var reverted = turn.Execute(
                "UPDATE imports SET state = $2, updated = $3 WHERE id = $1 AND state = $4",
                id,
                ImportState.Reverted,
                clock.GetUtcNow().ToUnixTimeMilliseconds(),
                ImportState.Done) == 1;
            if (reverted) RemoveRecords(turn, id);
            turn.Execute("COMMIT");
            return reverted;
        }
        catch
        {
            turn.Execute("ROLLBACK");
            throw;
        }
    }

    private static void RemoveRecords(DatabaseTurn turn, long id)
    {
        turn.Execute($"DELETE FROM identifiers WHERE object_id IN {Created}", id);
        turn.Execute($"DELETE FROM associations WHERE from_id IN {Created} OR to_id IN {Created}", id);
        turn.Execute("DELETE FROM participations WHERE import_id = $1", id);
        turn.Execute($"DELETE FROM objects WHERE id IN {Created}", id);
    }
}
