using Microsoft.Data.Sqlite;

namespace HubSpotImports.Sandbox.Store;

/// <summary>The right to use the database's connection, until it is disposed.</summary>
internal sealed class DatabaseTurn(SqliteConnection connection, SemaphoreSlim turn) : IDisposable
{
    public SqliteConnection Connection { get; } = connection;

    /// <summary>Runs a statement with values for <c>$1</c>, <c>$2</c>, ….</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a query and makes something of each row.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> make, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(make(reader));
        return rows;
    }

    public void Dispose() => turn.Release();

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this project; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }
}
