using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class ValueMemoryTests
{
    private static readonly OptionSet Options = new(new Dictionary<string, string> { ["lead"] = "Lead", ["gas"] = "Öl & Gas" });

    private static readonly List<int> Found = [];

    [Fact]
    public void Good_values_cost_no_memory()
    {
        Assert.True(AreGood());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var areGood = true;
        for (var i = 0; i < 100; i++) areGood &= AreGood();
        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(areGood);
        Assert.Equal(before, after);
    }

    private static bool AreGood() =>
        EmailValue.Check("ann.lee@bücher.example"u8) == ValueFault.None
        && DomainValue.Read("https://www.bücher.example/a"u8, out _) == ValueFault.None
        && NumberValue.Read("-1234.50"u8, out _) == ValueFault.None
        && NumberValue.Read("1.2E+3 %"u8, out _) == ValueFault.None
        && DateValue.Read("January 5, 2026"u8, HsDateFormat.MonthDayYear, out _) == ValueFault.None
        && DateTimeValue.Read("2026-01-31T10:30:00.125+02:00"u8, HsDateFormat.MonthDayYear, out _) == ValueFault.None
        && DateTimeValue.Read("1603895400000"u8, HsDateFormat.MonthDayYear, out _) == ValueFault.None
        && BooleanValue.Read("Yes"u8, out _) == ValueFault.None
        && EnumerationValue.Read("Öl & Gas"u8, Options, out _) == ValueFault.None
        && EnumerationValue.ReadSeveral(";LEAD;gas"u8, Options, Found, out _) == ValueFault.None
        && RecordIdValue.Read("4711"u8, out _) == ValueFault.None;
}
