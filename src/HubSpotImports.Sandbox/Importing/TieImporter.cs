using System.Text;
using HubSpotImports.Checks;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Associates the records that a row has become, and notes their part in a marketing event.</summary>
internal sealed class TieImporter : IDisposable
{
    // Entries of the ledger for the same row that the first pass wrote have lower numbers.
    private const int FirstLedgerEntry = 1_000;

    private readonly long _importId;
    private readonly int _part;
    private readonly FilePlan _plan;
    private readonly long? _eventId;
    private readonly ImportCounters _counters;
    private readonly Action<RowError> _report;
    private readonly AssociationWriter _writer;
    private readonly LedgerWriter _ledger;
    private readonly Statement _objectsOfRow;
    private readonly Statement _typeOfObject;
    private readonly Statement _findByIdentifier;
    private readonly Statement _addParticipation;
    private readonly Dictionary<string, long> _objects = [];

    public TieImporter(
        DatabaseTurn turn, StoredImport import, int part, FilePlan plan, long? eventId, AssociationTypes types, ImportCounters counters, Action<RowError> report)
    {
        _importId = import.Id;
        _part = part;
        _plan = plan;
        _eventId = eventId;
        _counters = counters;
        _report = report;
        _writer = new AssociationWriter(turn, types);
        _ledger = new LedgerWriter(turn, import.Id, part, FirstLedgerEntry);
        _objectsOfRow = new Statement(
            turn.Connection, "SELECT object_type, object_id FROM ledger WHERE import_id = ?1 AND part = ?2 AND record = ?3 AND action IN (0, 1)");
        _typeOfObject = new Statement(turn.Connection, "SELECT type FROM objects WHERE id = ?1");
        _findByIdentifier = new Statement(turn.Connection, "SELECT object_id FROM identifiers WHERE scope = ?1 AND value = ?2");
        _addParticipation = new Statement(
            turn.Connection,
            """
            INSERT INTO participations (event_id, contact_id, kind, occurred, import_id) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET occurred = ?4, import_id = ?5 WHERE import_id <> ?5 RETURNING 1
            """);
    }

    public void Import(RowReader rows)
    {
        // What is wrong with the row itself was told when its records were written.
        if (rows.Fault is not null) return;
        ReadObjects(rows.Place.Record);
        foreach (var pair in _plan.Ties.Pairs) Associate(pair, rows);
        foreach (var column in _plan.Ties.References) Associate(column, rows);
        if (_plan.Ties.Events.Count > 0) AddParticipations(rows);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _ledger.Dispose();
        _objectsOfRow.Dispose();
        _typeOfObject.Dispose();
        _findByIdentifier.Dispose();
        _addParticipation.Dispose();
    }

    private static string[] Several(string cell) =>
        cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void ReadObjects(long record)
    {
        _objects.Clear();
        _objectsOfRow.Bind(1, _importId).Bind(2, _part).Bind(3, record);
        while (_objectsOfRow.Read()) _objects[Encoding.UTF8.GetString(_objectsOfRow.Utf8(0))] = _objectsOfRow.Number(1);
    }

    private void Associate(RowPair pair, RowReader rows)
    {
        if (!_objects.TryGetValue(pair.From, out var from) || !_objects.TryGetValue(pair.To, out var to)) return;
        if (pair.Plain is { } plain) Add(from, plain, to);
        foreach (var column in pair.Labels)
        {
            foreach (var label in Several(rows.Text(column.Index)))
            {
                if (column.Types.FirstOrDefault(type => type.Label!.Equals(label, StringComparison.OrdinalIgnoreCase)) is { } labelled)
                    Add(from, labelled, to);
                else
                    Report("ASSOCIATION_LABEL_NOT_FOUND", "There is no such label between these objects.", pair.From, column.Index, rows);
            }
        }
    }

