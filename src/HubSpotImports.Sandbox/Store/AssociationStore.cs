namespace HubSpotImports.Sandbox.Store;

/// <summary>Reads which records are associated. <see cref="AssociationWriter"/> writes it.</summary>
internal sealed class AssociationStore(Database database)
{
    /// <summary>The associations of a record with records of a type, in the order of their ids, after one of them.</summary>
    /// <param name="fromId">The record.</param>
    /// <param name="toType">The object type id of the others.</param>
    /// <param name="after">The id behind which the page begins.</param>
    /// <param name="limit">How many other records at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<StoredAssociation>> ListAsync(
        long fromId, string toType, long after, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT to_id, category, type_id FROM associations WHERE from_id = $1 AND to_type = $2 AND to_id IN (
                SELECT DISTINCT to_id FROM associations WHERE from_id = $1 AND to_type = $2 AND to_id > $3 ORDER BY to_id LIMIT $4)
            ORDER BY to_id, category, type_id
            """,
            reader => new StoredAssociation(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2)),
            fromId,
            toType,
            after,
            limit);
    }
}

/// <summary>One way in which a record is associated with another.</summary>
internal sealed record StoredAssociation(long ToId, string Category, int TypeId);
