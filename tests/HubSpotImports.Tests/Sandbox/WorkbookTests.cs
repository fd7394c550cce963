using System.Text;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Sandbox;

public sealed class WorkbookTests
{
    private const string DateStyle = """<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""";
    private static readonly string[] Columns = ["Email=email", "Name=firstname", "Close=closedate"];

    [Fact]
    public async Task The_cells_of_a_sheet_arrive_and_a_true_date_is_a_date_in_whatever_order()
    {
        await using var account = await SandboxAccount.StartAsync();
        var book = Book(
            XlsxFile.Row(2, XlsxFile.Inline("A2", "ann@example.org"), XlsxFile.Inline("B2", "Jörg &amp; Ann"), Number("C2", "46053", isDate: true)),
            XlsxFile.Row(3, XlsxFile.Inline("A3", "bob@example.org"), Number("B3", "12.5"), XlsxFile.Inline("C3", "31/01/2026")));

        var import = await account.ImportAsync(Form(book).With(request => request["dateFormat"] = "DAY_MONTH_YEAR"));

        Assert.Equal(("DONE", 2L, 2L), (import.Text("state"), import.Counter("TOTAL_ROWS"), import.Counter("CREATED_OBJECTS")));
        var ann = await account.ObjectAsync("contacts/ann@example.org?idProperty=email&properties=firstname,closedate");
        Assert.Equal(("Jörg & Ann", "2026-01-31T00:00:00.000Z"), (ann.Text("firstname"), ann.Text("closedate")));
        var bob = await account.ObjectAsync("contacts/bob@example.org?idProperty=email&properties=firstname,closedate");
        Assert.Equal(("12.5", "2026-01-31T00:00:00.000Z"), (bob.Text("firstname"), bob.Text("closedate")));
    }

    [Theory]
    [InlineData(LineNumbering.FirstLine, 5)]
    [InlineData(LineNumbering.Record, 3)]
    public async Task Errors_name_the_row_of_the_sheet_and_its_cells(LineNumbering numbering, long line)
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = numbering });
        var book = Book(
            XlsxFile.Row(2, XlsxFile.Inline("A2", "ann@example.org")),
            XlsxFile.Row(5, XlsxFile.Inline("A5", "nobody"), Number("C5", "46053.5", isDate: true)));

        var import = await account.ImportAsync(Form(book));

        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal(("INVALID_EMAIL", line), (error.Text("errorType"), error.Line()));
        Assert.Equal("""["nobody","","2026-01-31 12:00:00"]""", error.GetProperty("sourceData").GetProperty("rowData").GetRawText());
        Assert.Equal("S1", error.GetProperty("sourceData").Text("pageName"));
        Assert.Equal([1L, 2L], (await account.LedgerAsync()).Select(entry => entry.Record));
    }

    [Fact]
    public async Task A_cell_beyond_the_header_refuses_its_row()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(Form(Book(XlsxFile.Row(2, XlsxFile.Inline("A2", "a@example.org"), XlsxFile.Inline("E2", "x")))));
        Assert.Equal("INCORRECT_NUMBER_OF_COLUMNS", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
    }

    [Fact]
    public async Task An_old_xls_is_read_too()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(new ImportForm().AddFile(
            "old.xls", Biff2("Name", "Phone", "Ann", 491234567.0), "0-1", "Name=firstname", "Phone=phone"));
        Assert.Equal("DONE", import.Text("state"));
        var ann = await account.ObjectAsync("contacts/1?properties=firstname,phone");
        Assert.Equal(("Ann", "491234567"), (ann.Text("firstname"), ann.Text("phone")));
    }

    [Fact]
    public async Task Files_that_are_no_workbook_of_one_sheet_fail_as_a_whole()
    {
        await using var account = await SandboxAccount.StartAsync();
        var book = Book(XlsxFile.Row(2, XlsxFile.Inline("A2", "a@example.org")));
        await AssertFailsAsync("INVALID_SHEET_COUNT", Form(new XlsxFile { Sheets = 2 }.Bytes));
        await AssertFailsAsync("INVALID_SPREADSHEET", Form("Email,Name,Close\n"u8.ToArray()));
        await AssertFailsAsync("INVALID_SPREADSHEET", Form(book[..(book.Length / 2)]));
        await AssertFailsAsync("INVALID_FILE_TYPE", Form(new XlsxFile { Rows = "" }.Bytes));
        await AssertFailsAsync("INVALID_FILE_TYPE", new ImportForm().AddFile("book.csv", book, "0-1", Columns));

        async Task AssertFailsAsync(string code, ImportForm form)
        {
            var import = await account.ImportAsync(form);
            Assert.Equal("FAILED", import.Text("state"));
            var error = Assert.Single(await account.ErrorsAsync(import));
            Assert.Equal((code, 0L), (error.Text("errorType"), error.Line()));
        }
    }

    [Theory]
    [InlineData(2, 200)]
    [InlineData(1, 429)]
    public async Task The_row_limit_counts_rows_of_a_sheet(int limit, int expected)
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { MaxRows = limit });
        var book = Book(XlsxFile.Row(2, XlsxFile.Inline("A2", "a@example.org")), XlsxFile.Row(3, XlsxFile.Inline("A3", "b@example.org")));
        Assert.Equal(expected, (await account.PostAsync(Form(book))).Status);
    }

    private static ImportForm Form(byte[] book) => new ImportForm().AddFile("book.xlsx", book, "0-1", Columns);

    private static byte[] Book(params string[] rows) => new XlsxFile
    {
        Styles = DateStyle,
        Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("B1", "Name"), XlsxFile.Inline("C1", "Close")) + string.Concat(rows),
    }.Bytes;

    private static string Number(string reference, string value, bool isDate = false) =>
        $"""<c r="{reference}" s="{(isDate ? 1 : 0)}"><v>{value}</v></c>""";

    /// <summary>The oldest and plainest form of an <c>.xls</c>: two columns, a header and rows, as records of BIFF2.</summary>
    private static byte[] Biff2(params object[] cells)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Write(0x0009, [2, 0, 0x10, 0]);
        for (var i = 0; i < cells.Length; i++)
        {
            byte[] place = [.. BitConverter.GetBytes((ushort)(i / 2)), .. BitConverter.GetBytes((ushort)(i % 2)), 0, 0, 0];
            if (cells[i] is string text) Write(0x0004, [.. place, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
            else Write(0x0003, [.. place, .. BitConverter.GetBytes((double)cells[i])]);
        }

        Write(0x000A, []);
        return stream.ToArray();

        void Write(ushort type, byte[] content)
        {
            writer.Write(type);
            writer.Write((ushort)content.Length);
            writer.Write(content);
        }
    }
}
