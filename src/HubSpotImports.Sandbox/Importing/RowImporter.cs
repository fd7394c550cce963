using HubSpotImports.Checks;
using HubSpotImports.Sandbox.Faults;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Turns one row of a file into records, errors and entries of the ledger.</summary>
internal sealed class RowImporter : IDisposable
{
    private readonly FilePlan _plan;
    private readonly CellReader _cells;
    private readonly PendingRecord[] _records;
    private readonly ImportCounters _counters;
    private readonly RecordWriter _writer;
    private readonly LedgerWriter _ledger;
    private readonly FaultList _faults;
    private readonly IReadOnlyList<SetFault> _refusals;
    private readonly Action<RowError> _report;

    /// <param name="turn">The database, for as long as this batch takes.</param>
    /// <param name="import">The import.</param>
    /// <param name="part">The file's place in the import.</param>
    /// <param name="plan">What is done with the file.</param>
    /// <param name="counters">The import's counters.</param>
    /// <param name="options">The sandbox's options.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="report">Writes an error down.</param>
    public RowImporter(
        DatabaseTurn turn,
        StoredImport import,
        int part,
        FilePlan plan,
        ImportCounters counters,
        SandboxOptions options,
        FaultList faults,
        Action<RowError> report)
    {
        _faults = faults;
        _refusals = faults.RefusalsIn(import.Name);
        _plan = plan;
        _counters = counters;
        _report = report;
        _cells = new CellReader(plan, options.MaxCellCharacters);
        _records = [.. plan.Records.Select(record => new PendingRecord(record))];
        _writer = new RecordWriter(turn, import.Id);
        _ledger = new LedgerWriter(turn, import.Id, part);
    }

    public void Import(RowReader rows, long now)
    {
        _counters.TotalRows++;
        var row = rows.Place;
        if ((FaultOnRequest(row) ?? rows.Fault) is { } fault)
        {
            RefuseRow(fault, row);
            return;
        }

        ReadCells(rows);
        if (!_records.Any(record => record.HasCells))
        {
            // Named in HubSpot's specification; that an empty row gets this code is deduced.
            RefuseRow(new RowError("FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES", "All cells of the row are empty."), row);
            return;
        }

        foreach (var record in _records)
        {
            // A row may say nothing of the second of its two objects: that is no fault (deduced).
            if (record.HasCells) Write(record, row, now);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _ledger.Dispose();
    }

    private RowError? FaultOnRequest(SourceRow row)
    {
        foreach (var refusal in _refusals)
        {
            if (!refusal.IsForRow(row.Record)) continue;
            _faults.CountRow(refusal.Id);
            return new RowError(refusal.Fault.Value!, "A fault that was asked for.");
        }

        return null;
    }

    private void RefuseRow(RowError error, SourceRow row)
    {
        var typeId = _plan.Records.Count > 0 ? _plan.Records[0].TypeId : "";
        Report(error with { ObjectTypeId = typeId });
        _ledger.Add(row.Record, row.Line, typeId, LedgerAction.Refused, null, error.Code);
    }

    private void ReadCells(RowReader rows)
    {
        foreach (var record in _records)
        {
            record.Clear();
            foreach (var column in record.Plan.Columns)
            {
                // Blank cells are passed over: an import never clears a value (knowledge base).
                var cell = CellText.Trim(rows.Cell(column.Index));
                if (cell.IsEmpty) continue;
                record.HasCells = true;
                if (_cells.Read(column, cell, rows, record) is not { } code) continue;
                var error = new RowError(code, MessageOf(code, column), column.TypeId, column.Index, rows.Text(column.Index));
                Report(error);
                if (RefusesRecord(code)) record.Refusal ??= error;
                else record.Dropped.Add(code);
            }
        }
    }

    private void Write(PendingRecord record, SourceRow row, long now)
    {
        var typeId = record.Plan.TypeId;
        var isReported = record.Refusal is not null;
        var written = isReported ? null : _writer.Write(record, now);
        if (written is not { } done)
        {
            if (!isReported) Report(record.Refusal!);
            _ledger.Add(row.Record, row.Line, typeId, LedgerAction.Refused, null, record.Refusal!.Code);
            return;
        }

        if (done.Action == LedgerAction.Created) _counters.Created++;
        else _counters.Updated++;
        if (done.IsFirstOfImport) _counters.UniqueObjects++;
        _counters.PropertyValues += record.Values.Count;
        _ledger.Add(row.Record, row.Line, typeId, done.Action, done.Id, null);
        foreach (var code in record.Dropped) _ledger.Add(row.Record, row.Line, typeId, LedgerAction.ValueDropped, done.Id, code);
    }

    private void Report(RowError error)
    {
        _counters.Errors++;
        _report(error);
    }

    // Which codes refuse the record, and which only the value: facts of the knowledge base where it names the code, else deduced.
    private static bool RefusesRecord(string code) => code is "INVALID_EMAIL" or "INVALID_RECORD_ID";

    private static string MessageOf(string code, ColumnPlan column) => code switch
    {
        "INVALID_EMAIL" => "This is not an e-mail address.",
        "INVALID_DOMAIN" => "This is not a domain.",
        "INVALID_RECORD_ID" => "A record id is a whole number.",
        "COULD_NOT_PARSE_NUMBER" => $"'{column.Property.Name}' takes a number, and this is none.",
        "INVALID_NUMBER_SIZE" => $"The number is too large for '{column.Property.Name}'.",
        "COULD_NOT_PARSE_DATE" => $"'{column.Property.Name}' takes a date in the order of the import's dateFormat, and this is none.",
        "OUTSIDE_VALID_TIME_RANGE" => "The date is outside the years 1000 to 9999.",
        "INVALID_ENUMERATION_OPTION" => $"This is not an option of '{column.Property.Name}'.",
        "AMBIGUOUS_ENUMERATION_OPTION" => $"Several options of '{column.Property.Name}' have this label.",
        "COULD_NOT_FIND_OWNER" => "No user of the account has this name, e-mail address or id.",
        "MULTIPLE_OWNERS_FOUND" => "Several users of the account have this name.",
        "COLUMN_TOO_LARGE" => "The cell is longer than a property can hold.",
        _ => code,
    };
}
