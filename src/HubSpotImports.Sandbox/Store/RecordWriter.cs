using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HubSpotImports.Sandbox.Importing;

namespace HubSpotImports.Sandbox.Store;

/// <summary>
/// Writes the records of one import: finds the record that a row means, then creates or updates it. A record is one JSON text and one
/// row in the index for each of its identifiers, so that a row of a file costs two or three statements.
/// </summary>
internal sealed class RecordWriter : IDisposable
{
    private static readonly JsonWriterOptions JsonOptions = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _importId;
    private readonly Statement _findById;
    private readonly Statement _findByIdentifier;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _addIdentifier;
    private readonly Statement _removeIdentifier;
    private readonly ArrayBufferWriter<byte> _json = new(4096);
    private readonly ArrayBufferWriter<byte> _old = new(4096);
    private readonly Utf8JsonWriter _writer;

    public RecordWriter(DatabaseTurn turn, long importId)
    {
        _importId = importId;
        _findById = new Statement(turn.Connection, "SELECT type, properties, import_id FROM objects WHERE id = ?1");
        _findByIdentifier = new Statement(turn.Connection, "SELECT object_id FROM identifiers WHERE scope = ?1 AND value = ?2");
        _insert = new Statement(turn.Connection,
            "INSERT INTO objects (type, properties, import_id, created, updated) VALUES (?1, ?2, ?3, ?4, ?4) RETURNING id");
        _update = new Statement(turn.Connection, "UPDATE objects SET properties = ?1, import_id = ?2, updated = ?3 WHERE id = ?4");
        _addIdentifier = new Statement(turn.Connection, "INSERT INTO identifiers (scope, value, object_id) VALUES (?1, ?2, ?3)");
        _removeIdentifier = new Statement(turn.Connection, "DELETE FROM identifiers WHERE scope = ?1 AND object_id = ?2 AND value = ?3");
        _writer = new Utf8JsonWriter(_json, JsonOptions);
    }

    /// <summary>Under which name the values of an identifying property are kept.</summary>
    public static string Scope(string typeId, string property) => $"{typeId}/{property}";

    /// <summary>Writes the record, or says in <see cref="PendingRecord.Refusal"/> why not.</summary>
    public WrittenRecord? Write(PendingRecord record, long now)
    {
        var found = Find(record);
        if (record.Refusal is not null) return null;
        var operation = record.Plan.Operation;
        if (found is null && operation == HsImportOperation.Update)
            record.Refusal = Refuse(record, "UPDATE_ONLY_IMPORT", "No record has these identifiers, and the import only updates.");
        else if (found is not null && operation == HsImportOperation.Create)
            record.Refusal = Refuse(record, "CREATE_ONLY_IMPORT", "A record with these identifiers is there already, and the import only creates.");
        else if (found is null)
            record.Refusal = MissingForCreate(record);
        if (record.Refusal is not null || IsTakenByAnother(record, found)) return null;
        return found is { } id ? Update(record, id, now) : Create(record, now);
    }

    public void Dispose()
    {
        _findById.Dispose();
        _findByIdentifier.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _addIdentifier.Dispose();
        _removeIdentifier.Dispose();
        _writer.Dispose();
    }

    private static RowError Refuse(PendingRecord record, string code, string message) => new(code, message, record.Plan.TypeId);

    private static RowError? MissingForCreate(PendingRecord record)
    {
        foreach (var name in record.Plan.NeedsAllOf)
        {
            if (!record.Has(name)) return Refuse(record, "MISSING_REQUIRED_PROPERTY", $"A new record needs a value for '{name}'.");
        }

        var choice = record.Plan.NeedsOneOf;
        return choice.Count == 0 || choice.Any(record.Has)
            ? null
            : Refuse(record, "MISSING_REQUIRED_PROPERTY", $"A new record needs one of: {string.Join(", ", choice)}.");
    }

    /// <summary>The record by the first identifier that the row has a value for and that finds one; a record id decides alone.</summary>
    private long? Find(PendingRecord record)
    {
        foreach (var value in record.Values)
        {
            if (value.Column.Kind == ValueKind.RecordId)
            {
                if (Utf8Parser.TryParse(record.Utf8(value), out long id, out _) && IsThere(id, record.Plan.TypeId)) return id;
                record.Refusal = new RowError(
                    "INVALID_OBJECT_ID", "No record has this id.", record.Plan.TypeId, value.Column.Index, Encoding.UTF8.GetString(record.Utf8(value)));
                return null;
            }

            if (value.Column.IdentifierScope is { } scope && FindByIdentifier(scope, record.Utf8(value)) is { } found) return found;
        }

        return null;
    }

    private bool IsThere(long id, string typeId)
    {
        if (!_findById.Bind(1, id).Read()) return false;
        var there = Encoding.UTF8.GetString(_findById.Utf8(0)) == typeId;
        _findById.Reset();
        return there;
    }

    private long? FindByIdentifier(string scope, ReadOnlySpan<byte> value)
    {
        if (!_findByIdentifier.Bind(1, scope).Bind(2, value).Read()) return null;
        var id = _findByIdentifier.Number(0);
        _findByIdentifier.Reset();
        return id;
    }

