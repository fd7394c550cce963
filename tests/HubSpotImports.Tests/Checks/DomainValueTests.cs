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

    [Theory]
    [InlineData(0xFC)] // ü in Windows-1252
    [InlineData(0xC3)] // the first half of ü
    [InlineData(0xC0, 0xAF)] // an overlong slash
    [InlineData(0xE0, 0x80, 0xAF)]
    [InlineData(0xED, 0xA0, 0x80)] // half of a surrogate pair
    [InlineData(0xF4, 0x90, 0x80, 0x80)] // beyond Unicode
    [InlineData(0xF5, 0x80, 0x80, 0x80)]
    [InlineData(0xC3, 0x41)]
    public void Bytes_that_are_no_UTF_8_are_no_domain(params int[] bytes)
    {
        byte[] cell = [(byte)'b', .. bytes.Select(value => (byte)value), .. ".example"u8];
        Assert.Equal(ValueFault.InvalidDomain, DomainValue.Read(cell, out _));
        Assert.Equal(ValueFault.InvalidEmail, EmailValue.Check([(byte)'a', (byte)'@', .. cell]));
    }

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() =>
        Prop.ForAll<byte[]>(cell => DomainValue.Read(cell, out _) is ValueFault.None or ValueFault.InvalidDomain).QuickCheckThrowOnFailure();
}
