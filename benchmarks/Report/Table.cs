using System.Text;

namespace HubSpotImports.Benchmarks.Report;

/// <summary>A table of the report, as Markdown.</summary>
/// <param name="name">Its name in the page: it replaces what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</param>
/// <param name="headers">The headers; all but the first column are set to the right.</param>
internal sealed class Table(string name, params string[] headers)
{
    private readonly List<string[]> _rows = [];
    private readonly List<string> _notes = [];

    public string Name => name;

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>A row for a peer that the machine does not have.</summary>
    public void AddMissing(string peer, string why) => _rows.Add([peer, $"missing: {why}", .. Enumerable.Repeat("", headers.Length - 2)]);

    /// <summary>A sentence under the table.</summary>
    public void Note(string text) => _notes.Add(text);

    public override string ToString()
    {
        var text = new StringBuilder();
        AppendRow(text, headers);
        text.Append("| --- |").Append(string.Concat(Enumerable.Repeat(" ---: |", headers.Length - 1))).Append('\n');
        foreach (var row in _rows) AppendRow(text, row);
        foreach (var note in _notes) text.Append('\n').Append(note).Append('\n');
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
