using System.Management.Automation;

namespace HubSpotImports.Binding;

/// <summary>Takes a TimeSpan or text such as <c>00:15:00</c>. A bare number is refused, but for 0: PowerShell would take 15 as 15 ticks, and '15' as 15 days.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var isBare = given is not TimeSpan && LanguagePrimitives.TryConvertTo<double>(given, out var number) && number != 0;
        return isBare
            ? throw new ArgumentTransformationMetadataException($"'{given}' does not say of what. Write 00:15:00 for a quarter of an hour, or (New-TimeSpan -Minutes 15).")
            : inputData;
    }
}
