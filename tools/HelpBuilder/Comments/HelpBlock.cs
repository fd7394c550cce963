using System.Text;

namespace HubSpotImports.HelpBuilder.Comments;

/// <summary>A paragraph, or an item of a list.</summary>
/// <param name="IsItem">Whether it is an item.</param>
/// <param name="Spans">What it says.</param>
internal sealed record HelpBlock(bool IsItem, IReadOnlyList<HelpSpan> Spans)
{
    /// <summary>As text.</summary>
    public string Plain => (IsItem ? "- " : "") + string.Concat(Spans.Select(span => span.Text));

    /// <summary>As Markdown, for a page that has the pages of the cmdlets beside it.</summary>
    public string Markdown => (IsItem ? "- " : "") + string.Concat(Spans.Select(span => span.Kind switch
    {
        SpanKind.Code => $"`{span.Text}`",
        SpanKind.Cmdlet => $"[{span.Text}]({span.Text}.md)",
        _ => Escaped(span.Text),
    }));

    // What Markdown would take for markup.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '*' or '<' or '[' or '`' or '|' or '\\') escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
