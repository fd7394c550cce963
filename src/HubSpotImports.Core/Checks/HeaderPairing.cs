using System.Text;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>
/// Pairs the headers of a file with the properties of an object type by name and label; case, spaces, punctuation and common spellings
/// do not matter.
/// </summary>
public sealed class HeaderPairing
{
    private readonly ObjectTypeName _objectType;
    private readonly string? _path;
    private readonly IReadOnlyList<HsProperty> _properties;
    private readonly IReadOnlyList<HsProperty> _archived;
    private readonly ILookup<string, HsProperty> _byName;
    private readonly ILookup<string, HsProperty> _byLabel;
    private readonly ILookup<string, HsProperty> _byCommonSpelling;

    /// <summary>Prepares the pairing.</summary>
    /// <param name="objectType">The object type.</param>
    /// <param name="properties">Its properties.</param>
    /// <param name="path">The file that the headers come from, for what errors recommend.</param>
    public HeaderPairing(ObjectTypeName objectType, IReadOnlyList<HsProperty> properties, string? path = null)
    {
        _objectType = objectType;
        _path = path;
        _archived = [.. properties.Where(property => property.Archived)];
        _properties = [.. properties.Where(property => !property.Archived)];
        _byName = _properties.ToLookup(property => Spelling.Key(property.Name));
        _byLabel = _properties.ToLookup(property => Spelling.Key(property.Label));
        _byCommonSpelling = _properties
            .SelectMany(property => CommonSpellings.Of(objectType.Id, property.Name).Select(spelling => (Key: Spelling.Key(spelling), property)))
            .Distinct() // Spellings may differ in what a key leaves out.
            .ToLookup(pair => pair.Key, pair => pair.property);
    }

    /// <summary>The property that a header pairs with.</summary>
    /// <param name="header">The header.</param>
    /// <exception cref="HsException"><c>HsHeaderNotPaired</c> with the nearest names, or <c>HsHeaderPairsWithSeveral</c>.</exception>
    public HsProperty Pair(string header)
    {
        var key = Spelling.Key(header);
        foreach (var found in new[] { _byName[key], _byLabel[key], _byCommonSpelling[key] })
        {
            if (key.Length == 0) break; // A header of punctuation is no property's without a label.

            // Of several labels that are alike, one that can be set is meant.
            var candidates = found.OrderBy(property => !CanBeSet(property)).ToList();
            var best = candidates.TakeWhile(property => CanBeSet(property) == CanBeSet(candidates[0])).ToList();
            if (best.Count == 1) return best[0];
            if (best.Count > 1) throw HsError.HeaderPairsWithSeveral(header, _objectType.Name, [.. best.Select(property => property.Name)], _path);
        }

        throw NotPaired(header);
    }

    /// <summary>The property of a name that somebody typed.</summary>
    /// <param name="propertyName">The internal name; the label will do where only one property has it.</param>
    /// <param name="header">The column that it is for.</param>
    /// <exception cref="HsException"><c>HsPropertyArchived</c>, or <c>HsUnknownProperty</c> with the nearest names.</exception>
    public HsProperty Find(string propertyName, string? header)
    {
        if (Named(_properties, propertyName) is { } property) return property;

        var byLabel = _byLabel[Spelling.Key(propertyName)].ToList();
        if (byLabel.Count == 1) return byLabel[0];
        throw Named(_archived, propertyName) is { } archived
            ? HsError.PropertyArchived(archived.Name, _objectType.Name, header)
            : HsError.UnknownProperty(propertyName, _objectType.Name, header, Nearest(propertyName));
    }

    /// <summary>Whether an import can set values of the property. That it cannot set calculated and read-only ones is deduced; record ids identify.</summary>
    /// <param name="property">The property.</param>
    public static bool CanBeSet(HsProperty property) => property.Name == "hs_object_id" || !(property.ReadOnlyValue || property.Calculated || property.Archived);

    /// <summary>The names of properties that can be set and come nearest to a word.</summary>
    /// <param name="word">The word.</param>
    public IReadOnlyList<string> Nearest(string word) => Spelling.Nearest(
        word,
        _properties.Where(CanBeSet).Select(property =>
            (property.Name, (IReadOnlyList<string>)[property.Name, property.Label, .. CommonSpellings.Of(_objectType.Id, property.Name)])),
        3);

    private HsException NotPaired(string header)
    {
        // Import-Csv splits at commas unless it is told; a file's separator is found here.
        if (_path is null && header.IndexOfAny([';', '\t']) is >= 0 and var at) return HsError.HeaderNotSplit(header, _objectType.Name, header[at]);

        return EmailValue.Check(Encoding.UTF8.GetBytes(header)) == ValueFault.None
            ? HsError.HeaderIsValue(header, _objectType.Name, _path)
            : HsError.HeaderNotPaired(header, _objectType.Name, Nearest(header), _path);
    }

    private static HsProperty? Named(IEnumerable<HsProperty> properties, string name) =>
        properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
}
