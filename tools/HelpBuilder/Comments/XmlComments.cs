using System.Xml.Linq;

namespace HubSpotImports.HelpBuilder.Comments;

/// <summary>The documentation comments of assemblies, as the compiler writes them beside each.</summary>
internal sealed class XmlComments
{
    private readonly Dictionary<string, XElement> _members = [];

    /// <summary>Reads files of comments.</summary>
    /// <param name="paths">The files.</param>
    public XmlComments(IEnumerable<string> paths)
    {
        foreach (var member in paths.SelectMany(path => XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member")))
        {
            _members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>The comment of a member, or of the one that it inherits its comment from; an empty one where there is none.</summary>
    /// <param name="id">The member as the compiler names it, such as <c>P:Namespace.Class.Property</c>.</param>
    /// <exception cref="InvalidDataException">It inherits, but does not say from where.</exception>
    public XElement Of(string id)
    {
        if (!_members.TryGetValue(id, out var member)) return new XElement("member");
        if (member.Element("inheritdoc") is not { } inherited) return member;

        return Of(inherited.Attribute("cref")?.Value ?? throw new InvalidDataException($"{id}: <inheritdoc/> needs a cref here."));
    }
}
