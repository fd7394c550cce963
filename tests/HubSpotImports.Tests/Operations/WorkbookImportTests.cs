using System.Text;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>Workbooks from the file to the records: their cells are checked as those of a CSV are, and their sheet can be sent as one.</summary>
public sealed class WorkbookImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-").FullName;

    // The sixth row of the sheet has no address, the seventh no date; between them and the header are blank rows.
    private static byte[] Workbook => new XlsxFile
    {
        Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("B1", "First Name"), XlsxFile.Inline("C1", "Close Date"), XlsxFile.Inline("D1", "Note"))
            + XlsxFile.Row(4, XlsxFile.Inline("A4", "ada@example.com"), XlsxFile.Inline("B4", "Ada"), XlsxFile.Value("C4", "46054", style: 1), XlsxFile.Inline("D4", "two\nlines, quoted"))
            + XlsxFile.Row(6, XlsxFile.Inline("A6", "not-an-address"), XlsxFile.Inline("B6", "Ben"))
            + XlsxFile.Row(7, XlsxFile.Inline("A7", "cid@example.com"), XlsxFile.Inline("B7", "Cid"), XlsxFile.Value("C7", "#N/A", type: "e"))
            + XlsxFile.Row(8, XlsxFile.Inline("A8", "dan@example.com"), XlsxFile.Value("B8", "#REF!", type: "e"), XlsxFile.Value("C8", "46055", style: 1)),
    }.Bytes;

    [Fact]
    public async Task Findings_name_the_row_of_the_sheet()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Workbook, "contacts.xlsx");
        var request = new StartImportRequest { Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Note"]), convertToCsv: true)] };

        var check = Assert.IsType<HsFileCheck>(Assert.Single(new RecordingSink().Run((pipe, stop) => new TestImport(sandbox.Definitions).RunAsync(request, quiet: false, pipe, stop)).Objects));

        Assert.Equal((4L, 2L), (check.Rows, check.FaultyRows));
        Assert.Equal(
            [("INVALID_EMAIL", 6L, 2L, "not-an-address"), ("COULD_NOT_PARSE_DATE", 7L, 3L, "#N/A"), ("HsSpreadsheetError", 8L, 4L, "#REF!")],
            check.Findings.Select(finding => (finding.Code, finding.Line!.Value, finding.Row!.Value, finding.Value!)));
    }

    [Theory]
    [InlineData(HsDateFormat.MonthDayYear)]
    [InlineData(HsDateFormat.DayMonthYear)]
    [InlineData(HsDateFormat.YearMonthDay)]
    public async Task The_sheet_arrives_as_the_right_records(HsDateFormat dateFormat)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Workbook, "contacts.xlsx");
        var rejects = Path.Combine(_folder, "rejects.csv");

        var sink = sandbox.Start(new StartImportRequest
        {
            Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Note"]), convertToCsv: true)],
            DateFormat = dateFormat,
            InvalidRow = HsInvalidRow.HoldBack,
            RejectPath = rejects,
            Wait = true,
        });

        Assert.Empty(sink.Errors);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((HsImportOutcome.AllIn, 2L), (import.Outcome, import.CreatedObjects));
        Assert.Equal(2, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        var rejected = await File.ReadAllBytesAsync(rejects);
        Assert.Equal(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("Email,First Name,Close Date,Note\r\nnot-an-address,Ben,,\r\ncid@example.com,Cid,#N/A,\r\n")],
            rejected);
        Assert.Contains("\"fileFormat\":\"CSV\"", import.RequestJson, StringComparison.Ordinal);
        Assert.Contains(".csv\"", import.RequestJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contacts.xlsx")]
    [InlineData("contacts.xls")]
    public async Task A_workbook_as_it_is_arrives_with_the_rows_that_the_check_saw(string name)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var old = new XlsFile { Rows = [["Email", "First Name", "Close Date"], ["ada@example.com", "Ada", new DateTime(2026, 2, 1)], [], ["nobody", "Ben", null]] };
        var modern = new XlsxFile
        {
            Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("B1", "First Name"), XlsxFile.Inline("C1", "Close Date"))
                + XlsxFile.Row(2, XlsxFile.Inline("A2", "ada@example.com"), XlsxFile.Inline("B2", "Ada"), XlsxFile.Value("C2", "46054", style: 1))
                + XlsxFile.Row(4, XlsxFile.Inline("A4", "nobody"), XlsxFile.Inline("B4", "Ben")),
        };
        using var file = new TempFile(name == "contacts.xls" ? old.Bytes : modern.Bytes, name);

        var sink = sandbox.Start(sandbox.RequestFor(file));

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((1L, 1L), (import.CreatedObjects, import.Errors));
        Assert.Contains(sink.Warnings, warning => warning.Contains("1 of 2 rows", StringComparison.Ordinal));
        Assert.Contains("SPREADSHEET", import.RequestJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_goes_up_in_parts_where_it_must()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var rows = string.Concat(Enumerable.Range(2, 25).Select(row => XlsxFile.Row(row, XlsxFile.Inline($"A{row}", $"c{row}@example.com"), XlsxFile.Inline($"B{row}", $"C{row}"))));
        using var file = new TempFile(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("B1", "First Name")) + rows }.Bytes, "contacts.xlsx");
        var limits = new ImportLimits { Rows = 10 };

        var refused = sandbox.Start(sandbox.RequestFor(file), limits: limits);
        var sent = sandbox.Start(sandbox.RequestFor(file).OfFile(convertToCsv: true), limits: limits);

        Assert.Equal("HsTooManyRows", Assert.Single(refused.Errors).Id);
        Assert.Empty(sent.Errors);
        Assert.Equal([10L, 10L, 5L], sent.Objects.Cast<HsImport>().Select(import => import.TotalRows!.Value));
        Assert.Equal(25, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
    }

    [Fact]
    public async Task Faulty_rows_of_a_workbook_that_is_sent_as_it_is_cannot_be_held_back()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(
            new XlsFile { Rows = [["Email", "First Name"], ["ada@example.com", "Ada"], ["nobody", "Ben"]] }.Bytes, "contacts.xls");

        var sink = sandbox.Start(sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = Path.Combine(_folder, "rejects.csv") });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsWorkbookRowsHeldBack", error.Id);
        Assert.Contains("-ConvertToCsv", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task A_header_below_blank_rows_needs_the_conversion()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(
            new XlsxFile { Rows = XlsxFile.Row(3, XlsxFile.Inline("A3", "Email")) + XlsxFile.Row(4, XlsxFile.Inline("A4", "ada@example.com")) }.Bytes, "contacts.xlsx");

        Assert.Equal("HsHeaderNotFirst", Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Errors).Id);
        Assert.Equal(1, Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file).OfFile(convertToCsv: true)).Objects)).CreatedObjects);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
