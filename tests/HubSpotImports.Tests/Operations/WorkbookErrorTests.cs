using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Counting = HubSpotImports.Sandbox.LineNumbering;

namespace HubSpotImports.Tests.Operations;

/// <summary>Errors of workbooks name rows of the sheet, whether it was sent as it is or as CSV; refused rows become a CSV.</summary>
public sealed class WorkbookErrorTests : IDisposable
{
    private const string Day = "46054"; // 2026-02-01

    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-").FullName;

    public static TheoryData<Counting, RowDataForm> EveryWay
    {
        get
        {
            var ways = new TheoryData<Counting, RowDataForm>();
            foreach (var counting in Enum.GetValues<Counting>())
            {
                foreach (var form in Enum.GetValues<RowDataForm>()) ways.Add(counting, form);
            }

            return ways;
        }
    }

    private string RejectPath => Path.Combine(_folder, "rejects.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The sandbox writes dates of a sheet otherwise than this module does. Row 2 has none, so content tells it, and it tells how lines are counted.
    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Blank_rows_do_not_move_the_rows_of_a_workbook_that_is_sent_as_it_is(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = Workbook((2, "ada@example.com", "Ada", Day), (4, "not an address", "Ben", null), (7, "no address", "Cid", Day), (8, "dan@example.com", "Dan", Day));

        var errors = Errors(sandbox, file, Import(sandbox, file));

        if (form == RowDataForm.None) Assert.All(errors, error => Assert.Equal((null, HsLineConfidence.Ambiguous), (error.Row, error.LineConfidence)));
        else Assert.Equal([(2L, 4L, HsLineConfidence.Matched), (3L, 7L, HsLineConfidence.Reported)], Places(errors));
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Where_no_row_is_blank_the_row_of_the_sheet_tells(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = Workbook((2, "ada@example.com", "two\nlines", Day), (3, "not an address", "Ben", Day), (4, "cid@example.com", "Cid", Day), (5, "not an address", "Ben", Day));

        var errors = Errors(sandbox, file, Import(sandbox, file));

        Assert.Equal([(2L, 3L, HsLineConfidence.Reported), (4L, 5L, HsLineConfidence.Reported)], Places(errors));
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Where_the_row_of_the_sheet_could_be_the_number_of_another_row_none_is_named(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = Workbook((2, "ada@example.com", "Ada", Day), (4, "bad", "Ben", Day), (5, "bad", "Ben", Day), (6, "bad", "Ben", Day));
        var import = Import(sandbox, file);

        Assert.All(Errors(sandbox, file, import), error => Assert.Equal((null, HsLineConfidence.Ambiguous), (error.Row, error.LineConfidence)));
        Assert.Contains("not sure which rows", Assert.Single(Export(sandbox, file, [import]).Warnings), StringComparison.Ordinal);
        Assert.False(File.Exists(RejectPath));
    }

    [Fact]
    public async Task A_workbook_that_was_saved_since_has_only_content_to_go_by()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.AsSent);
        using var file = Workbook((2, "not an address", "Ben", null), (3, "no address", "Cid", Day));
        var import = Import(sandbox, file);

        File.SetLastWriteTimeUtc(file.Path, DateTime.UtcNow.AddHours(1));

        Assert.Equal([(1L, HsLineConfidence.Matched), (null, HsLineConfidence.Ambiguous)], Errors(sandbox, file, import).Select(error => (error.Row, error.LineConfidence)));
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task The_errors_of_all_parts_of_a_sheet_that_is_sent_as_CSV_name_its_rows(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = Workbook([.. Enumerable.Range(1, 8).Select(row => (row * 2, row % 2 == 0 ? $"bad {row}" : $"p{row}@example.com", $"P\n{row}", (string?)Day))]);
        var request = new StartImportRequest
        {
            Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Last Name"]), convertToCsv: true)],
            DateFormat = HsDateFormat.DayMonthYear,
            Wait = true,
        };
        var imports = sandbox.Start(request, limits: new ImportLimits { Rows = 3 }).Objects.Cast<HsImport>().ToArray();

        var errors = Errors(sandbox, file, imports);

        Assert.Equal(3, imports.Length);
        if (form == RowDataForm.None) Assert.All(errors, error => Assert.Null(error.Row));
        else Assert.Equal([(2L, 4L, HsLineConfidence.Matched), (4L, 8L, HsLineConfidence.Matched), (6L, 12L, HsLineConfidence.Matched), (8L, 16L, HsLineConfidence.Matched)], Places(errors));
    }

    [Theory]
    [InlineData(false, HsDateFormat.MonthDayYear, "Feb-01-2026")]
    [InlineData(false, HsDateFormat.YearMonthDay, "2026-Feb-01")]
    [InlineData(true, HsDateFormat.DayMonthYear, "01-Feb-2026")]
    public async Task The_mended_rows_complete_the_set(bool converts, HsDateFormat dateFormat, string day)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = Workbook((2, "ada@example.com", "Ada", Day), (3, "zoe(at)example.com", "Zoë, \"Z\"", Day), (4, "cid@example.com", "Cid", null), (5, "dan(at)example.com", "Dan", null));
        var request = sandbox.RequestFor(file).OfFile(convertToCsv: converts) with { DateFormat = dateFormat };
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request).Objects));

        var sink = Export(sandbox, file, [import]);

        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        var rejected = await File.ReadAllBytesAsync(RejectPath);
        Assert.Equal(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes($"Email,First Name,Close Date,Last Name\r\nzoe(at)example.com,\"Zoë, \"\"Z\"\"\",{day},n\r\ndan(at)example.com,Dan,,n\r\n")],
            rejected);
        Assert.Equal(["3,2", "5,4"], (await File.ReadAllLinesAsync(Path.Combine(_folder, "rejects.reasons.csv"))).Skip(1).Select(reason => reason[..3]));

        using var mended = new TempFile(Encoding.UTF8.GetString(rejected).Replace("(at)", "@", StringComparison.Ordinal));
        var rest = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request.OfFile(mended.Path, convertToCsv: false)).Objects));
        Assert.Equal((2L, HsImportOutcome.AllIn), (rest.CreatedObjects, rest.Outcome));
        Assert.Equal(4, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal(0, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Updated));
    }

    [Theory]
    [InlineData("rejects.xlsx")]
    [InlineData("rejects.XLS")]
    public async Task Rejected_rows_are_no_workbook(string name)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = Workbook((2, "bad", "Ben", null));
        var path = Path.Combine(_folder, name);
        var held = sandbox.RequestFor(file).OfFile(convertToCsv: true) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = path };

        var error = Assert.Single(Export(sandbox, file, [Import(sandbox, file)], path).Errors);

        Assert.Equal("HsRejectPathIsWorkbook", error.Id);
        Assert.Contains(".csv'", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["HsRejectPathIsWorkbook"], sandbox.Start(held).ErrorIds);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task An_old_workbook_joins_as_well()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(
            new XlsFile { Rows = [["Email", "First Name", "Close Date"], ["ada@example.com", "Ada", new DateTime(2026, 2, 1)], [], ["nobody", "Ben", null], ["no one", "Cid", new DateTime(2026, 2, 1)]] }.Bytes, "contacts.xls");

        Assert.Equal([(2L, 4L, HsLineConfidence.Matched), (3L, 5L, HsLineConfidence.Reported)], Places(Errors(sandbox, file, Import(sandbox, file))));
    }

    [Fact]
    public void Every_row_of_the_reject_file_is_one_that_is_not_in() => Prop.ForAll(Cases, async given =>
    {
        await using var sandbox = await StartAsync(given.Counting, given.Form);
        using var file = Workbook([.. given.Rows.Select((row, i) => (i + 2 + given.Rows.Take(i + 1).Sum(before => before.BlankRows), row.Email, row.Name, row.HasDay ? Day : null))]);
        var start = sandbox.Start(sandbox.RequestFor(file).OfFile(convertToCsv: given.Converts) with { Operations = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Create } });
        var import = Assert.IsType<HsImport>(Assert.Single(start.Objects));
        var reject = Path.Combine(file.Folder, "reject.csv");

        Assert.Empty(Export(sandbox, file, [import], reject).Errors);

        var refused = (await sandbox.LedgerAsync()).Where(entry => entry.Action == LedgerAction.Refused).Select(entry => entry.Record).ToHashSet();
        var reasons = Path.ChangeExtension(reject, ".reasons.csv");
        HashSet<long> exported = File.Exists(reject)
            ? [.. CsvText.Read(await File.ReadAllBytesAsync(reasons)).Skip(1).Select(reason => long.Parse(reason[1], System.Globalization.CultureInfo.InvariantCulture))]
            : [];
        Assert.Subset(refused, exported);

        // One way of counting is left where no row is blank and no cell holds a line break.
        if (given.Rows.All(row => row.BlankRows == 0 && !row.Name.Contains('\n', StringComparison.Ordinal))) Assert.Equal(refused.Order(), exported.Order());
    }).Holds(cases: 100);

    private static Arbitrary<Case> Cases => Arb.From(
        from rows in Row.NonEmptyListOf()
        from counting in Gen.Elements(Enum.GetValues<Counting>())
        from form in Gen.Elements(Enum.GetValues<RowDataForm>())
        from converts in ArbMap.Default.GeneratorFor<bool>()
        select new Case([.. rows], counting, form, converts));

    // Addresses that are new, taken by an earlier row, or none.
    private static Gen<SheetRow> Row =>
        from email in Gen.Frequency((2, Gen.Choose(1, 200).Select(n => $"new{n}@example.com")), (2, Gen.Elements("twin@example.com", "bad")), (1, Gen.Choose(1, 200).Select(n => $"bad {n}")))
        from name in Gen.Elements("A", "A", "B", "C\nD")
        from hasDay in ArbMap.Default.GeneratorFor<bool>()
        from blankRows in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        select new SheetRow(email, name, hasDay, blankRows);

    private static TempFile Workbook(params (int Row, string Email, string Name, string? Day)[] rows) => new(
        new XlsxFile
        {
            Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email"), XlsxFile.Inline("B1", "First Name"), XlsxFile.Inline("C1", "Close Date"), XlsxFile.Inline("D1", "Last Name"))
                + string.Concat(rows.Select(row => XlsxFile.Row(
                    row.Row,
                    XlsxFile.Inline($"A{row.Row}", row.Email),
                    XlsxFile.Inline($"B{row.Row}", row.Name),
                    row.Day is null ? "" : XlsxFile.Value($"C{row.Row}", row.Day, style: 1),
                    XlsxFile.Inline($"D{row.Row}", "n")))),
        }.Bytes,
        "contacts.xlsx");

    private static Task<ConnectedSandbox> StartAsync(Counting counting, RowDataForm form) =>
        ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = counting, RowData = form });

    private static HsImport Import(ConnectedSandbox sandbox, TempFile file) => Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));

    private static List<HsImportError> Errors(ConnectedSandbox sandbox, TempFile file, params HsImport[] imports)
    {
        var sink = ErrorJoinTests.Get(sandbox, file.Path, imports);
        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        Assert.NotEmpty(sink.Objects);
        return [.. sink.Objects.Cast<HsImportError>()];
    }

    private static IEnumerable<(long Row, long Line, HsLineConfidence Confidence)> Places(List<HsImportError> errors) =>
        errors.Select(error => (error.Row ?? 0, error.Line!.Value, error.LineConfidence));

    private RecordingSink Export(ConnectedSandbox sandbox, TempFile file, IReadOnlyList<HsImport> imports, string? path = null)
    {
        var request = new ExportImportRejectRequest { Ids = [.. imports.Select(import => import.Id)], SourcePaths = [.. imports.Select(_ => new[] { file.Path })], Path = path ?? RejectPath };
        return new RecordingSink().Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(request, pipe, stop));
    }

    internal sealed record SheetRow(string Email, string Name, bool HasDay, int BlankRows);

    internal sealed record Case(IReadOnlyList<SheetRow> Rows, Counting Counting, RowDataForm Form, bool Converts);
}
