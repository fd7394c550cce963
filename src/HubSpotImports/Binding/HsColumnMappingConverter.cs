using System.Collections;
using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>
/// Lets hashtables, and mappings that came out of a job or <c>Import-Clixml</c>, bind where a mapping is asked for. The mapping names
/// it in an attribute; everything else stays what it is, so that a piped file binds as a file.
/// </summary>
public sealed class HsColumnMappingConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => Values(sourceValue) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        try
        {
            return MappingValues.ToMapping(Values(sourceValue) ?? throw new PSInvalidCastException("This is not a column mapping."));
        }
        catch (Exception cause) when (cause is HsException or FormatException)
        {
            throw new PSInvalidCastException(cause is HsException error ? $"{error.Message} {error.RecommendedAction}" : cause.Message, cause);
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException($"A column mapping cannot become a {destinationType.Name}.");

    private static Func<string, object?>? Values(object source)
    {
        if ((source as PSObject)?.BaseObject is IDictionary wrapped) return Values(wrapped);
        if (source is IDictionary dictionary) return Values(dictionary);
        if (source is PSObject saved && saved.TypeNames.Contains($"Deserialized.{typeof(HsColumnMapping).FullName}")) return name => saved.Properties[name]?.Value;
        return null;
    }

    private static Func<string, object?> Values(IDictionary dictionary) => name =>
        dictionary.Keys.Cast<object>().Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(key => dictionary[key]).FirstOrDefault();
}
