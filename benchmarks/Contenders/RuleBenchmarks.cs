using System.Text;
using BenchmarkDotNet.Attributes;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Checks;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>One value by the module's rule, on the bytes of the file, and as a C# program checks it, on a string that it has already.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class RuleBenchmarks
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["email"] = "anna.castillo123456@mail.example.org",
        ["firstname"] = "Chloé",
        ["lifecyclestage"] = "marketingqualifiedlead",
        ["contract_date"] = "03/28/2019",
        ["last_visit"] = "2021-03-04T10:15:00Z",
        ["annualrevenue"] = "1234567.89",
        ["numemployees"] = "5731",
        ["newsletter"] = "true",
    };

    private ColumnRule _rule = null!;
    private byte[] _cell = [];
    private string _text = "";

    /// <summary>The property that the value is for.</summary>
    [ParamsSource(nameof(Properties))]
    public string Property { get; set; } = "";

    public static IEnumerable<string> Properties => Values.Keys;

    [GlobalSetup]
    public void Setup()
    {
        _text = Values[Property];
        _cell = Encoding.UTF8.GetBytes(_text);
        var column = ContactProperties.Map.Values.ToList().IndexOf(Property);
        _rule = new ColumnRule(column, ModuleCheck.Mappings[column], Definition(column), HsDateFormat.MonthDayYear);
        if (!Plain() || !Module()) throw new InvalidOperationException($"'{_text}' is to be good.");
    }

    private static HsProperty Definition(int column)
    {
        var path = Path.GetTempFileName();
        try
        {
            ContactProperties.Write(path);
            return SavedProperties.Read(path, "0-1")[column];
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Benchmark(Baseline = true)]
    public bool Plain() => PlainCsvHelperCheck.IsGood(_rule.Column, _text);

    [Benchmark]
    public bool Module() => _rule.Check(_cell) is null;
}
