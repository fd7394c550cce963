using System.Text;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class SourceEncodingTests
{
    private const string Ascii = "Email,First Name\r\nada@example.com,Ada\r\n";

    [Fact]
    public void Ascii_is_utf_8() => Assert.Equal(("UTF-8", 0), Detect(Encoding.ASCII.GetBytes(Ascii)));

    [Fact]
    public void Valid_multi_byte_sequences_are_utf_8() => Assert.Equal(("UTF-8", 0), Detect(Encoding.UTF8.GetBytes("Ort\r\nZürich 漢字 😀")));

    [Fact]
    public void A_byte_order_mark_decides()
    {
        Assert.Equal(("UTF-8", 3), Detect([.. Encoding.UTF8.Preamble, .. Encoding.ASCII.GetBytes(Ascii)]));
        Assert.Equal(("UTF-16", 2), Detect([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("名前,電話")]));
        Assert.Equal(("UTF-16 (big-endian)", 2), Detect([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("名前,電話")]));
    }

    [Fact]
    public void Utf_16_is_known_without_a_byte_order_mark()
    {
        Assert.Equal(("UTF-16", 0), Detect(Encoding.Unicode.GetBytes(Ascii)));
        Assert.Equal(("UTF-16 (big-endian)", 0), Detect(Encoding.BigEndianUnicode.GetBytes(Ascii)));
    }

    [Fact]
    public void Letters_of_a_code_page_are_windows_1252()
    {
        Assert.Equal(("Windows-1252", 0), Detect(Encoding.Latin1.GetBytes("Ort\r\nZürich\r\n")));
        Assert.Equal("€", SourceEncoding.Windows1252.Encoding!.GetString([0x80]));
    }

    [Fact]
    public void A_sequence_cut_at_the_end_is_a_fault_only_in_a_whole_file()
    {
        byte[] cut = [.. "Name\r\nZo"u8, 0xC3];

        Assert.Equal("UTF-8", SourceEncoding.Detect(cut, isWhole: false).Name);
        Assert.Equal("Windows-1252", SourceEncoding.Detect(cut, isWhole: true).Name);
    }

    [Fact]
    public void A_lone_zero_byte_does_not_make_utf_16() =>
        Assert.Equal(("UTF-8", 0), Detect(Encoding.ASCII.GetBytes(Ascii.Replace("Ada", "A\0a", StringComparison.Ordinal))));

    private static (string Name, int Preamble) Detect(byte[] bytes)
    {
        var encoding = SourceEncoding.Detect(bytes, isWhole: true);
        return (encoding.Name, encoding.PreambleLength);
    }
}
