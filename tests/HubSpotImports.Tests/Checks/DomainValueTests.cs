using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class DomainValueTests
{
    [Theory]
    [InlineData("example.org", "example.org")]
    [InlineData(" www.Example.org ", "Example.org")]
    [InlineData("https://www.example.org:8080/a?b#c", "example.org")]
    [InlineData("HTTP://example.org?x", "example.org")]
    [InlineData("sub.ex-ample.co.uk", "sub.ex-ample.co.uk")]
    [InlineData("bücher.example", "bücher.example")]
    public void Is_a_domain(string cell, string expected)
    {
        Assert.Equal(ValueFault.None, DomainValue.Read(cell.Utf8(), out var domain));
        Assert.Equal(expected, Encoding.UTF8.GetString(domain));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example")]
    [InlineData("not a domain.org")]
    [InlineData("ann@example.org")]
    [InlineData("example..org")]
    [InlineData("-a.org")]
    [InlineData("10.0.0.1")]
    [InlineData("ftp://example.org")]
    [InlineData("exa_mple.org")]
    [InlineData("example.org:port")]
    public void Is_no_domain(string cell) => Assert.Equal(ValueFault.InvalidDomain, DomainValue.Read(cell.Utf8(), out _));

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() =>
        Prop.ForAll<byte[]>(cell => DomainValue.Read(cell, out _) is ValueFault.None or ValueFault.InvalidDomain).QuickCheckThrowOnFailure();
}
