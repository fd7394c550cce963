using System.Text;
using System.Text.RegularExpressions;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>
/// A topic, <c>about_*</c>: a page of Markdown whose first paragraph is its synopsis, and the text that <c>help</c> shows of it. The engine takes the
/// fifth line for the synopsis, so that is one line.
/// </summary>
internal sealed partial class AboutTopic
{
    private const int Columns = 80;
    private const string Indent = "    ";

    private readonly IReadOnlyList<string> _lines;

    private AboutTopic(string name, string synopsis, IReadOnlyList<string> lines)
    {
        Name = name;
        Synopsis = synopsis;
        _lines = lines;
    }

    /// <summary>The name, as it is typed.</summary>
    public string Name { get; }

    /// <summary>What it tells, in a line.</summary>
    public string Synopsis { get; }

    /// <summary>Reads a page.</summary>
    /// <param name="path">The page.</param>
    /// <exception cref="InvalidDataException">It does not begin with its name and a synopsis of one line.</exception>
    public static AboutTopic Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var name = Path.GetFileNameWithoutExtension(path);
        return lines is [var title, "", { Length: > 0 } synopsis, "", ..] && title == $"# {name}" && Indent.Length + synopsis.Length <= Columns
            ? new AboutTopic(name, synopsis, lines[4..])
            : throw new InvalidDataException($"{name}.md begins with '# {name}', a blank line, a synopsis of one line of at most {Columns - Indent.Length} characters, and a blank line.");
    }

    /// <summary>The topic as <c>help</c> shows it, wrapped at 80 columns; lines of code stand as they are.</summary>
    public string HelpText()
    {
        var text = new List<string> { "TOPIC", Indent + Name, "", "SYNOPSIS", Indent + Plain(Synopsis), "", "DESCRIPTION" };
        var paragraph = new StringBuilder();
        var table = new List<IReadOnlyList<string>>();
        var sign = "";
        var isCode = false;
        foreach (var line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Close();
                isCode = !isCode;
            }
            else if (isCode) text.Add(line.Length == 0 ? "" : $"{Indent}  {line}");
            else if (line.StartsWith('#'))
            {
                Close();
                text.Add(Plain(line.TrimStart('#').Trim()).ToUpperInvariant());
            }
            else if (line.StartsWith('|'))
            {
                var row = line.Trim().Trim('|').Split('|').Select(cell => Plain(cell.Trim())).ToList();
                if (!row.TrueForAll(cell => cell.Trim('-', ':').Length == 0)) table.Add(row);
            }
            else if (Item().Match(line) is { Success: true } item)
            {
                Close();
                sign = item.Value;
                paragraph.Append(line, item.Length, line.Length - item.Length);
            }
            else if (line.Trim().Length == 0)
            {
                Close();
                if (text[^1].StartsWith(' ')) text.Add(""); // Not behind a heading.
            }
            else paragraph.Append(paragraph.Length == 0 ? "" : " ").Append(line.Trim());
        }

        Close();
        return string.Join('\n', text).TrimEnd() + "\n";

        void Close()
        {
            if (paragraph.Length > 0) text.AddRange(Wrapped(sign, Plain(paragraph.ToString()), sign.Length));
            if (table.Count > 0) text.AddRange(Table(table));
            paragraph.Clear();
            table.Clear();
            sign = "";
        }
    }

    // Cells in columns, the last one wrapped below itself; where the others leave it too little room, below one another.
    private static IEnumerable<string> Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(row => row.Count) - 1).Select(column => rows.Max(row => column < row.Count ? row[column].Length : 0) + 2).ToList();
        var hang = widths.Sum();
        foreach (var row in rows)
        {
            var lines = Indent.Length + hang <= Columns / 2
                ? Wrapped(string.Concat(row.SkipLast(1).Zip(widths, (cell, width) => cell.PadRight(width))), row[^1], hang)
                : [.. Wrapped("", row[0], 0), .. row.Skip(1).SelectMany(cell => Wrapped("    ", cell, 4))];
            foreach (var line in lines) yield return line;
        }
    }

    // Lines of words behind a sign; all but the first begin below the text, not below the sign.
    private static IEnumerable<string> Wrapped(string sign, string text, int hang)
    {
        var line = new StringBuilder(Indent).Append(sign);
        var isFirst = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && line.Length + 1 + word.Length > Columns)
            {
                yield return line.ToString();
                line.Clear().Append(Indent).Append(' ', hang);
                isFirst = true;
            }

            line.Append(isFirst ? "" : " ").Append(word);
            isFirst = false;
        }

        yield return line.ToString();
    }

    // Without the signs of Markdown: a link is its text, code stands as it is.
    private static string Plain(string markdown) => Unescaped().Replace(Emphasis().Replace(Link().Replace(markdown, "$1"), "$2").Replace("`", "", StringComparison.Ordinal), "$1");

    [GeneratedRegex(@"^(\s*)([-*] |\d+\. )")]
    private static partial Regex Item();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(\*\*|(?<!\w)_|(?<![\w*])\*)(?=\S)(.+?)(?<=\S)\1(?!\w)")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\([\\`*_<>\[\]|#-])")]
    private static partial Regex Unescaped();
}
