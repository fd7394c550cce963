using System.Text.RegularExpressions;
using CsvHelper;

namespace HubSpotImports.Tests.Checks;

/// <summary>
/// A line of tests/value-cases.csv: what HubSpot makes of a value. The file was written from HubSpot's documents before the rules.
/// <list type="bullet">
/// <item>Input and options may hold <c>\n</c>, <c>\r</c>, <c>\t</c>, <c>\\</c> and <c>\u00A0</c> (any four digits); the file itself
/// is plain RFC 4180 in UTF-8 with LF.</item>
/// <item>Options are <c>VALUE=Label|VALUE=Label</c>; for the type <c>associationkey</c>, the object type id of the records.</item>
/// <item>Value is the form in which HubSpot stores it: several options are joined by <c>;</c>, one more at the start when the
/// cell adds to the record's value. E-mails and other types that are only checked have none.</item>
/// <item>Basis <c>deduced</c> means that nobody wrote it down; source then says what was thought of.</item>
/// </list>
/// </summary>
internal sealed record ValueCase
{
    public static string Path { get; } = Find();

    /// <summary>All cases, in the order of the file.</summary>
    public static IReadOnlyList<ValueCase> All { get; } = Read();

    public required int Line { get; init; }

    public required string Type { get; init; }

    public required string RawInput { get; init; }

    public required string DateFormat { get; init; }

    public required string Options { get; init; }

    public required string Verdict { get; init; }

    public required string Code { get; init; }

    public required string Value { get; init; }

    public required string Basis { get; init; }

    public required string Source { get; init; }

    public byte[] Input => Regex.Unescape(RawInput).Utf8();

    public HsDateFormat Order => Enum.Parse<HsDateFormat>(DateFormat.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public IEnumerable<KeyValuePair<string, string>> ValuesAndLabels =>
        Options.Split('|').Select(option => Regex.Unescape(option).Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]));

    /// <summary>What tells the case from all others.</summary>
    public string Key => string.Join(' ', new[] { Type, $"'{RawInput}'", DateFormat, Options }.Where(part => part.Length > 0));

    private static List<ValueCase> Read()
    {
        var options = new CsvReaderOptions { HasHeader = true, Separator = ',', TrackLineNumbers = true };
        using var csv = CsvReader.Create(File.OpenRead(Path), options);
        var cases = new List<ValueCase>();
        while (csv.Read())
        {
            cases.Add(new ValueCase
            {
                Line = (int)csv.LineNumber,
                Type = csv.GetString("type"),
                RawInput = csv.GetString("input"),
                DateFormat = csv.GetString("dateFormat"),
                Options = csv.GetString("options"),
                Verdict = csv.GetString("verdict"),
                Code = csv.GetString("code"),
                Value = csv.GetString("value"),
                Basis = csv.GetString("basis"),
                Source = csv.GetString("source"),
            });
        }

        return cases;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        for (; folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "tests", "value-cases.csv");
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException("tests/value-cases.csv is in no folder above the tests.");
    }
}
