using System.Reflection;
using System.Xml.Linq;
using HubSpotImports.HelpBuilder.Comments;
using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.HelpBuilder.Help;

/// <summary>Joins the metadata of cmdlets with the comments of their source. What a comment of a cmdlet may have is in the README of this folder.</summary>
internal sealed class HelpReader
{
    private readonly IReadOnlyList<CmdletMetadata> _cmdlets;
    private readonly XmlComments _comments;
    private readonly CommentText _text;

    private HelpReader(Assembly assembly)
    {
        _cmdlets = CmdletReader.Read(assembly);
        _comments = new XmlComments(new[] { assembly, typeof(HsImport).Assembly }.Select(one => Path.ChangeExtension(one.Location, ".xml")));
        _text = new CommentText(name => _cmdlets.FirstOrDefault(cmdlet => cmdlet.ClassName == name)?.Name);
    }

    /// <summary>The help of the cmdlets of an assembly, by name.</summary>
    /// <param name="assembly">The assembly, with its comments beside it.</param>
    /// <exception cref="InvalidDataException">A comment that cannot be shown as help.</exception>
    public static IReadOnlyList<CmdletHelp> Read(Assembly assembly)
    {
        var reader = new HelpReader(assembly);
        return [.. reader._cmdlets.Select(reader.Read)];
    }

    private CmdletHelp Read(CmdletMetadata cmdlet)
    {
        var comment = _comments.Of($"T:{cmdlet.ClassName}");
        return new CmdletHelp
        {
            Cmdlet = cmdlet,
            Synopsis = _text.Read(comment.Element("summary")) is [var only] ? only : throw new InvalidDataException($"{cmdlet.ClassName}: <summary> is one paragraph, the synopsis."),
            Description = _text.Read(comment.Element("remarks")),
            Examples = [.. comment.Elements("example").Select(Example)],
            Parameters = [.. cmdlet.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(Parameter)],
            Inputs = [.. Inputs(cmdlet)],
            Outputs = [.. cmdlet.OutputTypes.Select(type => Output(type, comment, cmdlet))],
            Links = [.. comment.Elements("seealso").Select(Link)],
        };
    }

    private ExampleHelp Example(XElement example) => new(
        example.Element("title")?.Value ?? "",
        Unindented(example.Element("code")) ?? "",
        Unindented(example.Element("output")),
        _text.Read(new XElement("text", example.Elements("para"))));

    private ParameterHelp Parameter(ParameterMetadata parameter) => new(parameter, parameter.Name switch
    {
        "WhatIf" => [Sentence("Shows what would happen, and does not do it.")],
        "Confirm" => [Sentence("Asks before it does anything.")],
        _ => [.. _text.Read(_comments.Of($"P:{parameter.DeclaringClass}.{parameter.Name}").Element("summary")), .. Values(parameter)],
    });

    private IEnumerable<HelpBlock> Values(ParameterMetadata parameter) => parameter.EnumType is null
        ? []
        : parameter.Values.Select(value => new HelpBlock(true,
            [new HelpSpan(SpanKind.Code, value), new HelpSpan(SpanKind.Text, ": "), .. _text.Read(_comments.Of($"F:{parameter.EnumType}.{value}").Element("summary")).SelectMany(block => block.Spans)]));

    private static IEnumerable<TypeHelp> Inputs(CmdletMetadata cmdlet) =>
    [
        .. cmdlet.Parameters.Where(parameter => parameter.Uses.Any(use => use.FromPipeline))
            .Select(parameter => new TypeHelp(parameter.FullType, [Sentence("Objects themselves, as ", parameter.Name)])),
        .. cmdlet.Parameters.Where(parameter => parameter.Uses.Any(use => use.FromPipelineByPropertyName))
            .Select(parameter => new TypeHelp(parameter.FullType, [Sentence($"The property {string.Join(" or ", parameter.Aliases.Prepend(parameter.Name))} of any objects, as ", parameter.Name)])),
    ];

    private TypeHelp Output(string type, XElement comment, CmdletMetadata cmdlet) =>
        new(type, _text.Read(comment.Elements("returns").FirstOrDefault(element => cmdlet.OutputTypes.Count == 1 || element.Attribute("cref")?.Value == $"T:{type}")));

    private HelpLink Link(XElement link) => link.Attribute("cref") is { } cref
        ? new HelpLink(_cmdlets.FirstOrDefault(cmdlet => $"T:{cmdlet.ClassName}" == cref.Value)?.Name ?? throw new InvalidDataException($"<seealso> names a cmdlet, or has an address: {link}"), null)
        : new HelpLink(link.Value, link.Attribute("href")?.Value);

    private static HelpBlock Sentence(string text) => new(false, [new HelpSpan(SpanKind.Text, text)]);

    private static HelpBlock Sentence(string text, string parameter) =>
        new(false, [new HelpSpan(SpanKind.Text, text), new HelpSpan(SpanKind.Code, $"-{parameter}"), new HelpSpan(SpanKind.Text, ".")]);

    private static string? Unindented(XElement? code)
    {
        if (code is null) return null;

        var lines = code.Value.Replace("\r", "", StringComparison.Ordinal).Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < indent ? "" : line[indent..].TrimEnd()));
    }
}
