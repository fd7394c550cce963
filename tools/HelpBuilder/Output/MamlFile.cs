using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HubSpotImports.HelpBuilder.Comments;
using HubSpotImports.HelpBuilder.Help;
using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>Help as <c>Get-Help</c> reads it: MAML, with the elements and their order as platyPS writes them.</summary>
internal static class MamlFile
{
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The help of cmdlets as one document.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="repository">Where the project is published, for <c>Get-Help -Online</c>; <see langword="null"/> where it is not.</param>
    public static string Text(IEnumerable<CmdletHelp> cmdlets, string? repository)
    {
        var document = new XElement(Items + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(help => ToXml(help, repository)));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" })) document.Save(writer);
        return text.Append('\n').ToString();
    }

    private static XElement ToXml(CmdletHelp help, string? repository) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
        new XElement(
            Command + "details",
            new XElement(Command + "name", help.Cmdlet.Name),
            new XElement(Command + "verb", help.Cmdlet.Verb),
            new XElement(Command + "noun", help.Cmdlet.Noun),
            Description([help.Synopsis])),
        Description(help.Description),
        new XElement(Command + "syntax", help.Cmdlet.Sets.Select(set => Syntax(help, set))),
        new XElement(Command + "parameters", help.Parameters.Select(parameter => Parameter(parameter, help.Cmdlet))),
        new XElement(Command + "inputTypes", help.Inputs.Select(type => Type(Command + "inputType", type))),
        new XElement(Command + "returnValues", help.Outputs.Select(type => Type(Command + "returnValue", type))),
        new XElement(Command + "examples", help.Examples.Select(Example)),
        new XElement(
            Command + "relatedLinks",
            repository is null ? null : Link(new HelpLink("Online Version", $"{repository}/blob/main/docs/en-US/{help.Cmdlet.Name}.md")),
            help.Links.Select(Link)));

    private static XElement Syntax(CmdletHelp help, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", help.Cmdlet.Name),
        help.Cmdlet.ParametersOf(set).Select(parameter => Parameter(
            help.Parameters.First(one => one.Parameter == parameter), parameter.In(set)!.IsMandatory, parameter.In(set)!.Position, parameter.In(set)!.FromPipeline, parameter.In(set)!.FromPipelineByPropertyName)));

    // Of all sets together: what holds in the first one it belongs to, and all ways from the pipeline.
    private static XElement Parameter(ParameterHelp help, CmdletMetadata cmdlet)
    {
        var first = cmdlet.Sets.Select(help.Parameter.In).First(use => use is not null)!;
        return Parameter(help, first.IsMandatory, first.Position, help.Parameter.Uses.Any(use => use.FromPipeline), help.Parameter.Uses.Any(use => use.FromPipelineByPropertyName));
    }

    private static XElement Parameter(ParameterHelp help, bool mandatory, int? position, bool piped, bool pipedByName)
    {
        var parameter = help.Parameter;
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", mandatory),
            new XAttribute("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", parameter.TakesWildcards),
            new XAttribute("pipelineInput", (piped, pipedByName) switch
            {
                (true, true) => "True (ByPropertyName, ByValue)",
                (true, false) => "True (ByValue)",
                (false, true) => "True (ByPropertyName)",
                _ => "False",
            }),
            new XAttribute("position", position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(help.Text));
        if (parameter.Values.Count > 0) element.Add(new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => Value(value, false))));
        if (!parameter.IsSwitch) element.Add(Value(parameter.Type, parameter.Type.EndsWith("[]", StringComparison.Ordinal)));
        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue ?? "None"));
        return element;
    }

    private static XElement Value(string text, bool variableLength) =>
        new(Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", variableLength), text);

    private static XElement Type(XName name, TypeHelp type) =>
        new(name, new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")), Description(type.Text));

    private static XElement Example(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"--------- Example {index + 1}: {example.Title} ---------"),
        new XElement(Dev + "code", example.Output is null ? example.Code : $"{example.Code}\n\n{example.Output}"),
        new XElement(Dev + "remarks", example.Text.Select(Paragraph), new XElement(Maml + "para"))); // A blank line before the next example.

    private static XElement Link(HelpLink link) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address));

    private static XElement Description(IEnumerable<HelpBlock> blocks) => new(Maml + "description", blocks.Select(Paragraph));

    private static XElement Paragraph(HelpBlock block) => new(Maml + "para", block.Plain);
}
