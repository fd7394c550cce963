using System.Management.Automation;

namespace HubSpotImports.Binding;

/// <summary>
/// Takes a value of one type as it is. Anything else may be a token that was given in the wrong place, which the engine's own message would repeat.
/// </summary>
/// <param name="type">The type.</param>
/// <param name="words">What a value of it is, for the message.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GivenTransformationAttribute(Type type, string words) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is null || type.IsInstanceOfType(given) ? given : throw new ArgumentTransformationMetadataException($"The value must be {words}.");
    }
}
