using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Importing;

namespace HubSpotImports.Sandbox.Store;

/// <summary>The errors of imports, in the order in which they were found.</summary>
internal sealed class ErrorStore(Database database)
{
    public async Task<IReadOnlyList<StoredError>> ListAsync(long importId, long after, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT id, created, code, message, object_type, column_number, value, line, file_id, row
            FROM errors WHERE import_id = $1 AND id > $2 ORDER BY id LIMIT $3
            """,
            reader => new StoredError(
                reader.GetInt64(0),
                reader.GetInt64(1),
                new RowError(
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.IsDBNull(4) ? null : reader.GetString(4),
                    reader.IsDBNull(5) ? null : reader.GetInt32(5),
                    reader.IsDBNull(6) ? null : reader.GetString(6)),
                reader.GetInt64(7),
                reader.GetInt64(8),
                JsonSerializer.Deserialize(reader.GetString(9), SandboxJson.Default.IReadOnlyListString)!),
            importId,
            after,
            limit);
    }

    public static void Add(
        DatabaseTurn turn, long importId, long now, RowError error, long line, long fileId, IReadOnlyList<string> row) => turn.Execute(
        """
        INSERT INTO errors (import_id, created, code, message, object_type, column_number, value, line, file_id, row)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        importId,
        now,
        error.Code,
        error.Message,
        error.ObjectTypeId,
        error.ColumnNumber,
        error.Value,
        line,
        fileId,
        JsonSerializer.Serialize(row, SandboxJson.Default.IReadOnlyListString));
}

/// <summary>An error as the database has it.</summary>
internal sealed record StoredError(long Id, long CreatedAt, RowError Error, long Line, long FileId, IReadOnlyList<string> Row);
