using System.Text;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>Encodings that somebody said, and files that are no text in any.</summary>
public sealed class GivenEncodingTests
{
    static GivenEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("windows-1250", "Jméno;Město\r\nŽofie;Plzeň\r\n")]
    [InlineData("shift_jis", "名前,電話\r\n山田ソ,表\r\n")]
    [InlineData("gb18030", "姓名,城市\r\n王芳,北京\r\n")]
    [InlineData("utf-16BE", "名前,電話\r\n山田,表\r\n")]
    [InlineData("utf-32", "Name\tOrt\r\nZoë\tKöln\r\n")]
    [InlineData("iso-2022-jp", "名前,電話\r\n山田,表\r\n")]
    [InlineData("utf-8", "Name,Ort\r\nZoë,Köln\r\n")]
    public async Task A_given_encoding_is_read_and_sent_as_utf_8(string name, string text)
    {
        var encoding = Encoding.GetEncoding(name);
        using var temp = new TempFile(encoding.GetBytes(text));
        var file = await FileInspector.InspectAsync(temp.Path, encoding, hasHeader: true, ImportLimits.Documented, default);

        var sent = await FilePlans.BytesOfAsync(await FilePlans.OnePartAsync(file, [0, 1]));

        Assert.Equal(text.Replace(';', ',').Replace('\t', ','), Encoding.UTF8.GetString(sent));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task A_byte_order_mark_of_a_given_encoding_is_no_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var temp = new TempFile([.. encoding.GetPreamble(), .. encoding.GetBytes("sep=;\r\nName;Ort\r\nZoë;Köln\r\n")]);

        Assert.Equal(["Name", "Ort"], (await FileInspector.InspectAsync(temp.Path, encoding, hasHeader: true, ImportLimits.Documented, default)).Header);
        Assert.Equal(["Name", "Ort"], (await FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default)).Header);
        Assert.Equal("Name,Ort\r\nZoë,Köln\r\n", Encoding.UTF8.GetString(await FilePlans.BytesOfAsync(await FilePlans.OnePartAsync(await FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default), [0, 1]))));
    }

    [Fact]
    public async Task What_was_said_to_be_utf_8_and_is_not_is_an_error_with_its_line()
    {
        using var temp = new TempFile(Encoding.Latin1.GetBytes("Name\r\nAda\r\nZoë\r\n"));

        Assert.Contains("line 3", (await PlanErrorAsync(temp, Encoding.UTF8)).Message, StringComparison.Ordinal);
    }

    [FactNotOnMono("Mono's multi-byte code pages ask no fallback what to do with bytes that they do not have.")]
    public async Task Bytes_that_a_given_code_page_does_not_have_are_an_error_with_their_line()
    {
        using var japanese = new TempFile([.. Encoding.GetEncoding("shift_jis").GetBytes("名前\r\n山田\r\n"), 0x81, 0x20, .. "\r\n"u8]);

        Assert.Contains("shift_jis up to line 3", (await PlanErrorAsync(japanese, Encoding.GetEncoding("shift_jis"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_ascii_does_not_have_are_an_error_with_their_line()
    {
        using var ascii = new TempFile("Name\r\nAda\r\nBen\r\nZoë\r\n");

        Assert.Contains("us-ascii up to line 4", (await PlanErrorAsync(ascii, Encoding.ASCII)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf_16_of_other_scripts_is_known_by_its_line_ends(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: false);

        Assert.Equal(encoding.CodePage, SourceEncoding.Detect(encoding.GetBytes("名前漢字仮名交文,電話番号\r\n山田太郎漢字仮名,上下左右前後\r\n"), isWhole: true).Encoding?.CodePage);
    }

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ\n1 0 obj\n", "PDF")]
    [InlineData("\u001F\u008B\b\0\0\0\0\0", "gzip")]
    [InlineData("<html><table><tr><td>Email</td></tr></table></html>", "web page")]
    [InlineData("{\\rtf1 Email}", "RTF")]
    [InlineData("Em\0ail,Name\r\n1,2\r\n", "bytes that are no text")]
    [InlineData("MZ\u0090\0\u0003\0\0\0\u0004\0\0\0ÿÿ\0\0", "bytes that are no text")]
    public async Task What_is_no_text_is_named_so(string start, string what)
    {
        using var temp = new TempFile(Encoding.Latin1.GetBytes(start));

        var error = await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default));

        Assert.Equal("HsNotText", error.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ebcdic_is_no_text_until_somebody_says_so()
    {
        var ebcdic = Encoding.GetEncoding(37);
        using var temp = new TempFile(ebcdic.GetBytes("Email,Name\r\nada@example.com,Ada\r\n"));

        Assert.Equal("HsNotText", (await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default))).Id);
        Assert.Equal(["Email", "Name"], (await FileInspector.InspectAsync(temp.Path, ebcdic, hasHeader: true, ImportLimits.Documented, default)).Header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"two\r\nlines\",")]
    public async Task A_header_longer_than_what_is_looked_at_is_refused(string start)
    {
        using var temp = new TempFile(start + string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"header {i}")) + "\r\n1\r\n");

        var error = await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains("longer than 1 MB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Last; first\",Email\r\n\"a; b\",c\r\n", ',')]
    [InlineData("\"Name, first\";Email;Phone\r\n\"x, y\";2,5;3,4\r\n", ';')]
    [InlineData("\"two\r\nlines, and more\"\tEmail\r\n1,5\t2\r\n", '\t')]
    public async Task A_separator_inside_of_quotes_is_none(string text, char separator)
    {
        using var temp = new TempFile(text);

        Assert.Equal(separator, (await FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default)).Separator);
    }

    private static async Task<HsException> PlanErrorAsync(TempFile temp, Encoding encoding)
    {
        var file = await FileInspector.InspectAsync(temp.Path, encoding, hasHeader: true, ImportLimits.Documented, default);
        var error = await Assert.ThrowsAsync<HsException>(() => FilePlans.OnePartAsync(file, [0]));
        Assert.Equal("HsInvalidEncoding", error.Id);
        return error;
    }
}
