using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class NumberValueTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData(" 42 ", "42")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("+7", "7")]
    [InlineData(".25", "0.25")]
    [InlineData("5.", "5")]
    [InlineData("25%", "0.25")]
    [InlineData("12.5 %", "0.125")]
    [InlineData("1.2E+3", "1200")]
    [InlineData("5e-1", "0.5")]
    [InlineData("999999999999999999", "999999999999999999")]
    public void Is_a_number(string cell, string expected)
    {
        Assert.Equal(ValueFault.None, NumberValue.Read(cell.Utf8(), out var value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("%")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1,234")]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData(",123")]
    [InlineData("1,234,")]
    [InlineData("1.234,56")]
    [InlineData("$5")]
    [InlineData("5 €")]
    [InlineData("(5)")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("NaN")]
    [InlineData("٣")]
    public void Is_no_number(string cell) => Assert.Equal(ValueFault.CouldNotParseNumber, NumberValue.Read(cell.Utf8(), out _));

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("-1e18")]
    [InlineData("1e400")]
    [InlineData("1e99999999999")]
    [InlineData("1e-99")]
    public void Is_too_large_or_too_small(string cell) => Assert.Equal(ValueFault.InvalidNumberSize, NumberValue.Read(cell.Utf8(), out _));

    [Fact]
    public void A_very_long_number_is_too_large() =>
        Assert.Equal(ValueFault.InvalidNumberSize, NumberValue.Read(new string('9', 100_000).Utf8(), out _));

    [Fact]
    public void Whatever_is_written_is_read_back() => Prop.ForAll<long, byte>((whole, places) =>
    {
        var number = new decimal(whole % 1_000_000_000_000_000_000) / (decimal)Math.Pow(10, places % 9);
        return NumberValue.Read(number.ToString(CultureInfo.InvariantCulture).Utf8(), out var read) == ValueFault.None && read == number;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() =>
        Prop.ForAll<byte[]>(cell => NumberValue.Read(cell, out _) is ValueFault.None or ValueFault.CouldNotParseNumber or ValueFault.InvalidNumberSize)
            .QuickCheckThrowOnFailure();
}
