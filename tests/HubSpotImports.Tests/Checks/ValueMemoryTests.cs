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
        && RecordIdValue.Read("4711"u8, out _) == ValueFault.None
        && DurationValue.Read("3600000"u8, out _) == ValueFault.None
        && TermValue.Check("P1Y6M"u8) == ValueFault.None
        && OwnerValue.Check("ann@example.org"u8) == ValueFault.None
        && FileValue.Check("4711;https://example.org/a.pdf"u8) == ValueFault.None
        && PhoneNumberValue.Check("+1 555 123 4567 ext. 12"u8) == ValueFault.None
        && EmailValue.CheckFurther("ann@example.org; ben@example.org"u8) == ValueFault.None
        && DomainValue.CheckFurther("example.org;example.com"u8) == ValueFault.None
        && AssociationKeyValue.Check("4711;ann@example.org"u8, "0-1") == ValueFault.None;
}
