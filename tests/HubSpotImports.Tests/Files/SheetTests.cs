using System.Globalization;
using System.Security;
using ExcelDataReader;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>The cells of a workbook, as the checks see them.</summary>
public sealed class SheetTests
{
    [Theory]
    [InlineData("7", 0, "n", "7")]
    [InlineData("007", 0, "n", "7")]
    [InlineData("0.10", 0, "n", "0.1")]
    [InlineData("7.0000000000000007E-2", 0, "n", "0.07")]
    [InlineData("-12.5", 4, "n", "-12.5")]
    [InlineData("491701234567", 0, "n", "491701234567")]
    [InlineData("1.2345678901234567E+18", 0, "n", "1234567890123456800")]
    [InlineData("1E-7", 0, "n", "0.0000001")]
    [InlineData("1E+300", 0, "n", "1E+300")]
    [InlineData("1", 0, "b", "TRUE")]
    [InlineData("0", 0, "b", "FALSE")]
    [InlineData("#N/A", 0, "e", "#N/A")]
    [InlineData("a formula&apos;s text", 0, "str", "a formula's text")]
    [InlineData("two_x000A_lines &#38; _x005F_", 0, "str", "two\nlines & _")]
    [InlineData("46053", 1, "n", "Jan-31-2026")]
    [InlineData("46053.4376736111", 2, "n", "Jan-31-2026 10:30:15")]
    [InlineData("46053.5", 1, "n", "Jan-31-2026 12:00")]
    [InlineData("1", 1, "n", "Jan-01-1900")]
    [InlineData("61", 1, "n", "Mar-01-1900")]
    [InlineData("0.75", 2, "n", "18:00")]
    [InlineData("1.25", 3, "n", "30:00")]
    [InlineData("-5", 1, "n", "-5")]
    [InlineData("4000000", 1, "n", "4000000")]
    [InlineData("2026-01-31T10:30:00", 0, "d", "Jan-31-2026 10:30")]
    public async Task A_cell_becomes_the_text_of_its_value(string value, int style, string type, string text) => Assert.Equal(
        [text],
        Assert.Single(await SheetTexts.RowsAsync(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Value")) + XlsxFile.Row(2, XlsxFile.Value("A2", value, style, type)) }.Bytes)).Cells);

    [Theory]
    [InlineData(HsDateFormat.MonthDayYear, "Feb-01-2026")]
    [InlineData(HsDateFormat.DayMonthYear, "01-Feb-2026")]
    [InlineData(HsDateFormat.YearMonthDay, "2026-Feb-01")]
    public async Task A_date_is_written_in_the_order_of_the_import_with_its_month_by_name(HsDateFormat dateFormat, string text)
    {
        var rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Day"));

        Assert.Equal($"Day\r\n{text}\r\n", await SheetTexts.OfAsync(new XlsxFile { Rows = rows + XlsxFile.Row(2, XlsxFile.Value("A2", "46054", style: 1)) }.Bytes, dateFormat));
        Assert.Equal($"Day\r\n{text}\r\n", await SheetTexts.OfAsync(new XlsxFile { Rows = rows + XlsxFile.Row(2, XlsxFile.Value("A2", "44592", style: 1)), Since1904 = true }.Bytes, dateFormat));
        Assert.Equal($"Day\r\n{text}\r\n", await SheetTexts.OfAsync(new XlsFile { Rows = [["Day"], [new DateTime(2026, 2, 1)]] }.Bytes, dateFormat, "days.xls"));
        Assert.Equal($"Day\r\n{text}\r\n", await SheetTexts.OfAsync(new XlsFile { Rows = [["Day"], [new DateTime(2026, 2, 1)]], Since1904 = true }.Bytes, dateFormat, "days.xls"));
    }

    [Theory]
    [InlineData("General", 0)]
    [InlineData("0.00E+00", 0)]
    [InlineData("#,##0.00 \"days\"", 0)]
    [InlineData("[Red]0.00;[Blue]-0.00", 0)]
    [InlineData("0\\d", 0)]
    [InlineData("@", 0)]
    [InlineData("yyyy-mm-dd", 1)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 1)]
    [InlineData("h:mm AM/PM", 1)]
    [InlineData("[mm]:ss", 2)]
    public void A_number_format_tells_dates(string formatCode, int kind) => Assert.Equal((SheetNumber)kind, XlsxStyles.KindOf(formatCode));

    [Fact]
    public async Task Blank_rows_and_cells_keep_their_places()
    {
        var rows = await SheetTexts.RowsAsync(new XlsxFile
        {
            Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "A"), XlsxFile.Inline("B1", "B"), XlsxFile.Inline("C1", "C"))
                + XlsxFile.Row(2, XlsxFile.Inline("B2", "b")) + XlsxFile.Row(3, "<c r=\"A3\" s=\"1\"/>") + XlsxFile.Row(7, XlsxFile.Inline("C7", "two\nlines"))
                + XlsxFile.Row(8, XlsxFile.Inline("A8", "a"), XlsxFile.Inline("E8", "beyond")) + XlsxFile.Row(1_048_576),
        }.Bytes);

        Assert.Equal([2, 7, 8], rows.Select(row => row.Line));
        Assert.Equal([["", "b", ""], ["", "", "two\nlines"], ["a", "", "", "", "beyond"]], rows.Select(row => row.Cells));
    }

