using System.Globalization;
using System.Text;

namespace HubSpotImports.Files;

/// <summary>A set of row numbers, at one bit a row.</summary>
internal sealed class RowSet
{
    private ulong[] _bits = [];

    /// <summary>How many rows are in it.</summary>
    public long Count { get; private set; }

    public void Add(long row)
    {
        var word = (int)(row >> 6);
        if (word >= _bits.Length) Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        if (Contains(row)) return;
        _bits[word] |= 1UL << (int)(row & 63);
        Count++;
    }

    public bool Contains(long row) => row >> 6 < _bits.Length && (_bits[row >> 6] & (1UL << (int)(row & 63))) != 0;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not such a text.</exception>
    public static RowSet Parse(string text)
    {
        var rows = new RowSet();
        foreach (var range in text.Length == 0 ? [] : text.Split(','))
        {
            var ends = range.Split('-');
            var last = long.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture);
            for (var row = long.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture); row <= last; row++) rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows in order, neighbours as ranges: <c>5,7-9</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var end = (long)_bits.Length << 6;
        for (long row = 0; row < end; row++)
        {
            if (!Contains(row)) continue;
            var first = row;
            while (Contains(row + 1)) row++;
            if (text.Length > 0) text.Append(',');
            text.Append(first.ToString(CultureInfo.InvariantCulture));
            if (row > first) text.Append('-').Append(row.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
