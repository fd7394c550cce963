using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Checks;

/// <summary>Where the property definitions of an object type come from: the account, or a file that was saved from it.</summary>
public sealed class PropertyDefinitions
{
    private readonly Func<string, bool, CmdletPipe, CancellationToken, Task<IReadOnlyList<HsProperty>>> _read;
    private readonly Dictionary<string, IReadOnlyList<HsProperty>> _known = [];

    private PropertyDefinitions(Func<string, bool, CmdletPipe, CancellationToken, Task<IReadOnlyList<HsProperty>>> read) => _read = read;

    /// <summary>The account's own, read once per object type.</summary>
    /// <param name="client">The account.</param>
    public static PropertyDefinitions Of(HubSpotClient client) =>
        new((objectType, archived, pipe, stop) => client.In(pipe).GetPropertiesAsync(objectType, archived, stop));

    /// <summary>Those of a file: what <c>Get-HsProperty | ConvertTo-Json -Depth 4</c> writes, or an answer of HubSpot's properties API.</summary>
    /// <param name="path">The full path.</param>
    public static PropertyDefinitions SavedIn(string path) => new((objectType, archived, _, _) =>
        Task.FromResult<IReadOnlyList<HsProperty>>([.. SavedProperties.Read(path, objectType).Where(property => property.Archived == archived)]));

    /// <summary>The definitions of an object type.</summary>
    /// <param name="objectType">The object type.</param>
    /// <param name="pipe">Told of the call.</param>
    /// <param name="stop">Breaks the call off.</param>
    /// <exception cref="HsException"><c>HsUnknownObjectType</c> with the nearest names, or a fault of the call or the file.</exception>
    public async Task<IReadOnlyList<HsProperty>> OfAsync(ObjectTypeName objectType, CmdletPipe pipe, CancellationToken stop)
    {
        if (_known.TryGetValue(objectType.Id, out var known)) return known;
        try
        {
            return _known[objectType.Id] = await _read(objectType.Id, false, pipe, stop).ConfigureAwait(false);
        }
        catch (HsException error) when (error.Id == "HsUnknownObjectType")
        {
            throw HsError.UnknownObjectType(objectType.Name, ObjectTypeName.Nearest(objectType.Name));
        }
    }

    /// <summary>
    /// The same, and the archived ones too where a name is not among the others: whoever names a property that is archived should hear that,
    /// and everybody else should not wait for it.
    /// </summary>
    /// <param name="objectType">The object type.</param>
    /// <param name="names">Internal names that are looked for.</param>
    /// <param name="pipe">Told of the calls.</param>
    /// <param name="stop">Breaks the calls off.</param>
    /// <inheritdoc cref="OfAsync(ObjectTypeName, CmdletPipe, CancellationToken)" path="/exception"/>
    public async Task<IReadOnlyList<HsProperty>> OfAsync(ObjectTypeName objectType, IEnumerable<string> names, CmdletPipe pipe, CancellationToken stop)
    {
        var properties = await OfAsync(objectType, pipe, stop).ConfigureAwait(false);
        return names.All(name => properties.Any(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)))
            ? properties
            : [.. properties, .. await _read(objectType.Id, true, pipe, stop).ConfigureAwait(false)];
    }
}
