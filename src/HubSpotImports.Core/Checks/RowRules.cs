using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Checks;

/// <summary>HubSpot's rules for the rows of a file: the number of cells, each value, what a record needs.</summary>
internal sealed class RowRules
{
    private readonly string _command;
    private readonly bool _dateFormatIsGiven;
    private readonly int _columns;
    private readonly ColumnRule[] _rules;
    private readonly ObjectRules[] _objects;
    private readonly ColumnRule[] _eventTimes;
    private readonly bool[] _isFilled; // Of the last row: whether it has a value, for each column of the file.

    /// <param name="file">The file.</param>
    /// <param name="mapping">What its columns mean.</param>
    /// <param name="properties">The property of an object type and name, or <see langword="null"/>.</param>
    /// <param name="operationOf">What the import does with the records of an object type.</param>
    /// <param name="dateFormat">The order of date parts; <see langword="null"/> for HubSpot's default, month first.</param>
    /// <param name="command">The command that starts the import, for advice.</param>
    public RowRules(
        SourceFile file,
        FittedMapping mapping,
        Func<string, string, HsProperty?> properties,
        Func<string, HsImportOperation> operationOf,
        HsDateFormat? dateFormat,
        string command)
    {
        _dateFormatIsGiven = dateFormat is not null;
        _command = command;
        _columns = file.Header.Count;
        _isFilled = new bool[_columns];
        _rules = [.. mapping.Columns.Select((column, index) => new ColumnRule(
            mapping.Kept[index],
            column,
            column.PropertyName is null ? null : properties(column.PropertyObjectTypeId, column.PropertyName),
            dateFormat ?? HsDateFormat.MonthDayYear))];
        _eventTimes = Array.FindAll(_rules, rule => rule.Mapping.ColumnType == HsColumnType.EventTimestamp);
        _objects = [.. _rules.Where(rule => rule.Mapping.IsOwn).GroupBy(rule => rule.Mapping.ObjectTypeId).Select(group => new ObjectRules(group.Key, operationOf(group.Key), [.. group]))];
    }

    /// <summary>The columns that are sent.</summary>
    public IReadOnlyList<ColumnRule> Columns => _rules;

    /// <summary>Whether a row was seen that creates a record, or the participation in an event, each time it is sent.</summary>
    public bool CreatesRecords => _eventTimes.Length > 0 || Array.Exists(_objects, entry => entry.CreatesRecords);

    /// <summary>Checks a row.</summary>
    /// <param name="record">The reader, on the row.</param>
    /// <param name="row">The number of the row, from 1.</param>
    /// <param name="line">Its line in the file.</param>
    /// <param name="findings">Gets what is wrong.</param>
    /// <returns>Whether HubSpot should take the row as it is.</returns>
    public bool Check(CsvReader record, long row, long line, FindingCollector findings)
    {
        if (record.FieldCount != _columns)
        {
            findings.Add("INCORRECT_NUMBER_OF_COLUMNS", row, line, message: $"The row has {record.FieldCount} cells, the header {_columns}.");
            return false;
        }

        var good = true;
        foreach (var rule in _rules)
        {
            var cell = CellText.Trim(record.GetSpan(rule.Column));
            _isFilled[rule.Column] = cell.Length > 0;
            if (cell.Length == 0 || rule.Check(cell) is not { } code) continue;
            findings.Add(code, row, line, rule, cell);
            good &= FindingCollector.SeverityOf(code) == HsFindingSeverity.Warning;
        }

        foreach (var entry in _objects)
        {
            if (entry.Missing(_isFilled) is not { } missing) continue;
            findings.Add(missing.Code, row, line, message: missing.Message);
            good &= FindingCollector.SeverityOf(missing.Code) == HsFindingSeverity.Warning;
        }

        // A deduced rule: it warns, and the row stays good.
        if (_eventTimes.Length > 0 && !ObjectRules.HasValue(_isFilled, _eventTimes)) findings.Add("MISSING_EVENT_TIMESTAMP", row, line);
        return good;
    }

    /// <summary>Takes what the rules of another thread learned of the whole file; they forget it.</summary>
    /// <param name="other">The same rules.</param>
    public void Take(RowRules other)
    {
        for (var i = 0; i < _rules.Length; i++) _rules[i].Dates?.Take(other._rules[i].Dates!);
        for (var i = 0; i < _objects.Length; i++) _objects[i].Take(other._objects[i]);
    }

    /// <summary>Says what only the whole file tells.</summary>
    /// <param name="findings">Gets it.</param>
    public void Complete(FindingCollector findings)
    {
        foreach (var entry in _objects.Where(entry => entry.Unidentified > 0)) findings.AddUnidentified(entry);

        foreach (var rule in _rules)
        {
            if (rule.Dates is null) continue;
            if (rule.Dates.IsAmbiguous && !_dateFormatIsGiven) findings.AddAmbiguousDates(rule, _command);
            if (rule.Dates.BetterOrder is not { } order) continue;

            // An order that somebody said is doubted only when more than a few dates speak against it.
            if (_dateFormatIsGiven && rule.Dates.Refused * 10 < rule.Dates.Readable) continue;
            findings.Replace(
                rule.DateFaultCode,
                rule,
                $"{rule.Dates.Refused:N0} of {rule.Dates.Refused + rule.Dates.Readable:N0} dates do not fit the import's date order; {rule.Dates.FitBetter:N0} of these fit {order}.",
                $"{_command} -DateFormat {order}");
        }
    }
}
