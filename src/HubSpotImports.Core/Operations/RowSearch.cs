using HubSpotImports.Files;

namespace HubSpotImports.Operations;

/// <summary>
/// Decides which row each line of an import means. Content decides where one row alone has it. Where several rows are the same, the line has to:
/// of the three ways in which HubSpot may count, those count that explain every row whose content is known; where the account's way is known, that
/// one alone, unless it does not explain them.
/// </summary>
/// <remarks>
/// What is sent can lack rows: earlier parts, rows that were held back. A row therefore stands as many lines before its place in the file as
/// lines before it were not sent, and this shift never shrinks from one row to the next. Rows that are sure bound it on both sides.
/// </remarks>
/// <param name="lines">The lines, in order.</param>
/// <param name="rowsNotSent">How many rows of the file were not sent; <see langword="null"/> where it cannot be told.</param>
/// <param name="known">How the account counts; <see langword="null"/> where nobody knows.</param>
internal sealed class RowSearch(IReadOnlyList<RefusedLine> lines, long? rowsNotSent, HsLineNumbering? known)
{
    private const int MostRounds = 10; // Each uses what the one before found; the second is rarely needed.
    private const long NoBound = long.MaxValue / 2;

    private static readonly HsLineNumbering[] Numberings = (HsLineNumbering[])Enum.GetValues(typeof(HsLineNumbering));

    private readonly Dictionary<HsLineNumbering, (long[] Low, long[] High)> _shifts = Numberings.ToDictionary(
        numbering => numbering, _ => (new long[lines.Count], new long[lines.Count]));

    /// <summary>Whether the account's way of counting contradicts the rows, so that every way was tried.</summary>
    public bool IsKnownWrong { get; private set; }

    /// <summary>Finds the rows that content alone tells.</summary>
    public void ByContent()
    {
        foreach (var line in lines)
        {
            if (line.Rows is { HasMore: false, Places.Count: 1 } rows) line.Place = rows.Places[0];
        }
    }

    /// <summary>Finds the rows that need the order and the numbers of the lines. Good only for a file that is still the one that was sent.</summary>
    public void ByLine()
    {
        // As many lines as there are rows with this content: all of them are meant.
        foreach (var line in lines)
        {
            if (line is not { Place: null, Rows: { HasMore: false } rows } || rows.Lines.Count != rows.Places.Count) continue;
            for (var i = 0; i < rows.Lines.Count; i++) rows.Lines[i].Place = rows.Places[i];
        }

        IsKnownWrong = known is { } way && !(Explains(way) && HasStanding(way));
        var found = new List<RefusedLine>();
        var possible = PossibleNumberings();
        for (var round = 0; round < MostRounds && FindAmongSame(possible, found); round++) possible = PossibleNumberings();

        if (possible.Count == 0) found.ForEach(line => line.Place = null); // What was found contradicts itself.
        else if (rowsNotSent == 0) FindStanding(possible);
    }

    private List<HsLineNumbering> PossibleNumberings() => [.. Numberings.Where(numbering => (IsKnownWrong || (known ?? numbering) == numbering) && Explains(numbering))];

    // Of a file that was sent whole, every line without content still has its row, with the values that were refused.
    private bool HasStanding(HsLineNumbering numbering) => rowsNotSent != 0 || lines.All(line => line.Content is not null || line.StandingBy(numbering) is not null);

    // Whether a way of counting explains the lines of all rows that are sure, and leaves one for each of the others.
    private bool Explains(HsLineNumbering numbering)
    {
        var (low, high) = _shifts[numbering];
        long shift = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            low[i] = lines[i].Place is { } place ? place.LineBy(numbering) - lines[i].Line : shift;
            if (low[i] < shift) return false;
            shift = low[i];
        }

        shift = rowsNotSent switch
        {
            0 => 0,
            { } rows when numbering == HsLineNumbering.Record => rows,
            _ => NoBound,
        };
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (low[i] > shift) return false;
            if (lines[i].Place is not null) shift = low[i];
            high[i] = shift;
        }

        return lines.Select((line, i) => line.Place is not null || line.Rows is not { HasMore: false } || Among(i, numbering).Count > 0).All(fits => fits);
    }

    private bool FindAmongSame(List<HsLineNumbering> possible, List<RefusedLine> found)
    {
        var before = found.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is not { Place: null, Rows: { HasMore: false } rows }) continue;

            var ranges = possible.ConvertAll(numbering => Among(i, numbering));
            if (ranges.Count == 0 || ranges.Exists(range => range.Count != 1 || range.First != ranges[0].First)) continue;
            lines[i].Place = rows.Places[ranges[0].First];
            found.Add(lines[i]);
        }

        return found.Count > before;
    }

    // Rows without content to compare, or of a workbook with cells that HubSpot writes otherwise: only where every way of counting that is
    // possible leads to the same one.
    private void FindStanding(List<HsLineNumbering> possible)
    {
        foreach (var line in lines)
        {
            if (line is { Place: null, Rows: null } && possible.TrueForAll(numbering => line.StandingBy(numbering) is { } place && place.Row == line.StandingBy(possible[0])?.Row))
            {
                line.Place = line.StandingBy(possible[0]);
            }
        }
    }

    // Which of the rows with its content a line can mean.
    private (int First, int Count) Among(int index, HsLineNumbering numbering)
    {
        var (low, high) = _shifts[numbering];
        var line = lines[index];
        var first = FirstFrom(line.Rows!.Places, numbering, line.Line + low[index]);
        return (first, FirstFrom(line.Rows.Places, numbering, line.Line + high[index] + 1) - first);
    }

    private static int FirstFrom(List<RowPlace> places, HsLineNumbering numbering, long line)
    {
        var (from, to) = (0, places.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (places[middle].LineBy(numbering) < line) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
