using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Importing;
using Microsoft.Data.Sqlite;

namespace HubSpotImports.Sandbox.Store;

/// <summary>The errors of imports, in the order in which they were found.</summary>
internal sealed class ErrorStore(Database database)
{
    public async Task<IReadOnlyList<StoredError>> ListAsync(long importId, long after, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT id, created, code, message, object_type, column_number, value, part, record, line, file_id, page_name, column_name, row,
                EXISTS (SELECT 1 FROM ledger WHERE ledger.import_id = errors.import_id AND ledger.part = errors.part
                    AND ledger.record = errors.record AND ledger.object_type = errors.object_type AND action = $4)
            FROM errors WHERE import_id = $1 AND id > $2 ORDER BY id LIMIT $3
            """,
            reader => new StoredError(
                reader.GetInt64(0),
                reader.GetInt64(1),
                new RowError(
                    reader.GetString(2),
                    reader.GetString(3),
                    Text(reader, 4),
                    reader.IsDBNull(5) ? null : reader.GetInt32(5),
                    Text(reader, 6)),
                new ErrorPlace(
                    reader.GetInt32(7),
                    new SourceRow(reader.GetInt64(8), reader.GetInt64(9)),
                    reader.GetInt64(10),
                    Text(reader, 11),
                    Text(reader, 12),
                    JsonSerializer.Deserialize(reader.GetString(13), SandboxJson.Default.IReadOnlyListString)!),
                reader.GetBoolean(14)),
            importId,
            after,
            limit,
            (int)LedgerAction.Refused);
    }

    public static void Add(DatabaseTurn turn, long importId, long now, RowError error, ErrorPlace place) => turn.Execute(
        """
        INSERT INTO errors
            (import_id, created, code, message, object_type, column_number, value, part, record, line, file_id, page_name, column_name, row)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """,
        importId,
        now,
        error.Code,
        error.Message,
        error.ObjectTypeId,
        error.ColumnNumber,
        error.Value,
        place.Part,
        place.Row.Record,
        place.Row.Line,
        place.FileId,
        place.PageName,
        place.ColumnName,
        JsonSerializer.Serialize(place.Cells, SandboxJson.Default.IReadOnlyListString));

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>An error as the database has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was found, in milliseconds since 1970.</param>
/// <param name="Error">What is wrong.</param>
/// <param name="Place">Where.</param>
/// <param name="IsRefusal">Whether no record took anything from the row.</param>
internal sealed record StoredError(long Id, long CreatedAt, RowError Error, ErrorPlace Place, bool IsRefusal);

/// <summary>Where an error is. One that concerns a whole file stands at record and line 0, and has no cells.</summary>
/// <param name="Part">The 0-based place of the file in the import.</param>
/// <param name="Row">The row.</param>
/// <param name="FileId">The file.</param>
/// <param name="PageName">The sheet, of a workbook.</param>
/// <param name="ColumnName">The header of the column, if one is to blame.</param>
/// <param name="Cells">The cells of the row.</param>
internal sealed record ErrorPlace(
    int Part, SourceRow Row, long FileId, string? PageName, string? ColumnName, IReadOnlyList<string> Cells);
