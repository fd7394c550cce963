using CsvHelper;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Checks;
using HubSpotImports.Files;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>The stages of a check, each with all that it needs of those before it, in turn in one process and on one thread.</summary>
internal static class Stages
{
    public const string Raw = "raw read";

    private const string Hash = "raw read and hash";
    private const string Utf8 = "raw read and UTF-8 check";
    private const string Records = "records of CsvHelper";
    private const string Spans = "records, twelve spans";
    private const string Cells = "records, twelve trimmed spans";
    private const string Rules = "records, twelve spans, twelve rules";
    private const string Rows = "records, and all rules for rows";
    private const string Whole = "the whole check";
    private const int BufferLength = 256 << 10;

    /// <summary>The stage that a stage is built on.</summary>
    public static string? BaseOf(string stage) => stage switch
    {
        Raw => null,
        Hash or Utf8 or Records => Raw,
        Spans => Records,
        Cells => Spans,
        Rules => Cells,
        Rows => Cells,
        Whole => Rows,
        _ => Records,
    };

    /// <summary>Measures all stages in turn, several rounds after one that does not count: processor time, so that other work on the machine counts little.</summary>
    public static async Task<Measurement> RunAsync(string path, string propertiesPath, int rounds)
    {
        var file = await FileInspector.InspectAsync(path, ModuleCheck.WithoutParts, CancellationToken.None);
        var stages = All(file, propertiesPath);
        var measurement = new Measurement { More = stages.ToDictionary(stage => stage.Name, _ => new List<double>()) };
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in stages)
            {
                var before = Environment.CpuUsage.TotalTime;
                run();
                if (round > 0) measurement.More[name].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        return measurement;
    }

    private static List<(string Name, Action Run)> All(SourceFile file, string propertiesPath)
    {
        var properties = SavedProperties.Read(propertiesPath, "0-1").ToDictionary(property => property.Name);
        var mapping = MappingCheck.Fit(file, ModuleCheck.Mappings, out _)!;
        ColumnRule[] rules = [.. mapping.Columns.Select((column, index) => new ColumnRule(index, column, properties[column.PropertyName!], HsDateFormat.MonthDayYear))];
        return
        [
            (Raw, () => RawRead.Run(file.Path)),
            (Hash, () => EachPiece(file.Path, new ContentHash().Push)),
            (Utf8, () => EachPiece(file.Path, new Utf8Check().Push)),
            (Records, () => EachRecord(file.Path, _ => 0)),
            (Spans, () => EachRecord(file.Path, SumOfSpans)),
            (Cells, () => EachRecord(file.Path, SumOfCells)),
            .. rules.Where(rule => rule.Kind != ValueKind.Text).Select(rule => ($"records, `{rule.Mapping.PropertyName}` ({rule.Kind})", (Action)(() => EachRecord(file.Path, record => Check(record, rule))))),
            (Rules, () => EachRecord(file.Path, record => CheckAll(record, rules))),
            (Rows, () => CheckRows(file, mapping, properties)),
            (Whole, () => ModuleCheck.Run(file.Path, propertiesPath, ModuleCheck.WithoutParts)),
        ];
    }

    private delegate void PieceAction(ReadOnlySpan<byte> piece);

    private static void EachPiece(string path, PieceAction action)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        var buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
        long offset = 0;
        int read;
        while ((read = RandomAccess.Read(file, buffer, offset)) > 0)
        {
            action(buffer.AsSpan(0, read));
            offset += read;
        }
    }

    // The sum keeps the compiler from leaving out what nobody looks at.
    private static long EachRecord(string path, Func<CsvReader, long> see)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', BufferSize = BufferLength });
        long sum = 0;
        while (reader.Read()) sum += see(reader);
        return sum;
    }

    private static long SumOfSpans(CsvReader record)
    {
        long sum = 0;
        for (var i = 0; i < record.FieldCount; i++) sum += record.GetSpan(i).Length;
        return sum;
    }

    private static long SumOfCells(CsvReader record)
    {
        long sum = 0;
        for (var i = 0; i < record.FieldCount; i++) sum += CellText.Trim(record.GetSpan(i)).Length;
        return sum;
    }

    private static long Check(CsvReader record, ColumnRule rule)
    {
        var cell = CellText.Trim(record.GetSpan(rule.Column));
        return cell.Length == 0 || rule.Check(cell) is null ? 0 : 1;
    }

    private static long CheckAll(CsvReader record, ColumnRule[] rules)
    {
        long faults = 0;
        foreach (var rule in rules) faults += Check(record, rule);
        return faults;
    }

    private static void CheckRows(SourceFile file, FittedMapping mapping, Dictionary<string, HsProperty> properties)
    {
        var findings = new FindingCollector(file);
        var rules = new RowRules(file, mapping, (_, name) => properties[name], _ => HsImportOperation.Upsert, null, "Start-HsImport");
        long row = 0;
        EachRecord(file.Path, record => rules.Check(record, ++row, row, findings) ? 0 : 1);
    }
}
