using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class EnumerationValueTests
{
    private static readonly OptionSet Options = new(new Dictionary<string, string>
    {
        ["lead"] = "Lead",
        ["mql"] = "Marketing Qualified Lead",
        ["öl"] = "Öl & Gas",
        ["b1"] = "Big",
        ["b2"] = "big",
        ["B3"] = "b1",
    });

    [Theory]
    [InlineData("lead", "lead")]
    [InlineData(" LEAD ", "lead")]
    [InlineData("marketing qualified LEAD", "mql")]
    [InlineData("ÖL", "öl")]
    [InlineData("öl & gas", "öl")]
    [InlineData("b1", "b1")]
    [InlineData("b2", "b2")]
    public void Is_an_option(string cell, string expected)
    {
        Assert.Equal(ValueFault.None, EnumerationValue.Read(cell.Utf8(), Options, out var option));
        Assert.Equal(expected, Options.ValueAt(option));
    }

    [Theory]
    [InlineData("")]
    [InlineData("leads")]
    [InlineData("lead;mql")]
    public void Is_no_option(string cell) => Assert.Equal(ValueFault.InvalidEnumerationOption, EnumerationValue.Read(cell.Utf8(), Options, out _));

    [Theory]
    [InlineData("BIG")]
    [InlineData("B1")]
    public void Is_more_than_one(string cell) => Assert.Equal(ValueFault.AmbiguousEnumerationOption, EnumerationValue.Read(cell.Utf8(), Options, out _));

    [Theory]
    [InlineData("lead", "lead", false)]
    [InlineData("Lead; mql ;lead", "lead,mql", false)]
    [InlineData(";lead", "lead", true)]
    [InlineData(" ;lead;", "lead", true)]
    [InlineData(";", "", true)]
    public void Several_options_are_separated_by_semicolons(string cell, string expected, bool adds)
    {
        var found = new List<int>();
        Assert.Equal(ValueFault.None, EnumerationValue.ReadSeveral(cell.Utf8(), Options, found, out var doesAdd));
        Assert.Equal(expected, string.Join(',', found.Select(Options.ValueAt)));
        Assert.Equal(adds, doesAdd);
    }

    [Theory]
    [InlineData("lead;nobody", ValueFault.InvalidEnumerationOption)]
    [InlineData("lead;BIG", ValueFault.AmbiguousEnumerationOption)]
    public void One_bad_option_spoils_the_cell(string cell, ValueFault fault) =>
        Assert.Equal(fault, EnumerationValue.ReadSeveral(cell.Utf8(), Options, [], out _));

    [Fact]
    public void Every_value_of_any_set_is_found() => Prop.ForAll<NonEmptyString[]>(texts =>
    {
        // A lone surrogate is no text that UTF-8 could hold.
        var values = texts.Select(text => text.Get.Trim()).Where(text => text.Length > 0 && !text.Any(char.IsSurrogate)).Distinct().ToList();
        var options = new OptionSet(values.Select(value => new KeyValuePair<string, string>(value, "label of " + value)));
        return values.All(value => options.ValueAt(Found(value, options)) == value);
    }).QuickCheckThrowOnFailure();

    private static int Found(string value, OptionSet options)
    {
        Assert.Equal(ValueFault.None, EnumerationValue.Read(value.Utf8(), options, out var option));
        return option;
    }
}
