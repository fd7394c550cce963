using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HubSpotImports.Checks;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Reads one cell by the rule of its column into the form in which HubSpot stores it.</summary>
internal sealed class CellReader(FilePlan plan, int maxCharacters)
{
    private readonly List<int> _options = [];

    private delegate ValueFault TimeRule(ReadOnlySpan<byte> cell, HsDateFormat order, out DateTime value);

    /// <summary>Adds the cell to the record, unless it is faulty.</summary>
    /// <returns>HubSpot's code for the fault, or <see langword="null"/>.</returns>
    public string? Read(ColumnPlan column, ReadOnlySpan<byte> cell, RowReader rows, PendingRecord record)
    {
        if (cell.Length > maxCharacters && Encoding.UTF8.GetCharCount(cell) > maxCharacters) return "COLUMN_TOO_LARGE";
        var fault = ValueFault.None;
        switch (column.Kind)
        {
            case ValueKind.RecordId:
                // A record id never becomes a property; only its form is checked here, and its record is looked for later.
                if (!Utf8Parser.TryParse(cell, out long id, out var consumed) || consumed != cell.Length || id <= 0) return "INVALID_RECORD_ID";
                record.Add(column, cell);
                break;
            case ValueKind.Email:
                fault = EmailValue.Check(cell);
                if (fault == ValueFault.None) AddLowerCase(column, cell, record);
                break;
            case ValueKind.Domain:
                fault = DomainValue.Read(cell, out var domain);
                if (fault == ValueFault.None) AddLowerCase(column, domain, record);
                break;
            case ValueKind.Number:
                fault = NumberValue.Read(cell, out var number);
                if (fault == ValueFault.None) AddFormatted(column, number, default, record);
                break;
            case ValueKind.Date:
                fault = ReadTime(column, cell, rows, DateValue.Read, out var date);
                if (fault == ValueFault.None) AddFormatted(column, date, "yyyy-MM-dd", record);
                break;
            case ValueKind.DateTime:
                fault = ReadTime(column, cell, rows, DateTimeValue.Read, out var time);
                if (fault == ValueFault.None && rows.Time(column.Index) is null) time = ZonedTime.ToUtc(cell, time, plan.TimeZone);
                if (fault == ValueFault.None) AddFormatted(column, time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", record);
                break;
            case ValueKind.Boolean:
                fault = BooleanValue.Read(cell, out var yes);
                if (fault == ValueFault.None) record.Add(column, yes ? "true"u8 : "false"u8);
                break;
            case ValueKind.Option:
                fault = EnumerationValue.Read(cell, column.Options, out var option);
                if (fault == ValueFault.None) AddText(column, column.Options.ValueAt(option), record);
                break;
            case ValueKind.SeveralOptions:
                fault = EnumerationValue.ReadSeveral(cell, column.Options, _options, out var adds);
                if (fault == ValueFault.None) AddText(column, string.Join(';', _options.Select(column.Options.ValueAt)), record, adds);
                break;
            case ValueKind.Owner:
                fault = EnumerationValue.Read(cell, column.Options, out var owner);
                if (fault == ValueFault.InvalidEnumerationOption) return "COULD_NOT_FIND_OWNER";
                if (fault == ValueFault.AmbiguousEnumerationOption) return "MULTIPLE_OWNERS_FOUND";
                AddText(column, column.Options.ValueAt(owner), record);
                break;
            default:
                record.Add(column, cell);
                break;
        }

        return fault == ValueFault.None ? null : ValueFaultCode.Of(fault);
    }

    private ValueFault ReadTime(ColumnPlan column, ReadOnlySpan<byte> cell, RowReader rows, TimeRule rule, out DateTime time)
    {
        if (rows.Time(column.Index) is not { } known) return rule(cell, plan.DateFormat, out time);
        time = known;
        return ValueFault.None;
    }

    private static void AddLowerCase(ColumnPlan column, ReadOnlySpan<byte> text, PendingRecord record)
    {
        if (!Ascii.IsValid(text))
        {
            AddText(column, Encoding.UTF8.GetString(text).ToLowerInvariant(), record);
            return;
        }

        Ascii.ToLower(text, record.Reserve(text.Length), out var written);
        record.Commit(column, written);
    }

    private static void AddText(ColumnPlan column, string text, PendingRecord record, bool appends = false)
    {
        var written = Encoding.UTF8.GetBytes(text, record.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        record.Commit(column, written, appends);
    }

    private static void AddFormatted<T>(ColumnPlan column, T value, ReadOnlySpan<char> format, PendingRecord record)
        where T : IUtf8SpanFormattable
    {
        // 64 bytes hold any decimal and any time.
        if (!value.TryFormat(record.Reserve(64), out var written, format, CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A number or time did not fit its place.");
        record.Commit(column, written);
    }
}
