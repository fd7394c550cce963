using System.Text;
using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>Looks at rows of a file as they are sent: the kept columns, and what a row has beyond the header.</summary>
/// <param name="file">The file.</param>
/// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
internal sealed class SentColumns(SourceFile file, IReadOnlyList<int> kept)
{
    private readonly RowContent _content = new();

    /// <summary>The lines that the header takes up, where there is one.</summary>
    public int HeaderLines => !file.HasHeader ? 0 : 1 + kept.Sum(column => LineBreaks.Count(Encoding.UTF8.GetBytes(file.Header[column])));

    /// <summary>The content of the row; see <see cref="RowContent"/>.</summary>
    public ulong Hash => _content.Hash;

    /// <summary>The line breaks in its cells.</summary>
    public int Breaks { get; private set; }

    /// <summary>Takes a row.</summary>
    /// <param name="record">The reader, on the row.</param>
    public void Read(CsvReader record)
    {
        _content.Clear();
        Breaks = 0;
        var fields = record.FieldCount;
        foreach (var column in kept)
        {
            if (column < fields) Add(record.GetSpan(column));
        }

        for (var extra = file.Header.Count; extra < fields; extra++) Add(record.GetSpan(extra));
    }

    /// <summary>The content of one cell, by itself.</summary>
    /// <param name="record">The reader, on the row.</param>
    /// <param name="number">The number of the column as it is sent, from 1.</param>
    public ulong? CellHash(CsvReader record, int number)
    {
        if (number < 1 || number > kept.Count || kept[number - 1] >= record.FieldCount) return null;
        var cell = new RowContent();
        cell.Add(record.GetSpan(kept[number - 1]));
        return cell.Hash;
    }

    private void Add(ReadOnlySpan<byte> cell)
    {
        _content.Add(cell);
        Breaks += LineBreaks.Count(cell);
    }
}
