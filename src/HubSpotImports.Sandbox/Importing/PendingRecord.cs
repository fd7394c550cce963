using System.Buffers;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// The values that one row has for one record, as HubSpot would store them: UTF-8 in one buffer, used again for every row.
/// </summary>
internal sealed class PendingRecord(RecordPlan plan)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public RecordPlan Plan { get; } = plan;

    public List<PendingValue> Values { get; } = [];

    /// <summary>What keeps the row from becoming this record, if anything does.</summary>
    public RowError? Refusal { get; set; }

    /// <summary>The codes of values that were left out.</summary>
    public List<string> Dropped { get; } = [];

    public bool HasCells { get; set; }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Values.Clear();
        Dropped.Clear();
        Refusal = null;
        HasCells = false;
    }

    public void Add(ColumnPlan column, ReadOnlySpan<byte> value, bool appends = false)
    {
        Values.Add(new PendingValue(column, _bytes.WrittenCount, value.Length, appends));
        _bytes.Write(value);
    }

    /// <summary>A place for a value of at most this length; call <see cref="Commit"/> when it is written.</summary>
    public Span<byte> Reserve(int length) => _bytes.GetSpan(length)[..length];

    public void Commit(ColumnPlan column, int length, bool appends = false)
    {
        Values.Add(new PendingValue(column, _bytes.WrittenCount, length, appends));
        _bytes.Advance(length);
    }

    public ReadOnlySpan<byte> Utf8(PendingValue value) => _bytes.WrittenSpan.Slice(value.Start, value.Length);

    public bool Has(string property)
    {
        foreach (var value in Values)
        {
            if (value.Column.Property.Name == property) return true;
        }

        return false;
    }
}

/// <summary>
/// One value of a row, and where it is in the buffer. It may be added to what the record has (several checkboxes with a leading <c>;</c>).
/// </summary>
internal readonly record struct PendingValue(ColumnPlan Column, int Start, int Length, bool Appends);