    private void Associate(ReferenceColumn column, RowReader rows)
    {
        if (!_objects.TryGetValue(column.Type.From, out var from)) return;
        var cell = rows.Text(column.Index).Trim();
        foreach (var key in column.IsKeys ? Several(cell) : cell.Length > 0 ? [cell] : [])
        {
            if (Find(column, key, out var code) is { } to) Add(from, column.Type, to);
            else Report(code!, "The record that the cell names cannot be associated.", column.Type.From, column.Index, rows);
        }
    }

    // Which code stands for which fault is deduced from the codes' names.
    private long? Find(ReferenceColumn column, string key, out string? code)
    {
        code = null;
        var utf8 = Encoding.UTF8.GetBytes(key);
        var isId = RecordIdValue.Read(utf8, out var id) == ValueFault.None;
        if (isId && (column.IsKeys || column.Identifier is null))
        {
            if (IsThere(id, column.Type.To)) return id;
            code = "UNKNOWN_ASSOCIATION_RECORD_ID";
            return null;
        }

        if (column.Identifier is not { } property || (property == "email" && EmailValue.Check(utf8) != ValueFault.None))
        {
            code = column.IsKeys ? "INVALID_ASSOCIATION_KEY" : "INVALID_ASSOCIATION_IDENTIFIER";
            return null;
        }

        var value = property is "email" or "domain" ? key.ToLowerInvariant() : key;
        if (_findByIdentifier.Bind(1, RecordWriter.Scope(column.Type.To, property)).Bind(2, value).Read())
        {
            var found = _findByIdentifier.Number(0);
            _findByIdentifier.Reset();
            return found;
        }

        code = column.IsKeys ? "ASSOCIATION_RECORD_NOT_FOUND" : "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER";
        return null;
    }

    private bool IsThere(long id, string typeId)
    {
        if (!_typeOfObject.Bind(1, id).Read()) return false;
        var there = Encoding.UTF8.GetString(_typeOfObject.Utf8(0)) == typeId;
        _typeOfObject.Reset();
        return there;
    }

    private void Add(long from, AssociationType type, long to)
    {
        if (_writer.Add(from, type, to)) _counters.Associations++;
    }

    private void AddParticipations(RowReader rows)
    {
        if (!_objects.TryGetValue("0-1", out var contact)) return;
        var isMissing = true;
        foreach (var column in _plan.Ties.Events)
        {
            var cell = CellText.Trim(rows.Cell(column.Index));
            if (cell.IsEmpty) continue;
            isMissing = false;
            if (Time(cell, rows.Time(column.Index)) is not { } time)
                Report("INVALID_EVENT_TIMESTAMP", "This is not a time in the order of the import's dateFormat.", "0-1", column.Index, rows);
            else if (!AddParticipation(contact, column.Kind, time))
                Report("DUPLICATE_EVENT", "This import has said so of this contact before.", "0-1", column.Index, rows);
        }

        if (isMissing) Report("MISSING_EVENT_TIMESTAMP", "The row has no time.", "0-1", null, rows);
    }

    private DateTime? Time(ReadOnlySpan<byte> cell, DateTime? known)
    {
        if (known is { } certain) return certain;
        return DateTimeValue.Read(cell, _plan.DateFormat, out var time) == ValueFault.None ? ZonedTime.ToUtc(cell, time, _plan.TimeZone) : null;
    }

    private bool AddParticipation(long contact, string kind, DateTime time)
    {
        var isNew = _addParticipation.Bind(1, _eventId!.Value).Bind(2, contact).Bind(3, kind)
            .Bind(4, new DateTimeOffset(time).ToUnixTimeMilliseconds()).Bind(5, _importId).Read();
        _addParticipation.Reset();
        return isNew;
    }

    // The records are in; what the row loses is a tie, which the ledger calls a dropped value.
    private void Report(string code, string message, string typeId, int? column, RowReader rows)
    {
        _counters.Errors++;
        _report(new RowError(code, message, typeId, column, column is { } index ? rows.Text(index) : null));
        var place = rows.Place;
        _ledger.Add(place.Record, place.Line, typeId, LedgerAction.ValueDropped, _objects.GetValueOrDefault(typeId), code);
    }
}
