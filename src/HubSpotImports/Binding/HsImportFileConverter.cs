using System.Globalization;
using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>
/// Lets files of an import that came out of <c>Import-Clixml</c> bind where <c>New-HsImportFile</c>'s are asked for. The file
/// names it in an attribute.
/// </summary>
public sealed class HsImportFileConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => IsSaved(sourceValue);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        if (!IsSaved(sourceValue)) throw new PSInvalidCastException("This is not a file of an import.");

        var saved = (PSObject)sourceValue;
        try
        {
            return NewImportFile.Make(
                Value<string>(saved, nameof(HsImportFile.SourcePath)) ?? "",
                Value<HsColumnMapping[]>(saved, nameof(HsImportFile.ColumnMappings)) ?? [],
                Value<bool>(saved, nameof(HsImportFile.HasHeader)),
                Value<int?>(saved, nameof(HsImportFile.CodePage)),
                Value<bool>(saved, nameof(HsImportFile.ConvertToCsv)));
        }
        catch (HsException error)
        {
            throw new PSInvalidCastException($"{error.Message} {error.RecommendedAction}", error);
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException($"A file of an import cannot become a {destinationType.Name}.");

    private static bool IsSaved(object source) => source is PSObject saved && saved.TypeNames.Contains($"Deserialized.{typeof(HsImportFile).FullName}");

    private static T? Value<T>(PSObject saved, string name) => (T?)LanguagePrimitives.ConvertTo(saved.Properties[name]?.Value, typeof(T), CultureInfo.InvariantCulture);
}
