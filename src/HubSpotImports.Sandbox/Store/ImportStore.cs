using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Importing;
using HubSpotImports.Sandbox.Uploads;
using Microsoft.Data.Sqlite;

namespace HubSpotImports.Sandbox.Store;

/// <summary>The imports: their states, their counters, and how far each has come.</summary>
internal sealed class ImportStore(Database database, SandboxOptions options)
{
    private const string Columns = "id, state, name, request, files, mapped_types, counters, step, records_done, makes_list, app, rows, created, updated";

    /// <summary>Takes an import.</summary>
    /// <exception cref="RefusedRequestException">429: the account has had its imports or rows of the last 24 hours.</exception>
    public async Task<StoredImport> AddAsync(
        string app, string requestJson, ImportRequest request, IReadOnlyList<UploadedFile> files, CancellationToken cancellationToken)
    {
        var rows = files.Sum(file => file.Rows);
        using var turn = await database.EnterAsync(cancellationToken);
        CheckQuota(turn, rows);
        return turn.Query(
            $"""
            INSERT INTO imports (state, name, request, files, mapped_types, makes_list, app, rows, created, updated)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
            RETURNING {Columns}
            """,
            Read,
            ImportState.Started,
            request.Name,
            requestJson,
            JsonSerializer.Serialize(files, SandboxJson.Default.IReadOnlyListUploadedFile),
            JsonSerializer.Serialize(request.MappedTypeIds, SandboxJson.Default.IReadOnlyListString),
            request.CreatesContactList,
            app,
            rows,
            options.Clock.GetUtcNow().ToUnixTimeMilliseconds())[0];
    }

    public async Task<StoredImport?> FindAsync(long id, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return Find(turn, id);
    }

    /// <summary>The import, if it is one of the app's.</summary>
    public async Task<StoredImport?> FindAsync(long id, string app, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query($"SELECT {Columns} FROM imports WHERE id = $1 AND app = $2 AND forgotten = 0", Read, id, app).FirstOrDefault();
    }

    /// <summary>Leaves an import out of all answers from now on, as if it had been deleted. It goes on, and its ledger stays.</summary>
    public async Task ForgetAsync(long id, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        turn.Execute("UPDATE imports SET forgotten = 1 WHERE id = $1", id);
    }

    /// <summary>An app's imports in the order in which they were made: the newest first (deduced), from after or before an id.</summary>
    public async Task<IReadOnlyList<StoredImport>> ListAsync(string app, long? after, long? before, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        if (before is not { } newerThan)
            return turn.Query($"SELECT {Columns} FROM imports WHERE app = $1 AND forgotten = 0 AND id < $2 ORDER BY id DESC LIMIT $3", Read, app, after ?? long.MaxValue, limit);
        var page = turn.Query($"SELECT {Columns} FROM imports WHERE app = $1 AND forgotten = 0 AND id > $2 ORDER BY id LIMIT $3", Read, app, newerThan, limit);
        page.Reverse();
        return page;
    }

    /// <summary>All imports that show in answers, whichever app they are of.</summary>
    public async Task<IReadOnlyList<StoredImport>> UnforgottenAsync(CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query($"SELECT {Columns} FROM imports WHERE forgotten = 0", Read);
    }

    /// <summary>The latest imports of all apps, the newest first, and one more if it is asked for; without their requests, which can be long.</summary>
    public async Task<IReadOnlyList<ImportOverview>> LatestAsync(int limit, long? alsoId, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT id, name, state, app, rows, counters, files, created, updated FROM imports
            WHERE forgotten = 0 AND (id = $1 OR id IN (SELECT id FROM imports WHERE forgotten = 0 ORDER BY id DESC LIMIT $2)) ORDER BY id DESC
            """,
            reader => new ImportOverview(
                reader.GetInt64(0),
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetInt64(4),
                JsonSerializer.Deserialize(reader.GetString(5), SandboxJson.Default.DictionaryStringInt64)!,
                [.. JsonSerializer.Deserialize(reader.GetString(6), SandboxJson.Default.IReadOnlyListUploadedFile)!.Select(file => file.Name)],
                Time(reader, 7),
                Time(reader, 8)),
            alsoId,
            limit);
    }

    /// <summary>Imports that a server which was stopped had not finished.</summary>
    public async Task<IReadOnlyList<StoredImport>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            $"SELECT {Columns} FROM imports WHERE state IN ($1, $2, $3) ORDER BY id",
            Read,
            ImportState.Started,
            ImportState.Processing,
            ImportState.Deferred);
    }

    /// <summary>Changes the state, unless the import has already ended: an end state is final.</summary>
    /// <returns>Whether the import was still going.</returns>
    public async Task<bool> TryMoveAsync(long id, string state, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return TryMove(turn, id, state);
    }

    public bool TryMove(DatabaseTurn turn, long id, string state) => turn.Execute(
        "UPDATE imports SET state = $1, updated = $2 WHERE id = $3 AND state IN ($4, $5, $6)",
        state,
        options.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        id,
        ImportState.Started,
        ImportState.Processing,
        ImportState.Deferred) == 1;

    public static StoredImport? Find(DatabaseTurn turn, long id) =>
        turn.Query($"SELECT {Columns} FROM imports WHERE id = $1", Read, id).FirstOrDefault();

    /// <summary>Keeps counters and place, in the transaction of the rows they speak of.</summary>
    public void SaveProgress(DatabaseTurn turn, long id, ImportCounters counters, int step, long recordsDone) => turn.Execute(
        "UPDATE imports SET counters = $1, step = $2, records_done = $3, updated = $4 WHERE id = $5",
        JsonSerializer.Serialize(counters.ToMap(), SandboxJson.Default.IReadOnlyDictionaryStringInt64),
        step,
        recordsDone,
        options.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        id);

    // Knowledge base and guide: imports and rows of a day. That the answer is a 429 without RATE_LIMIT, as for a file that is too large, is deduced.
    private void CheckQuota(DatabaseTurn turn, long rows)
    {
        if (options.ImportsPerDay is null && options.RowsPerDay is null) return;
        var (imports, rowsBefore) = turn.Query(
            "SELECT COUNT(*), COALESCE(SUM(rows), 0) FROM imports WHERE created > $1",
            reader => (reader.GetInt64(0), reader.GetInt64(1)),
            options.Clock.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds())[0];
        if (imports >= options.ImportsPerDay) throw RefusedRequestException.OverLimit($"The account has started {imports} imports in 24 hours, and may not start more.");
        if (rowsBefore + rows > options.RowsPerDay) throw RefusedRequestException.OverLimit($"The account may import {options.RowsPerDay} rows in 24 hours.");
    }

    private static StoredImport Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.GetString(3),
        JsonSerializer.Deserialize(reader.GetString(4), SandboxJson.Default.IReadOnlyListUploadedFile)!,
        JsonSerializer.Deserialize(reader.GetString(5), SandboxJson.Default.IReadOnlyListString)!,
        JsonSerializer.Deserialize(reader.GetString(6), SandboxJson.Default.DictionaryStringInt64)!,
        reader.GetInt32(7),
        reader.GetInt64(8),
        reader.GetBoolean(9),
        reader.GetString(10),
        reader.GetInt64(11),
        Time(reader, 12),
        Time(reader, 13));

    private static DateTime Time(SqliteDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column)).UtcDateTime;
}