    private bool IsTakenByAnother(PendingRecord record, long? id)
    {
        // Nothing found means that every identifier of the row was looked up in vain.
        if (id is null) return false;
        foreach (var value in record.Values)
        {
            if (value.Column.IdentifierScope is not { } scope) continue;
            if (FindByIdentifier(scope, record.Utf8(value)) is not { } holder || holder == id) continue;
            record.Refusal = new RowError(
                "DUPLICATE_UNIQUE_PROPERTY_VALUE",
                $"Another record has this value of '{value.Column.Property.Name}'.",
                record.Plan.TypeId,
                value.Column.Index,
                Encoding.UTF8.GetString(record.Utf8(value)));
            return true;
        }

        return false;
    }

    private WrittenRecord Create(PendingRecord record, long now)
    {
        BeginJson();
        foreach (var value in record.Values)
        {
            if (value.Column.Kind != ValueKind.RecordId) _writer.WriteString(value.Column.Name, record.Utf8(value));
        }

        EndJson();
        _insert.Bind(1, record.Plan.TypeId).Bind(2, _json.WrittenSpan).Bind(3, _importId).Bind(4, now).Read();
        var id = _insert.Number(0);
        _insert.Reset();
        foreach (var value in record.Values)
        {
            if (value.Column.IdentifierScope is { } scope) _addIdentifier.Bind(1, scope).Bind(2, record.Utf8(value)).Bind(3, id).Execute();
        }

        return new WrittenRecord(id, LedgerAction.Created, IsFirstOfImport: true);
    }

    private WrittenRecord Update(PendingRecord record, long id, long now)
    {
        _findById.Bind(1, id).Read();
        _old.ResetWrittenCount();
        _old.Write(_findById.Utf8(1));
        var isFirst = _findById.Number(2) != _importId;
        _findById.Reset();

        Merge(record, id);
        _update.Bind(1, _json.WrittenSpan).Bind(2, _importId).Bind(3, now).Bind(4, id).Execute();
        return new WrittenRecord(id, LedgerAction.Updated, isFirst);
    }

    private void Merge(PendingRecord record, long id)
    {
        BeginJson();
        var old = new Utf8JsonReader(_old.WrittenSpan);
        old.Read();
        Span<bool> written = stackalloc bool[record.Values.Count];
        while (old.Read() && old.TokenType == JsonTokenType.PropertyName)
        {
            var name = old.ValueSpan;
            var place = IndexOf(record.Values, name);
            if (place < 0)
            {
                _writer.WritePropertyName(name);
                old.Read();
                _writer.WriteRawValue(_old.WrittenSpan[(int)old.TokenStartIndex..(int)old.BytesConsumed], skipInputValidation: true);
                continue;
            }

            old.Read();
            written[place] = true;
            WriteMerged(record, record.Values[place], id, old.GetString()!);
        }

        for (var i = 0; i < written.Length; i++)
        {
            var value = record.Values[i];
            if (written[i] || value.Column.Kind == ValueKind.RecordId) continue;
            _writer.WriteString(value.Column.Name, record.Utf8(value));
            if (value.Column.IdentifierScope is { } scope) _addIdentifier.Bind(1, scope).Bind(2, record.Utf8(value)).Bind(3, id).Execute();
        }

        EndJson();
    }

    private void WriteMerged(PendingRecord record, PendingValue value, long id, string old)
    {
        var column = value.Column;
        var utf8 = record.Utf8(value);
        if (column.NeverGoesBack && IsBefore(column, Encoding.UTF8.GetString(utf8), old))
        {
            _writer.WriteString(column.Name, old);
            return;
        }

        if (value.Appends)
        {
            var added = Encoding.UTF8.GetString(utf8).Split(';').Except(old.Split(';'));
            _writer.WriteString(column.Name, string.Join(';', old.Split(';').Concat(added)));
            return;
        }

        _writer.WriteString(column.Name, utf8);
        if (column.IdentifierScope is not { } scope) return;
        var oldUtf8 = Encoding.UTF8.GetBytes(old);
        if (utf8.SequenceEqual(oldUtf8)) return;
        _removeIdentifier.Bind(1, scope).Bind(2, id).Bind(3, oldUtf8).Execute();
        _addIdentifier.Bind(1, scope).Bind(2, utf8).Bind(3, id).Execute();
    }

    private static int IndexOf(List<PendingValue> values, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (name.SequenceEqual(values[i].Column.Name.EncodedUtf8Bytes)) return i;
        }

        return -1;
    }

    private static bool IsBefore(ColumnPlan column, string value, string old)
    {
        var options = column.Property.Options.Select(option => option.Value).ToList();
        return options.IndexOf(value) < options.IndexOf(old);
    }

    private void BeginJson()
    {
        _json.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
    }

    private void EndJson()
    {
        _writer.WriteEndObject();
        _writer.Flush();
    }
}

/// <summary>What was written, and whether this import had not written the record before.</summary>
internal readonly record struct WrittenRecord(long Id, LedgerAction Action, bool IsFirstOfImport);
