using System.Text;
using HubSpotImports.Files;

namespace HubSpotImports.Checks;

/// <summary>Gathers findings: a few of each code in full, all of them by number.</summary>
/// <param name="file">The file.</param>
/// <param name="mostOfACode">How many of a code are kept in full.</param>
public sealed class FindingCollector(SourceFile file, int mostOfACode = 100)
{
    private const int LongestValue = 200;

    private readonly List<HsFinding> _findings = [];
    private readonly Dictionary<(string Code, int? Column), long> _counts = [];
    private readonly Dictionary<string, int> _kept = [];
    private volatile string[] _full = []; // Codes of which no more are kept; other threads look at it.

    /// <summary>The findings that were kept.</summary>
    public IReadOnlyList<HsFinding> Findings => _findings;

    /// <summary>All findings by code, the commonest first.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts
        .GroupBy(pair => pair.Key.Code)
        .Select(group => (group.Key, Count: group.Sum(pair => pair.Value)))
        .OrderByDescending(pair => pair.Count)
        .ToDictionary(pair => pair.Key, pair => pair.Count);

    /// <summary>Whether a finding is an error, so that HubSpot would surely refuse something.</summary>
    public bool HasErrors =>
        _counts.Keys.Any(key => SeverityOf(key.Code) == HsFindingSeverity.Error)
        || _findings.Exists(finding => finding is { Row: null, Severity: HsFindingSeverity.Error });

    /// <summary>Rules whose basis is only deduced warn.</summary>
    /// <param name="code">HubSpot's code.</param>
    public static HsFindingSeverity SeverityOf(string code) =>
        ImportErrorType.Find(code).IsDocumented ? HsFindingSeverity.Error : HsFindingSeverity.Warning;

    /// <summary>A collector for a block of rows, which keeps nothing that this one would not.</summary>
    internal FindingCollector ForBlock() => new(file, mostOfACode) { _full = _full };

    /// <summary>Takes the findings of a block; blocks come in order.</summary>
    /// <param name="found">The findings, with the rows of the block.</param>
    /// <param name="block">The block.</param>
    internal void Add(FindingCollector found, RecordBlock block)
    {
        foreach (var pair in found._counts) _counts[pair.Key] = (_counts.TryGetValue(pair.Key, out var count) ? count : 0) + pair.Value;
        foreach (var finding in found._findings.Where(finding => Keeps(finding.Code)))
        {
            var row = (int)finding.Row!;
            _findings.Add(finding with { Row = block.RowsBefore + row, Line = block.LineOf(row) });
        }
    }

    /// <summary>Takes the findings of another read of the same file.</summary>
    internal void Add(FindingCollector found)
    {
        foreach (var pair in found._counts) _counts[pair.Key] = (_counts.TryGetValue(pair.Key, out var count) ? count : 0) + pair.Value;
        _findings.AddRange(found._findings);
    }

    /// <summary>Says that more identifiers repeat than are compared.</summary>
    internal void AddMoreDuplicates(int compared) => _findings.Insert(0, new HsFinding
    {
        Code = "DUPLICATE_ALTERNATE_ID",
        Severity = HsFindingSeverity.Warning,
        Message = $"More than {compared:N0} identifiers stand in several rows; the others are not told.",
        RecommendedAction = FindingAdvice.For("DUPLICATE_ALTERNATE_ID", file.Path, column: null),
        SourcePath = file.Path,
    });

    internal void Add(string code, long row, long line, ColumnRule? rule = null, ReadOnlySpan<byte> value = default, string? message = null)
    {
        var key = (code, rule?.Column);
        _counts.TryGetValue(key, out var count);
        _counts[key] = count + 1;
        if (!Keeps(code)) return;

        _findings.Add(new HsFinding
        {
            Code = code,
            Severity = SeverityOf(code),
            Row = row,
            Line = line,
            Column = rule?.Mapping.ColumnName,
            ColumnNumber = rule?.Column + 1,
            Value = rule is null ? null : Text(value),
            Message = message ?? rule?.Explain(code) ?? ImportErrorType.Find(code).Meaning,
            RecommendedAction = FindingAdvice.For(code, file.Path, rule?.Mapping),
            SourcePath = file.Path,
        });
    }

    /// <summary>Adds a finding about the file or a whole column.</summary>
    internal void AddAboutFile(HsFinding finding)
    {
        _counts[(finding.Code, finding.ColumnNumber)] = 1;
        _findings.Insert(0, finding);
    }

    /// <summary>Says that nothing in a column tells the order of its dates: HubSpot has no code for it, because it takes them.</summary>
    internal void AddAmbiguousDates(ColumnRule rule, string command) => AddAboutFile(new HsFinding
    {
        Code = "HsAmbiguousDateOrder",
        Severity = HsFindingSeverity.Warning,
        Column = rule.Mapping.ColumnName,
        ColumnNumber = rule.Column + 1,
        Message = "Every date fits with the month first and with the day first; HubSpot will read the month first.",
        RecommendedAction = $"Say which: {command} -DateFormat DayMonthYear (or MonthDayYear)",
        SourcePath = file.Path,
    });

    /// <summary>Says of rows that nothing identifies what becomes of them: HubSpot has no code for it, because it takes them.</summary>
    internal void AddUnidentified(ObjectRules rules) => AddAboutFile(new HsFinding
    {
        Code = "HsRowsUnidentified",
        Severity = HsFindingSeverity.Warning,
        Column = rules.FirstIdentifier!.Mapping.ColumnName,
        ColumnNumber = rules.FirstIdentifier.Column + 1,
        Message = rules.Unidentified == 1
            ? $"One row has no identifier here: every send creates its {rules.Name} again."
            : $"{rules.Unidentified:N0} rows have no identifier here: every send creates their {rules.Name} records again.",
        RecommendedAction = "Fill the column, or keep such rows in a file that is sent once.",
        SourcePath = file.Path,
    });

    /// <summary>Puts one finding about a whole column in place of those about its values.</summary>
    internal void Replace(string code, ColumnRule rule, string message, string recommendedAction)
    {
        _findings.RemoveAll(finding => finding.Code == code && finding.ColumnNumber == rule.Column + 1);
        AddAboutFile(new HsFinding
        {
            Code = code,
            Severity = HsFindingSeverity.Error,
            Column = rule.Mapping.ColumnName,
            ColumnNumber = rule.Column + 1,
            Message = message,
            RecommendedAction = recommendedAction,
            SourcePath = file.Path,
        });
    }

    private bool Keeps(string code)
    {
        if (Array.IndexOf(_full, code) >= 0) return false;

        var kept = (_kept.TryGetValue(code, out var before) ? before : 0) + 1;
        _kept[code] = kept;
        if (kept == mostOfACode) _full = [.. _full, code];
        return true;
    }

    private static string Text(ReadOnlySpan<byte> value)
    {
        // Four bytes a character at the most; a character that the cut leaves incomplete is dropped with the rest.
        var text = Encoding.UTF8.GetString(value.Slice(0, Math.Min(value.Length, LongestValue * 4)).ToArray());
        return text.Length <= LongestValue ? text : $"{text.Substring(0, LongestValue - 1)}…";
    }
}
