using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace HubSpotImports.Tests.Files;

/// <summary>A table, and one of the many ways in which programs write it down.</summary>
internal sealed record CsvCase
{
    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["utf-8"] = new UTF8Encoding(false),
        ["utf-8 with mark"] = new UTF8Encoding(true),
        ["utf-16"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        ["utf-16 be"] = new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        ["utf-16 without mark"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        ["utf-16 be without mark"] = new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        ["windows-1252"] = Encoding.Latin1, // The letters used here are the same in both.
    };

    public required IReadOnlyList<string> Header { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    public required string Encoded { get; init; }

    public required char Separator { get; init; }

    public required string LineEnd { get; init; }

    /// <summary>Whether cells that need no quotes have some.</summary>
    public required bool QuotesEverywhere { get; init; }

    /// <summary>Whether the last line has an end.</summary>
    public required bool EndsWithLineEnd { get; init; }

    /// <summary>Whether the line <c>sep=…</c> stands before the header.</summary>
    public required bool HasSeparatorLine { get; init; }

    /// <summary>How many blank lines stand behind each row, by turns.</summary>
    public required IReadOnlyList<int> BlankLines { get; init; }

    /// <summary>Which columns are left out, by turns.</summary>
    public required IReadOnlyList<bool> Ignored { get; init; }

    /// <summary>The columns that are sent: never none.</summary>
    public IReadOnlyList<int> Kept
    {
        get
        {
            int[] kept = [.. Enumerable.Range(0, Header.Count).Where(column => !Ignored[column % Ignored.Count])];
            return kept.Length > 0 ? kept : [0];
        }
    }

    /// <summary>Python's name of the encoding.</summary>
    public string PythonEncoding => Encoded switch
    {
        "utf-8 with mark" => "utf-8-sig",
        "utf-16 be" => "utf-16",
        "utf-16 without mark" => "utf-16-le",
        "utf-16 be without mark" => "utf-16-be",
        var name => name,
    };

    public byte[] Bytes
    {
        get
        {
            var encoding = Encodings[Encoded];
            return [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
        }
    }

    private string Text
    {
        get
        {
            var text = new StringBuilder();
            if (HasSeparatorLine) text.Append("sep=").Append(Separator).Append("\r\n");
            text.Append(Line(Header));
            for (var i = 0; i < Rows.Count; i++)
            {
                text.Append(LineEnd);
                for (var blank = 0; blank < BlankLines[i % BlankLines.Count]; blank++) text.Append(LineEnd);
                text.Append(Line(Rows[i]));
            }

            if (EndsWithLineEnd) text.Append(LineEnd);
            for (var blank = 0; EndsWithLineEnd && blank < BlankLines[Rows.Count % BlankLines.Count]; blank++) text.Append(LineEnd);
            return text.ToString();
        }
    }

    public override string ToString() =>
        $"{Encoded}, kept {string.Join("+", Kept)} of {Header.Count}: {Text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)}";

    /// <summary>Tables of up to eight columns and twelve rows, with all that real exports have and some that they should not.</summary>
    public static Arbitrary<CsvCase> Any { get; } = Arb.From(Cases, Smaller);

    private static Gen<CsvCase> Cases =>
        from encoded in Gen.Elements<string>([.. Encodings.Keys])
        from columns in Gen.Choose(1, 8)
        from header in Gen.Elements("Email", "First Name", " Notes ", "Größe", "A \"b\" c", "x").ListOf(columns)
        from rows in Row(columns, encoded).ListOf()
        from separator in Gen.Elements(',', ',', ';', '\t', '|')
        from lineEnd in Gen.Elements("\r\n", "\r\n", "\n", "\r")
        from everywhere in ArbMap.Default.GeneratorFor<bool>()
        from ends in ArbMap.Default.GeneratorFor<bool>()
        from hint in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from blank in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 2))).NonEmptyListOf()
        from ignored in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true))).NonEmptyListOf()
        select new CsvCase
        {
            // Headers must differ, and those of UTF-16 without a mark be ASCII, as the detection needs.
            Header = [.. header.Select((name, index) => encoded.Contains("without", StringComparison.Ordinal) ? $"column {index}" : $"{name}{index}")],
            Rows = [.. rows],
            Encoded = encoded,
            Separator = columns == 1 && !hint ? ',' : separator, // Nothing in a single column tells the separator.
            LineEnd = lineEnd,
            QuotesEverywhere = everywhere,
            EndsWithLineEnd = ends,
            HasSeparatorLine = hint,
            BlankLines = [.. blank],
            Ignored = [.. ignored],
        };

    private static Gen<IReadOnlyList<string>> Row(int columns, string encoded) =>
        from count in Gen.Frequency((8, Gen.Constant(columns)), (1, Gen.Choose(1, columns + 3)))
        from cells in Cell(encoded).ListOf(count)
        select (IReadOnlyList<string>)[.. cells];

    private static Gen<string> Cell(string encoded)
    {
        string[] ascii = ["a", "b", " ", "\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", "=", "0", "'"];
        string[] beyond = encoded switch
        {
            "windows-1252" => ["é", "ü", "ß"],
            "utf-8" or "utf-8 with mark" => ["é", "漢", "😀", "\u2028", "\0", "\uFEFF"],
            "utf-16" or "utf-16 be" => ["é", "漢", "😀", "\u2028"],
            _ => [],
        };
        return Gen.Frequency(
            (2, Gen.Constant("")),
            (6, Gen.Elements("ada@example.com", "Ada", "12", "x y")),
            (4, Gen.Elements<string>([.. ascii, .. beyond]).ListOf().Select(pieces => string.Concat(pieces))));
    }

    private static IEnumerable<CsvCase> Smaller(CsvCase large)
    {
        for (var row = 0; row < large.Rows.Count; row++) yield return large with { Rows = [.. large.Rows.Where((_, index) => index != row)] };
        if (large.BlankLines.Any(count => count > 0)) yield return large with { BlankLines = [0] };
        if (large.Ignored.Contains(true)) yield return large with { Ignored = [false] };
        if (large.LineEnd != "\r\n") yield return large with { LineEnd = "\r\n" };
        if (large.Encoded != "utf-8") yield return large with { Encoded = "utf-8" };
        if (large.HasSeparatorLine && large.Header.Count > 1) yield return large with { HasSeparatorLine = false };
        if (large.Separator != ',') yield return large with { Separator = ',' };
        for (var row = 0; row < large.Rows.Count; row++)
        {
            for (var column = 0; column < large.Rows[row].Count; column++)
            {
                var cell = large.Rows[row][column];
                if (cell.Length == 0) continue;
                var shorter = cell.Length == 1 ? "" : cell[1..];
                if (shorter.Length > 0 && char.IsLowSurrogate(shorter[0])) shorter = shorter[1..];
                var (r, c) = (row, column);
                yield return large with
                {
                    Rows = [.. large.Rows.Select((cells, i) => i == r ? [.. cells.Select((old, j) => j == c ? shorter : old)] : cells)],
                };
            }
        }
    }

    private string Line(IReadOnlyList<string> cells) => string.Join(Separator, cells.Select(cell => Written(cell, cells.Count == 1)));

    private string Written(string cell, bool isAlone)
    {
        var needsQuotes = QuotesEverywhere
            || (isAlone && cell.Length == 0)
            || cell.AsSpan().IndexOfAny(['"', '\r', '\n', Separator]) >= 0
            || (cell.Length > 0 && cell[0] == '\uFEFF');
        return needsQuotes ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
