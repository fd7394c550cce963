using System.Runtime.CompilerServices;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Store;

/// <summary>Reads what the sandbox did with each source row (see <see cref="LedgerEntry"/>).</summary>
internal sealed class Ledger(Database database)
{
    private const int PageSize = 1_000;

    /// <summary>Entries in the order of files and rows.</summary>
    public async IAsyncEnumerable<LedgerEntry> ReadAsync(long? importId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = (Import: importId ?? 0, Part: -1, Record: 0L, Entry: 0L);
        while (true)
        {
            List<(LedgerEntry Entry, long Number)> page;
            using (var turn = await database.EnterAsync(cancellationToken))
            {
                // The page goes on from a key, so that no reader holds the connection while its client is slow.
                page = turn.Query(
                    """
                    SELECT import_id, part, line, record, object_type, action, object_id, code, entry FROM ledger
                    WHERE (import_id, part, record, entry) > ($1, $2, $3, $4) AND import_id <= $5
                    ORDER BY import_id, part, record, entry LIMIT $6
                    """,
                    reader => (new LedgerEntry(
                        reader.GetInt64(0),
                        reader.GetInt32(1),
                        reader.GetInt64(2),
                        reader.GetInt64(3),
                        reader.GetString(4),
                        (LedgerAction)reader.GetInt32(5),
                        reader.IsDBNull(6) ? null : reader.GetInt64(6),
                        reader.IsDBNull(7) ? null : reader.GetString(7)), reader.GetInt64(8)),
                    after.Import,
                    after.Part,
                    after.Record,
                    after.Entry,
                    importId ?? long.MaxValue,
                    PageSize);
            }

            foreach (var (entry, number) in page)
            {
                after = (entry.ImportId, entry.Part, entry.Record, number);
                yield return entry;
            }

            if (page.Count < PageSize) yield break;
        }
    }

    /// <summary>The records that rows of an import became, as they are now, in the order of files and rows.</summary>
    public async Task<IReadOnlyList<ArrivedRecord>> ArrivedAsync(long importId, long skipped, int limit, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            """
            SELECT part, line, object_type, action, object_id, properties FROM ledger LEFT JOIN objects ON objects.id = object_id
            WHERE ledger.import_id = $1 AND action IN (0, 1) ORDER BY part, record, entry LIMIT $2 OFFSET $3
            """,
            reader => new ArrivedRecord(
                reader.GetInt32(0),
                reader.GetInt64(1),
                reader.GetString(2),
                (LedgerAction)reader.GetInt32(3),
                reader.GetInt64(4),
                reader.IsDBNull(5) ? null : JsonSerializer.Deserialize(reader.GetString(5), SandboxJson.Default.DictionaryStringString)),
            importId,
            limit,
            skipped);
    }

    public async Task<long> CountAsync(long? importId, LedgerAction? action, CancellationToken cancellationToken)
    {
        using var turn = await database.EnterAsync(cancellationToken);
        return turn.Query(
            "SELECT COUNT(*) FROM ledger WHERE ($1 IS NULL OR import_id = $1) AND ($2 IS NULL OR action = $2)",
            reader => reader.GetInt64(0),
            importId,
            (int?)action)[0];
    }
}
