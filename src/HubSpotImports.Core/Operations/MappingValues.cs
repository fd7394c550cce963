using System.Globalization;
using System.Text.Json;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Makes mappings again from what became of them: a hashtable that somebody typed, an object out of <c>Import-Clixml</c> or a job, JSON.
/// All three are names with values.
/// </summary>
public static class MappingValues
{
    /// <summary>Makes a mapping from named values; the names are those of <see cref="HsColumnMapping"/> or of the parameters.</summary>
    /// <param name="value">Gives the value of a name, or <see langword="null"/>.</param>
    /// <exception cref="HsException"><c>HsColumnTypeConflict</c>, <c>HsMappingIncomplete</c>.</exception>
    /// <exception cref="FormatException">A value is none of the words that its name may have.</exception>
    public static HsColumnMapping ToMapping(Func<string, object?> value) => NewColumnMapping.Make(new ExplicitColumnMapping
    {
        ColumnName = Text(value("ColumnName")) ?? "",
        PropertyName = Text(value("PropertyName")),
        ObjectType = Text(value("ObjectTypeId")) ?? Text(value("ObjectType")) ?? Text(value("ColumnObjectTypeId")),
        ColumnType = Word<HsColumnType>(value("ColumnType")),
        IdColumnType = Word<HsIdColumnType>(value("IdColumnType")),
        ToObjectType = Text(value("ToObjectTypeId")) ?? Text(value("ToObjectType")) ?? Text(value("ToColumnObjectTypeId")),
        AssociationTypeId = Text(value("AssociationTypeId")) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null,
        AssociationCategory = Text(value("AssociationCategory")),
        AssociationIdentifierColumn = IsTrue(value("AssociationIdentifierColumn")),
        MarketingEventSubmissionType = Word<HsMarketingEventSubmissionType>(value("MarketingEventSubmissionType")),
        Ignored = IsTrue(value("Ignored")),
    }) with
    {
        PropertyLabel = Text(value("PropertyLabel")),
        SourcePath = Text(value("SourcePath")),
    };

    /// <summary>Reads mappings from a JSON file, as <c>New-HsColumnMapping … | ConvertTo-Json</c> writes it.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="HsException"><c>HsMappingFileInvalid</c>, or the file cannot be read.</exception>
    public static IReadOnlyList<HsColumnMapping> Read(string path)
    {
        if (!File.Exists(path)) throw HsError.MappingFileNotFound(path);
        try
        {
            using var document = JsonFile.Parse(path);
            var root = document.RootElement;
            var mappings = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
            return mappings.Count > 0 && mappings.TrueForAll(mapping => mapping.ValueKind == JsonValueKind.Object)
                ? [.. mappings.Select(mapping => ToMapping(name => ValueOf(mapping, name)))]
                : throw HsError.MappingFileInvalid(path, null);
        }
        catch (Exception cause) when (cause is JsonException or FormatException or OverflowException)
        {
            throw HsError.MappingFileInvalid(path, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw HsError.FileNotReadable(path, cause);
        }
    }

    private static JsonElement? ValueOf(JsonElement mapping, string name)
    {
        foreach (var property in mapping.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        IFormattable and not Enum => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() is { Length: > 0 } text ? text : null,
    };

    private static bool IsTrue(object? value) => string.Equals(Text(value), "true", StringComparison.OrdinalIgnoreCase);

    // ConvertTo-Json writes enums as numbers, Export-Clixml as words; HubSpot's own words are taken too.
    private static TEnum? Word<TEnum>(object? value)
        where TEnum : struct, Enum
    {
        if (Text(value) is not { } text) return null;
        foreach (var known in Enum.GetValues(typeof(TEnum)).Cast<TEnum>())
        {
            if (IsWordFor(known, text)) return known;
        }

        throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames(typeof(TEnum)))}.");
    }

    private static bool IsWordFor<TEnum>(TEnum known, string text)
        where TEnum : struct, Enum =>
        string.Equals(known.ToString(), text, StringComparison.OrdinalIgnoreCase)
        || known.ToString("D") == text
        || (known is HsColumnType columnType && Api.Vocabulary.Word(columnType) == text)
        || (known is HsIdColumnType idColumnType && Api.Vocabulary.Word(idColumnType) == text);
}
