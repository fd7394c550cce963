using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>Which properties to read.</summary>
public sealed record GetPropertyRequest
{
    /// <summary>The object types, by name or id.</summary>
    public required IReadOnlyList<string> ObjectTypes { get; init; }

    /// <summary>Whether a name or a label is wanted.</summary>
    public Func<string, bool> NameMatches { get; init; } = _ => true;

    /// <summary>Whether to read the archived ones instead of the others.</summary>
    public bool Archived { get; init; }
}

/// <summary><c>Get-HsProperty</c>: the properties that an account has for an object type.</summary>
/// <param name="client">The account.</param>
public sealed class GetProperty(HubSpotClient client)
{
    /// <summary>Writes the properties.</summary>
    /// <param name="request">Which.</param>
    /// <param name="pipe">Gets them.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task RunAsync(GetPropertyRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        foreach (var objectType in request.ObjectTypes.Select(ObjectTypeName.Resolve))
        {
            try
            {
                var properties = await client.GetPropertiesAsync(objectType.Id, request.Archived, stop).ConfigureAwait(false);
                foreach (var property in properties.Where(property => request.NameMatches(property.Name) || request.NameMatches(property.Label)))
                {
                    pipe.WriteObject(property);
                }
            }
            catch (HsException error) when (error.Id == "HsUnknownObjectType")
            {
                pipe.WriteError(HsError.UnknownObjectType(objectType.Name, ObjectTypeName.Nearest(objectType.Name)));
            }
        }
    }
}
