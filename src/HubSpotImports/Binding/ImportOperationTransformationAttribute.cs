using System.Collections;
using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>Takes one operation for all object types (<c>Create</c>), or one each (<c>@{ contact = 'Create'; company = 'Update' }</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImportOperationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is IDictionary each
            ? each.Cast<DictionaryEntry>().ToDictionary(entry => entry.Key.ToString()!, entry => ToOperation(entry.Value))
            : new Dictionary<string, HsImportOperation> { [StartImportRequest.AllObjectTypes] = ToOperation(given) };
    }

    private static HsImportOperation ToOperation(object? value) =>
        Enum.TryParse<HsImportOperation>((value is PSObject wrapped ? wrapped.BaseObject : value)?.ToString(), ignoreCase: true, out var operation) && Enum.IsDefined(typeof(HsImportOperation), operation)
            ? operation
            : throw new ArgumentTransformationMetadataException($"'{value}' is none of {string.Join(", ", Enum.GetNames(typeof(HsImportOperation)))}.");
}
