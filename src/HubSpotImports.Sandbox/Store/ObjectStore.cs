using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using Microsoft.Data.Sqlite;

namespace HubSpotImports.Sandbox.Store;

/// <summary>Reads the records of the account. <see cref="RecordWriter"/> writes them.</summary>
internal sealed class ObjectStore(Database database)
{
    private const string Columns = "id, properties, created, updated";

    public async Task<IReadOnlyList<StoredObject>> ListAsync(string typeId, long after, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query($"SELECT {Columns} FROM objects WHERE type = $1 AND id > $2 ORDER BY id LIMIT $3", Read, typeId, after, limit);
    }

    public async Task<StoredObject?> FindAsync(string typeId, long id, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query($"SELECT {Columns} FROM objects WHERE type = $1 AND id = $2", Read, typeId, id).FirstOrDefault();
    }

    public async Task<StoredObject?> FindByIdentifierAsync(string typeId, string property, string value, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            $"SELECT {Columns} FROM objects WHERE id = (SELECT object_id FROM identifiers WHERE scope = $1 AND value = $2)",
            Read,
            RecordWriter.Scope(typeId, property),
            value).FirstOrDefault();
    }

    private static StoredObject Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        JsonSerializer.Deserialize(reader.GetString(1), SandboxJson.Default.DictionaryStringString)!,
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)).UtcDateTime,
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)).UtcDateTime);
}

/// <summary>A record as the database has it.</summary>
internal sealed record StoredObject(long Id, IReadOnlyDictionary<string, string> Properties, DateTime CreatedAt, DateTime UpdatedAt);
