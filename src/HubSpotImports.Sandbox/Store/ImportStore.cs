using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Importing;
using HubSpotImports.Sandbox.Uploads;
using Microsoft.Data.Sqlite;

namespace HubSpotImports.Sandbox.Store;

/// <summary>The imports: their states, their counters, and how far each has come.</summary>
internal sealed class ImportStore(Database database, TimeProvider clock)
{
    private const string Columns = "id, state, name, request, files, mapped_types, counters, step, records_done, makes_list, created, updated";

    public async Task<StoredImport> AddAsync(
        string requestJson, ImportRequest request, IReadOnlyList<UploadedFile> files, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            $"""
            INSERT INTO imports (state, name, request, files, mapped_types, makes_list, created, updated) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
            RETURNING {Columns}
            """,
            Read,
            ImportState.Started,
            request.Name,
            requestJson,
            JsonSerializer.Serialize(files, SandboxJson.Default.IReadOnlyListUploadedFile),
            JsonSerializer.Serialize(request.MappedTypeIds, SandboxJson.Default.IReadOnlyListString),
            request.CreatesContactList,
            clock.GetUtcNow().ToUnixTimeMilliseconds())[0];
    }

    public async Task<StoredImport?> FindAsync(long id, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return Find(turn, id);
    }

    /// <summary>Imports in the order in which they were made: the newest first (deduced), from after or before an id.</summary>
    public async Task<IReadOnlyList<StoredImport>> ListAsync(long? after, long? before, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        if (before is not { } newerThan)
            return turn.Query($"SELECT {Columns} FROM imports WHERE id < $1 ORDER BY id DESC LIMIT $2", Read, after ?? long.MaxValue, limit);
        var page = turn.Query($"SELECT {Columns} FROM imports WHERE id > $1 ORDER BY id LIMIT $2", Read, newerThan, limit);
        page.Reverse();
        return page;
    }

    /// <summary>Imports that a server which was stopped had not finished.</summary>
    public async Task<IReadOnlyList<long>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            "SELECT id FROM imports WHERE state IN ($1, $2, $3) ORDER BY id",
            reader => reader.GetInt64(0),
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
        clock.GetUtcNow().ToUnixTimeMilliseconds(),
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
        clock.GetUtcNow().ToUnixTimeMilliseconds(),
        id);

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
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(10)).UtcDateTime,
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(11)).UtcDateTime);
}
