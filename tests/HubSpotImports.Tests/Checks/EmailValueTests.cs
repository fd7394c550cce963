using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class EmailValueTests
{
    [Theory]
    [InlineData("ann@example.org")]
    [InlineData("  ann@example.org\t")]
    [InlineData("Ann.Lee+news@mail.example.co.uk")]
    [InlineData("o'brien@example.com")]
    [InlineData("a_b-c@ex-ample.org")]
    [InlineData("a@bücher.example")]
    [InlineData("a@1and1.com")]
    public void Is_an_address(string cell) => Assert.Equal(ValueFault.None, EmailValue.Check(cell.Utf8()));

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.org")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.org")]
    [InlineData("ann@exa mple.org")]
    [InlineData("an n@example.org")]
    [InlineData("ann@example..org")]
    [InlineData("ann..lee@example.org")]
    [InlineData(".ann@example.org")]
    [InlineData("ann.@example.org")]
    [InlineData("ann@-example.org")]
    [InlineData("ann@example.org;bob@example.org")]
    [InlineData("ann@example.org.")]
    [InlineData("ann@127.0.0.1")]
    [InlineData("Ann <ann@example.org>")]
    public void Is_no_address(string cell) => Assert.Equal(ValueFault.InvalidEmail, EmailValue.Check(cell.Utf8()));

    [Fact]
    public void An_address_has_its_longest_form()
    {
        Assert.Equal(ValueFault.None, EmailValue.Check($"{new string('a', 64)}@example.org".Utf8()));
        Assert.Equal(ValueFault.InvalidEmail, EmailValue.Check($"{new string('a', 65)}@example.org".Utf8()));
    }

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() =>
        Prop.ForAll<byte[]>(cell => EmailValue.Check(cell) is ValueFault.None or ValueFault.InvalidEmail).QuickCheckThrowOnFailure();
}
