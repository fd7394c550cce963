using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class BooleanValueTests
{
    [Theory]
    [InlineData("True", true)]
    [InlineData(" yes ", true)]
    [InlineData("FALSE", false)]
    [InlineData("No", false)]
    public void Is_a_yes_or_no(string cell, bool expected)
    {
        Assert.Equal(ValueFault.None, BooleanValue.Read(cell.Utf8(), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("ja")]
    [InlineData("yess")]
    public void Is_neither(string cell) => Assert.Equal(ValueFault.InvalidEnumerationOption, BooleanValue.Read(cell.Utf8(), out _));
}
