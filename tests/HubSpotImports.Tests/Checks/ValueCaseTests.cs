using System.Globalization;
using System.Text;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

/// <summary>Every case of tests/value-cases.csv (see <see cref="ValueCase"/> for its form), and the file itself.</summary>
public sealed class ValueCaseTests
{
    // German writes 1,5 for 1.5; Turkish has no i as the small letter of I.
    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, new("de-DE"), new("tr-TR")];

    private static readonly Dictionary<string, ValueCase> Cases =
        ValueCase.All.GroupBy(@case => @case.Key).ToDictionary(group => group.Key, group => group.First());

    public static TheoryData<int, string> Keys()
    {
        var data = new TheoryData<int, string>();
        foreach (var (key, @case) in Cases) data.Add(@case.Line, key);
        return data;
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_is_read_as_HubSpot_reads_it(int line, string key)
    {
        var @case = Cases[key];
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in Cultures)
            {
                CultureInfo.CurrentCulture = culture;
                var (fault, value) = Read(@case);
                var expected = (@case.Code, @case.Value);
                var actual = (ValueFaultCode.Of(fault), fault == ValueFault.None ? value : "");
                Assert.True(expected == actual, $"Line {line}, {key}, culture '{culture}': expected {expected}, was {actual}.");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_file_holds_each_case_once() =>
        Assert.Equal([], ValueCase.All.GroupBy(@case => @case.Key).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void The_file_says_of_each_case_where_it_comes_from()
    {
        string[] bases = ["KB", "guide", "changelog", "deduced"];
        Assert.All(ValueCase.All, @case =>
        {
            Assert.Contains(@case.Basis, bases);
            Assert.NotEqual("", @case.Source);
        });
    }

    [Fact]
    public void The_file_has_a_code_of_HubSpot_for_each_fault_and_none_else()
    {
        var codes = ImportErrorType.All.Select(type => type.Code).ToHashSet();
        Assert.All(ValueCase.All, @case =>
        {
            if (@case.Verdict == "ok")
            {
                Assert.Equal("", @case.Code);
                return;
            }

            Assert.Equal("fault", @case.Verdict);
            Assert.Contains(@case.Code, codes);
            Assert.Equal("", @case.Value);
        });
    }

    [Fact]
    public void The_file_has_a_case_for_each_fault_of_the_rules() => Assert.Equal(
        Enum.GetValues<ValueFault>().Select(ValueFaultCode.Of).Order(),
        ValueCase.All.Select(@case => @case.Code).Distinct().Order());

    [Fact]
    public void The_file_is_plain_text()
    {
        var bytes = File.ReadAllBytes(ValueCase.Path);
        Assert.Equal((byte)'t', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    private static (ValueFault Fault, string Value) Read(ValueCase @case)
    {
        switch (@case.Type)
        {
            case "email":
                return (EmailValue.Check(@case.Input), "");
            case "domain":
                // The rule leaves the letters as they are; HubSpot keeps domains in small ones (deduced).
                var fault = DomainValue.Read(@case.Input, out var domain);
                return (fault, Encoding.UTF8.GetString(domain).ToLowerInvariant());
            case "number":
                fault = NumberValue.Read(@case.Input, out var number);
                return (fault, number.ToString("0.############################", CultureInfo.InvariantCulture));
            case "date":
                fault = DateValue.Read(@case.Input, @case.Order, out var date);
                return (fault, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case "datetime":
                fault = DateTimeValue.Read(@case.Input, @case.Order, out var time);
                return (fault, time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            case "boolean":
                fault = BooleanValue.Read(@case.Input, out var yes);
                return (fault, yes ? "true" : "false");
            case "enumeration":
                var options = new OptionSet(@case.ValuesAndLabels);
                fault = EnumerationValue.Read(@case.Input, options, out var option);
                return (fault, fault == ValueFault.None ? options.ValueAt(option) : "");
            case "checkbox":
                options = new OptionSet(@case.ValuesAndLabels);
                var found = new List<int>();
                fault = EnumerationValue.ReadSeveral(@case.Input, options, found, out var adds);
                return (fault, (adds ? ";" : "") + string.Join(';', found.Select(options.ValueAt)));
            case "recordid":
                fault = RecordIdValue.Read(@case.Input, out var id);
                return (fault, id.ToString(CultureInfo.InvariantCulture));
            case "duration":
                fault = DurationValue.Read(@case.Input, out number);
                return (fault, number.ToString("0.############################", CultureInfo.InvariantCulture));
            case "term":
                return (TermValue.Check(@case.Input), "");
            case "owner":
                return (OwnerValue.Check(@case.Input), "");
            case "file":
                return (FileValue.Check(@case.Input), "");
            case "phone":
                return (PhoneNumberValue.Check(@case.Input), "");
            case "emails":
                return (EmailValue.CheckFurther(@case.Input), "");
            case "domains":
                return (DomainValue.CheckFurther(@case.Input), "");
            case "associationkey":
                return (AssociationKeyValue.Check(@case.Input, @case.Options), "");
            default:
                throw new InvalidDataException($"Line {@case.Line} has the type '{@case.Type}', for which there is no rule.");
        }
    }
}
