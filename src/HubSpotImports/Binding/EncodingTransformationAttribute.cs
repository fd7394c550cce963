using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace HubSpotImports.Binding;

/// <summary>
/// Takes an encoding as <c>Import-Csv</c> does: PowerShell's names (<c>utf8</c>, <c>unicode</c>, <c>ansi</c>), .NET's (<c>shift_jis</c>), code pages, or
/// an Encoding. Here they mean the same on Windows PowerShell and PowerShell 7.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The names that PowerShell knows beyond those of .NET.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf8", "utf8BOM", "utf8NoBOM", "utf32"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Of(inputData);

    /// <summary>The encoding that an argument means.</summary>
    /// <param name="inputData">The argument.</param>
    /// <exception cref="ArgumentTransformationMetadataException">It means none.</exception>
    internal static Encoding Of(object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (given is Encoding encoding) return encoding;

        try
        {
            return given switch
            {
                string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var codePage) => OfCodePage(codePage),
                string text => Named(text),
                int codePage => OfCodePage(codePage),
                _ => throw NotOne(given, null),
            };
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException)
        {
            throw NotOne(given, cause);
        }
    }

    private static Encoding Named(string name) => name.ToUpperInvariant() switch
    {
        "ANSI" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "OEM" => OfCodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
        "UNICODE" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "UTF32" => Encoding.UTF32,
        "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
#if NET
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
#else
        _ => Encoding.GetEncoding(name),
#endif
    };

    private static Encoding OfCodePage(int number) =>
#if NET
        CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);
#else
        Encoding.GetEncoding(number);
#endif

    private static ArgumentTransformationMetadataException NotOne(object? given, Exception? cause) =>
        new($"'{given}' is no encoding. Known are {string.Join(", ", Names)}, names such as shift_jis, and code pages such as 1250.", cause);
}