    [Fact]
    public async Task An_old_workbook_is_read_too()
    {
        var rows = await SheetTexts.RowsAsync(new XlsFile
        {
            Rows = [["Email", "Größe", "When", "Yes"], ["漢@example.com", 1.5, new DateTime(2026, 1, 31, 10, 30, 0), true], [], [null, "two\n\"lines\"", null, false], ["x", (byte)42]],
        }.Bytes, "contacts.xls");

        Assert.Equal([2, 4, 5], rows.Select(row => row.Line));
        Assert.Equal(
            [["漢@example.com", "1.5", "Jan-31-2026 10:30", "TRUE"], ["", "two\n\"lines\"", "", "FALSE"], ["x", "", "", ""]],
            rows.Select(row => row.Cells));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task An_old_workbook_must_have_one_sheet_too(int sheets)
    {
        using var temp = new TempFile(new XlsFile { Sheets = sheets }.Bytes, "contacts.xls");

        Assert.Equal("HsSheetCount", (await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default))).Id);
    }

    [Fact]
    public void What_is_read_is_what_was_written_and_what_ExcelDataReader_reads()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var text = Gen.Elements("a", "ü", "漢", "😀", ",", ";", "\"", "\n", " ", "<", "&", "]]>").ListOf().Select(parts => "x" + string.Concat(parts));
        var cell = Gen.OneOf(
            text.Select(value => (object?)value),
            text.Select(value => (object?)value),
            Gen.Choose(-1_000_000, 1_000_000).Select(value => (object?)(value / 128.0)),
            Gen.Elements(0.1, 1e20, -1e-9, 123456789012345678, 7e-2).Select(value => (object?)value),
            Gen.Elements<object?>(true, false),
            Gen.Choose(0, 100_000).Select(day => (object?)new DateTime(1904, 1, 2).AddDays(day % 50_000).AddMinutes(day % 3 * 7)),
            Gen.Constant<object?>(null));
        var sheet = cell.ArrayOf().Resize(6).ArrayOf().Resize(8);
        Prop.ForAll(sheet.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), async (rows, since1904) =>
        {
            var workbook = Written(rows, since1904);
            var read = await SheetTexts.RowsAsync(workbook);

            Assert.Equal(
                rows.Select((row, index) => (Line: index + 2L, Row: row)).Where(row => row.Row.Any(value => value is not null)).Select(row => row.Line),
                read.Select(row => row.Line));
            foreach (var (line, cells) in read) AssertCells(rows[line - 2], cells);
            AssertSameAsExcelDataReader(workbook, read);
        }).Holds(cases: 300);
    }

    private static byte[] Written(object?[][] rows, bool since1904)
    {
        var shared = new List<string>();
        var header = XlsxFile.Row(1, [.. Enumerable.Range(0, 6).Select(i => XlsxFile.Inline($"{(char)('A' + i)}1", $"H{i}"))]);
        var data = rows.Select((row, index) => XlsxFile.Row(index + 2, [.. row.Take(26).Select((value, column) => Cell($"{(char)('A' + column)}{index + 2}", value))]));
        return new XlsxFile { Rows = header + string.Concat(data), SharedStrings = string.Concat(shared.Select(text => $"""<si><t xml:space="preserve">{SecurityElement.Escape(text)}</t></si>""")), Since1904 = since1904 }.Bytes;

        string Cell(string reference, object? value)
        {
            switch (value)
            {
                case null:
                    return "";
                case string text when text.Length % 2 == 0:
                    return $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is></c>""";
                case string text:
                    shared.Add(text);
                    return XlsxFile.Shared(reference, shared.Count - 1);
                case bool boolean:
                    return XlsxFile.Value(reference, boolean ? "1" : "0", type: "b");
                case DateTime date:
                    return XlsxFile.Value(reference, (date.ToOADate() - (since1904 ? 1462 : 0)).ToString("R", CultureInfo.InvariantCulture), style: 2);
                default:
                    return XlsxFile.Value(reference, ((double)value).ToString("R", CultureInfo.InvariantCulture));
            }
        }
    }

    private static void AssertCells(object?[] written, string[] read)
    {
        for (var i = 0; i < Math.Max(written.Length, read.Length); i++) AssertCell(i < written.Length ? written[i] : null, i < read.Length ? read[i] : "");
    }

    private static void AssertCell(object? written, string read)
    {
        switch (written)
        {
            case double number:
                Assert.Equal(number, double.Parse(read, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                Assert.Equal(date, DateTime.Parse(read, CultureInfo.InvariantCulture));
                break;
            default:
                Assert.Equal(written switch { bool value => value ? "TRUE" : "FALSE", string text => text, _ => "" }, read);
                break;
        }
    }

    private static void AssertSameAsExcelDataReader(byte[] workbook, IReadOnlyList<(long Line, string[] Cells)> read)
    {
        using var oracle = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        var byLine = read.ToDictionary(row => row.Line, row => row.Cells);
        for (var line = 1; oracle.Read(); line++)
        {
            if (!byLine.TryGetValue(line, out var cells)) continue;
            AssertCells([.. Enumerable.Range(0, oracle.FieldCount).Select(oracle.GetValue)], cells);
        }
    }
}
