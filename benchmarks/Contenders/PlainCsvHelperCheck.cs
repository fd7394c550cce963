using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using HubSpotImports.Benchmarks.Inputs;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>The same checks as a C# program has them that reads every cell as a string.</summary>
internal static partial class PlainCsvHelperCheck
{
    private const int LongestText = 65_536;

    private static readonly HashSet<string> Stages = Options(ContactProperties.LifecycleStages);
    private static readonly HashSet<string> Statuses = Options(ContactProperties.LeadStatuses);
    private static readonly HashSet<string> Answers = new(["true", "false", "yes", "no"], StringComparer.OrdinalIgnoreCase);

    private static readonly (string Code, Func<string, bool> IsGood)[] Checks =
    [
        ("INVALID_EMAIL", value => Email().IsMatch(value)),
        ("COLUMN_TOO_LARGE", IsShort),
        ("COLUMN_TOO_LARGE", IsShort),
        ("COLUMN_TOO_LARGE", IsShort),
        ("INVALID_ENUMERATION_OPTION", Stages.Contains),
        ("INVALID_ENUMERATION_OPTION", Statuses.Contains),
        ("COULD_NOT_PARSE_DATE", value => DateTime.TryParseExact(value, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        ("COULD_NOT_PARSE_DATE", value => DateTime.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)),
        ("COULD_NOT_PARSE_NUMBER", IsNumber),
        ("COULD_NOT_PARSE_NUMBER", IsNumber),
        ("INVALID_ENUMERATION_OPTION", Answers.Contains),
        ("COLUMN_TOO_LARGE", IsShort),
    ];

    /// <summary>Checks a file once.</summary>
    /// <param name="path">The file.</param>
    public static Findings Run(string path)
    {
        var found = new Findings();
        using var reader = CsvReader.FromFile(path);
        while (reader.Read())
        {
            found.Rows++;
            if (reader.FieldCount != Checks.Length)
            {
                found.Add("INCORRECT_NUMBER_OF_COLUMNS");
                continue;
            }

            for (var i = 0; i < Checks.Length; i++)
            {
                var value = reader.GetString(i).Trim();
                if (value.Length > 0 && !Checks[i].IsGood(value)) found.Add(Checks[i].Code);
            }
        }

        return found;
    }

    /// <summary>Whether a value is good for a column.</summary>
    public static bool IsGood(int column, string value) => Checks[column].IsGood(value);

    private static bool IsShort(string value) => value.Length <= LongestText;

    private static bool IsNumber(string value) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static HashSet<string> Options(string[] values) =>
        new(values.Concat(values.Select(value => value.Replace('_', ' '))), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Email();
}
