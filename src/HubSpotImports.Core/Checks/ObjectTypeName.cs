namespace HubSpotImports.Checks;

/// <summary>An object type as somebody named it, with the id that HubSpot has for it where this module knows one.</summary>
/// <param name="Id">The id, or the name itself where it may be a custom object's.</param>
/// <param name="Name">The name for people.</param>
public sealed record ObjectTypeName(string Id, string Name)
{
    /// <summary>
    /// Resolves a name (<c>contact</c>, <c>Contacts</c>) or an id (<c>0-1</c>, <c>2-123</c>). Another word is passed on as it is: HubSpot
    /// takes the names of custom objects too, and refuses what it does not know.
    /// </summary>
    /// <param name="text">The name or id.</param>
    public static ObjectTypeName Resolve(string text) =>
        HsObjectType.TryFind(text, out var known) ? new(known.Id, known.Name) : new(text.Trim(), text.Trim());

    /// <summary>The known names that come nearest to a word.</summary>
    /// <param name="text">The word.</param>
    public static IReadOnlyList<string> Nearest(string text) => Spelling.Nearest(text, HsObjectType.All.Select(type => type.Name), 3);
}
