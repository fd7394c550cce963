using System.Collections;
using System.Management.Automation;

namespace HubSpotImports.Binding;

/// <summary>Takes object types as text, or as what carries one: an object type of this module, or a property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ObjectTypeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            IEnumerable several and not string => several.Cast<object>().Select(Text).ToArray(),
            var one => Text(one),
        };

    private static object Text(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        HsObjectType type => type.Id,
        HsProperty property => property.ObjectTypeId,
        _ => value,
    };
}
