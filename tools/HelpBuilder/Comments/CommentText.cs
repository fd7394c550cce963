using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HubSpotImports.HelpBuilder.Comments;

/// <summary>Turns an element of a comment (<c>&lt;summary&gt;</c>, <c>&lt;remarks&gt;</c>) into paragraphs and items.</summary>
/// <param name="cmdletOf">The name of the cmdlet of a class, by the class's full name, or <see langword="null"/> where it is none.</param>
internal sealed partial class CommentText(Func<string, string?> cmdletOf)
{
    /// <summary>The blocks of an element; none where there is no element.</summary>
    /// <param name="element">The element.</param>
    /// <exception cref="InvalidDataException">A tag that help has no place for.</exception>
    public IReadOnlyList<HelpBlock> Read(XElement? element)
    {
        var blocks = new List<HelpBlock>();
        if (element is not null) Add(element, isItem: false, blocks);
        return blocks;
    }

    private void Add(XElement element, bool isItem, List<HelpBlock> blocks)
    {
        var spans = new List<HelpSpan>();
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text:
                    spans.Add(new HelpSpan(SpanKind.Text, text.Value));
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    Close(spans, isItem, blocks);
                    Add(paragraph, isItem, blocks);
                    break;
                case XElement { Name.LocalName: "list" } list:
                    Close(spans, isItem, blocks);
                    foreach (var item in list.Elements("item")) Add(item.Element("description") ?? item, isItem: true, blocks);
                    break;
                case XElement inline:
                    spans.Add(Inline(inline));
                    break;
            }
        }

        Close(spans, isItem, blocks);
    }

    private static void Close(List<HelpSpan> spans, bool isItem, List<HelpBlock> blocks)
    {
        var tidy = Tidy(spans);
        if (tidy.Count > 0) blocks.Add(new HelpBlock(isItem, tidy));
        spans.Clear();
    }

    // One space for each break of a line, none at the ends.
    private static List<HelpSpan> Tidy(List<HelpSpan> spans)
    {
        var tidy = spans.ConvertAll(span => span.Kind == SpanKind.Text ? span with { Text = Blanks().Replace(span.Text, " ") } : span);
        if (tidy.Count > 0) tidy[0] = tidy[0] with { Text = tidy[0].Text.TrimStart() };
        if (tidy.Count > 0) tidy[^1] = tidy[^1] with { Text = tidy[^1].Text.TrimEnd() };
        tidy.RemoveAll(span => span.Text.Length == 0);
        return tidy;
    }

    private HelpSpan Inline(XElement element) => element.Name.LocalName switch
    {
        "c" => new HelpSpan(SpanKind.Code, element.Value),
        "paramref" => new HelpSpan(SpanKind.Code, $"-{element.Attribute("name")!.Value}"),
        "see" when element.Attribute("langword") is { } word => new HelpSpan(SpanKind.Code, $"${word.Value}"),
        "see" when element.Attribute("cref") is { } member => Reference(member.Value),
        _ => throw new InvalidDataException($"Help has no place for <{element.Name.LocalName}>: {element}"),
    };

    private HelpSpan Reference(string id)
    {
        var (kind, name) = (id[0], id[2..]);
        if (kind == 'T' && cmdletOf(name) is { } cmdlet) return new HelpSpan(SpanKind.Cmdlet, cmdlet);

        var last = name.LastIndexOf('.');
        var isParameter = kind == 'P' && name[..last].EndsWith("Command", StringComparison.Ordinal);
        return new HelpSpan(SpanKind.Code, new StringBuilder(isParameter ? "-" : "").Append(name, last + 1, name.Length - last - 1).ToString());
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
