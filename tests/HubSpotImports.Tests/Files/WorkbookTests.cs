using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class WorkbookTests
{
    [Fact]
    public async Task Reads_header_and_rows_and_sends_the_workbook_as_it_is()
    {
        var bytes = new XlsxFile().Bytes;
        using var temp = new TempFile(bytes, "contacts.xlsx");

        var file = await InspectAsync(temp);
        var part = await FilePlans.OnePartAsync(file, [0, 1]);
        using var sent = new MemoryStream();
        await part.CopyToAsync(sent, _ => { }, default);

        Assert.Equal((HsFileFormat.Spreadsheet, 1), (file.Format, part.Rows));
        Assert.Equal(["Email", "Name"], file.Header);
        Assert.Equal(bytes, sent.ToArray());
    }

    [Fact]
    public async Task Shared_strings_are_looked_up_also_rich_and_doubled_ones()
    {
        Assert.Equal(["Name", "First Name", "Email", " kept "], await HeaderAsync(new XlsxFile
        {
            Rows = XlsxFile.Row(1, XlsxFile.Shared("A1", 2), XlsxFile.Shared("B1", 1), XlsxFile.Shared("C1", 0), XlsxFile.Shared("D1", 4)),
            SharedStrings = """<si><t>Email</t></si><si><r><t>First</t></r><r><rPr><b/></rPr><t xml:space="preserve"> Name</t></r></si><si><t>Name</t><rPh sb="0" eb="1"><t>phonetic</t></rPh></si><si/><si><t xml:space="preserve"> kept </t></si>""",
        }));
    }

    [Fact]
    public async Task Inline_text_may_be_rich() => Assert.Equal(["First Name"], await HeaderAsync(new XlsxFile
    {
        Rows = XlsxFile.Row(1, """<c r="A1" t="inlineStr"><is><r><t>First</t></r><r><t xml:space="preserve"> Name</t></r></is></c>"""),
    }));

    [Fact]
    public async Task Cells_may_have_no_reference_and_hold_numbers() => Assert.Equal(["Email", "2026"], await HeaderAsync(new XlsxFile
    {
        Rows = """<row><c t="inlineStr"><is><t>Email</t></is></c><c><v>2026</v></c></row>""",
    }));

    [Fact]
    public async Task Of_a_formula_the_value_is_the_header() => Assert.Equal(["Email"], await HeaderAsync(new XlsxFile
    {
        Rows = XlsxFile.Row(1, """<c r="A1" t="str"><f>PROPER("EMAIL")</f><v>Email</v></c>"""),
    }));

    [Fact]
    public async Task A_gap_in_the_header_is_a_blank_header()
    {
        var error = await ErrorAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("C1", "Name"), XlsxFile.Inline("AB1", "Far")) });

        Assert.Equal("HsHeaderBlank", error.Id);
        Assert.Contains("column 2, 4, 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("27.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_a_value_do_not_count()
    {
        using var temp = new TempFile(new XlsxFile
        {
            Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email")) + XlsxFile.Row(2, XlsxFile.Inline("A2", "1")) + XlsxFile.Row(3, """<c r="A3" s="4"/>""") + XlsxFile.Row(9, "<c r=\"A9\"><v>7</v></c>"),
        }.Bytes, "contacts.xlsx");

        Assert.Equal(2, (await FilePlans.OnePartAsync(await InspectAsync(temp), [0])).Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task There_must_be_one_sheet(int sheets)
    {
        var error = await ErrorAsync(new XlsxFile { Sheets = sheets });

        Assert.Equal("HsSheetCount", error.Id);
        Assert.Contains($"{sheets} sheets", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_that_is_damaged_is_named_so()
    {
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { HasSheetPart = false })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { SheetTarget = "../../../../etc/passwd" })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { Rows = "<row><c></row>" })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Shared("A1", 7)), SharedStrings = "<si><t>one</t></si>" })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Shared("A1", 0)) })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("17", "no letters")) })).Id);
        Assert.Equal("HsInvalidWorkbook", (await ErrorAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("ZZZZ1", "too far")) })).Id);
    }

    [Fact]
    public async Task A_document_type_is_refused_with_whatever_it_declares()
    {
        var error = await ErrorAsync(new XlsxFile
        {
            SheetProlog = """<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY file SYSTEM "file:///etc/hostname">]>""",
            Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "&file;&b;")),
        });

        Assert.Equal("HsInvalidWorkbook", error.Id);
    }

    [Fact]
    public async Task A_text_file_under_the_name_of_a_workbook_is_none()
    {
        using var temp = new TempFile("Email,Name\r\n", "contacts.xlsx");

        Assert.Equal("HsInvalidWorkbook", (await Assert.ThrowsAsync<HsException>(() => InspectAsync(temp))).Id);
    }

    [Theory]
    [InlineData("contacts.xls")]
    [InlineData("contacts.csv")]
    public async Task An_old_workbook_that_is_cut_off_is_named_so(string name)
    {
        using var temp = new TempFile([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], name);

        Assert.Equal("HsInvalidWorkbook", (await Assert.ThrowsAsync<HsException>(() => InspectAsync(temp))).Id);
    }

    [Fact]
    public async Task A_workbook_is_known_by_its_first_bytes_under_any_name()
    {
        using var temp = new TempFile(new XlsxFile().Bytes, "contacts.csv");

        Assert.Equal(HsFileFormat.Spreadsheet, (await InspectAsync(temp)).Format);
    }

    [Fact]
    public async Task No_column_of_a_workbook_can_be_left_out()
    {
        using var temp = new TempFile(new XlsxFile().Bytes, "contacts.xlsx");
        var file = await InspectAsync(temp);

        var error = await Assert.ThrowsAsync<HsException>(() => FilePlans.OnePartAsync(file, [0]));

        Assert.Equal("HsWorkbookColumnIgnored", error.Id);
        Assert.Contains("'Name'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ConvertToCsv", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_never_end_in_a_fault_of_ours()
    {
        var whole = new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Shared("A1", 0)) + XlsxFile.Row(2, XlsxFile.Inline("A2", "x")), SharedStrings = "<si><t>Email</t></si>" }.Bytes;
        Prop.ForAll(Gen.Choose(4, whole.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), Gen.Elements(0, 0, 1).ToArbitrary(), async (at, value, cut) =>
        {
            var bytes = whole.ToArray();
            bytes[at] = (byte)value;
            using var temp = new TempFile(cut == 1 ? bytes[..at] : bytes, "contacts.xlsx");

            var fault = await Record.ExceptionAsync(async () => await FilePlans.OnePartAsync(await InspectAsync(temp), [0]));

            Assert.True(fault is null or HsException, $"byte {at} = {value}, cut {cut}: {fault}");
        }).Holds(cases: 1_500);
    }

    private static async Task<IReadOnlyList<string>> HeaderAsync(XlsxFile workbook)
    {
        using var temp = new TempFile(workbook.Bytes, "contacts.xlsx");
        return (await InspectAsync(temp)).Header;
    }

    private static async Task<HsException> ErrorAsync(XlsxFile workbook)
    {
        using var temp = new TempFile(workbook.Bytes, "contacts.xlsx");
        return await Assert.ThrowsAsync<HsException>(() => InspectAsync(temp));
    }

    private static Task<SourceFile> InspectAsync(TempFile file) => FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
}
