using System.Text;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Counting = HubSpotImports.Sandbox.LineNumbering;

namespace HubSpotImports.Tests.Operations;

/// <summary>Files whose first record is data: columns go by their numbers, from the mapping to the reject file.</summary>
public sealed class NoHeaderTests
{
    private const string Rows = "ada@example.com,Ada\r\nben@example.com,Ben\r\n";

    public static TheoryData<Counting, RowDataForm> EveryWay => ErrorJoinTests.EveryWay;

    [Fact]
    public async Task Columns_are_mapped_by_their_numbers()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("ada@example.com,Ada,a note\r\n");

        var mappings = Map(sandbox, file, ignore: ["3"]).Objects.Cast<HsColumnMapping>();

        Assert.Equal(["1 → contact.email", "2 → contact.firstname", "3 (ignored)"], mappings.Select(mapping => mapping.ToString()));
    }

    [Fact]
    public async Task Columns_that_nobody_mapped_are_told_and_pair_with_nothing()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("email,firstname,lastname\r\n");

        var sink = Map(sandbox, file);
        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsColumnNotMapped", error.Id);
        Assert.Contains("'3'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("-NoHeader -Ignore '3'", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sink.Objects);

        Assert.Equal(["HsNotAHeader"], Map(sandbox, file, ignore: ["4", "3"]).ErrorIds);
        Assert.Equal(["HsColumnNotInFile", "HsColumnNotMapped"], sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, [TwoFiles.Column("email", "contact", "email")], hasHeader: false)] }).ErrorIds);
    }

    [Theory]
    [InlineData("ada@example.com,Ada\r\nben@example.com,Ben\r\n")]
    [InlineData("ada@example.com,Ada\nben@example.com,Ben")]
    [InlineData("\uFEFFada@example.com,Ada\r\nben@example.com,Ben\r\n")]
    [InlineData("sep=,\r\nada@example.com,Ada\r\nben@example.com,Ben\r\n")]
    [InlineData("ada@example.com;Ada\r\nben@example.com;Ben\r\n")]
    [InlineData("\r\nada@example.com,Ada\r\n\r\nben@example.com,Ben\r\n")]
    [InlineData("ada@example.com,\"A \"\"d\"\" a\"\r\nben@example.com,B\"en\r\n")]
    public async Task The_first_record_is_a_row(string text)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(text);

        var sink = sandbox.Start(Request(file));

        Assert.Empty(sink.Errors);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((HsImportOutcome.AllIn, 2L, 2L), (import.Outcome, import.SourceRows, import.CreatedObjects));
        Assert.Contains("\"hasHeader\":false", import.RequestJson, StringComparison.Ordinal);
        Assert.Equal([(false, "1"), (false, "2")], import.Files.SelectMany(sent => sent.ColumnMappings, (sent, column) => (sent.HasHeader, column.ColumnName)));
        Assert.Contains("ada@example.com", await sandbox.GetAsync("/crm/v3/objects/contacts/1?properties=email"), StringComparison.Ordinal);
        Assert.Contains("ben@example.com", await sandbox.GetAsync("/crm/v3/objects/contacts/2?properties=email"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workbook_may_have_none_either(bool converts)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(
            new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "ada@example.com"), XlsxFile.Inline("B1", "Ada")) + XlsxFile.Row(2, XlsxFile.Inline("A2", "not an address"), XlsxFile.Inline("B2", "Ben")) }.Bytes,
            "contacts.xlsx");

        var check = Assert.IsType<HsFileCheck>(Assert.Single(new RecordingSink().Run((pipe, stop) => new TestImport(sandbox.Definitions).RunAsync(Request(file).OfFile(convertToCsv: converts), false, pipe, stop)).Objects));
        Assert.Equal(("INVALID_EMAIL", 2L, 2L), (Assert.Single(check.Findings).Code, check.Findings[0].Line, check.Findings[0].Row));

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(Request(file).OfFile(convertToCsv: converts)).Objects));
        Assert.Equal((1L, 1L), (import.CreatedObjects, import.Errors));
        var error = Assert.Single(Errors(sandbox, file, import));
        Assert.Equal((2L, 2L, HsLineConfidence.Matched), (error.Row, error.Line, error.LineConfidence));
    }

    [Fact]
    public async Task Findings_count_from_the_first_line()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("bad,Ada\r\nben@example.com,\"B\r\nen\"\r\nworse,Cid\r\nx\r\n");

        var check = Assert.IsType<HsFileCheck>(Assert.Single(new RecordingSink().Run((pipe, stop) => new TestImport(sandbox.Definitions).RunAsync(Request(file), false, pipe, stop)).Objects));

        Assert.Equal(
            [("INVALID_EMAIL", 1L, 1L, "1"), ("INVALID_EMAIL", 3L, 4L, "1"), ("INCORRECT_NUMBER_OF_COLUMNS", 4L, 5L, null)],
            check.Findings.Select(finding => (finding.Code, finding.Row!.Value, finding.Line!.Value, finding.Column)));
        Assert.Equal((4L, 3L), (check.Rows, check.FaultyRows));
    }

    [Theory]
    [InlineData(',', 2)]
    [InlineData(';', 2)]
    [InlineData(',', 1)]
    public async Task Parts_have_none_either(char separator, int kept)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(string.Concat(Enumerable.Range(1, 7).Select(row => $"p{row}@example.com{separator}P{row}\r\n")));
        var request = kept == 2 ? Request(file) : Request(file, [TwoFiles.Column("1", "contact", "email"), NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "2", Ignored = true })]);

        var sink = sandbox.Start(request, limits: new ImportLimits { Rows = 3 });

        Assert.Empty(sink.Errors);
        Assert.Equal([3L, 3L, 1L], sink.Objects.Cast<HsImport>().Select(import => import.CreatedObjects!.Value));
        Assert.Equal(7, (await sandbox.LedgerAsync()).Select(entry => entry.ObjectId).Distinct().Count());
    }

    [Fact]
    public async Task Many_blocks_have_each_row_once()
    {
        using var file = new TempFile(string.Concat(Enumerable.Range(1, 40_000).Select(row => $"p{row}@example.com,{new string('x', 60)}\n")));
        var inspected = await FileInspector.InspectAsync(file.Path, encoding: null, hasHeader: false, ImportLimits.Documented, default);

        var plan = await FilePlans.OnePartAsync(inspected, [0, 1]);

        Assert.Equal((40_000, 1L), (plan.Rows, plan.FirstRow));
        Assert.Equal(file.Bytes, await FilePlans.BytesOfAsync(plan));
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Errors_have_their_row_in_every_way_of_counting(Counting counting, RowDataForm form)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = counting, RowData = form });
        using var file = new TempFile("bad,Ada\r\n" + Rows + "worse,Cid\r\n");

        var errors = Errors(sandbox, file, Assert.IsType<HsImport>(Assert.Single(sandbox.Start(Request(file)).Objects)));

        var confidence = form == RowDataForm.None ? HsLineConfidence.Reported : HsLineConfidence.Matched;
        Assert.Equal([(1L, 1L, "1", confidence), (4L, 4L, "1", confidence)], errors.Select(error => (error.Row!.Value, error.Line!.Value, error.Column!, error.LineConfidence)));
    }

    [Fact]
    public async Task Rows_that_are_held_back_or_refused_are_files_without_a_header_that_can_be_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Encoding.Latin1.GetBytes("bad;Zoë\n" + "ada@example.com;Ada\nada@example.com;Bea\n"));
        var held = Path.Combine(file.Folder, "held.csv");
        var refused = Path.Combine(file.Folder, "refused.csv");
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Row, Do = FaultAction.Refuse, Nth = 2, Value = "INVALID_EMAIL" });

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(Request(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = held }).Objects));
        Assert.Equal("bad;Zoë\n", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(held)));

        Assert.Empty(new RecordingSink().Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(
            new ExportImportRejectRequest { Ids = [import.Id], SourcePaths = [[file.Path]], Path = refused }, pipe, stop)).Errors);
        Assert.Equal("ada@example.com;Bea\n", await File.ReadAllTextAsync(refused));

        await sandbox.ClearFaultsAsync();
        var again = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(Request(file).OfFile(refused)).Objects));
        Assert.Equal((1L, HsImportOutcome.AllIn), (again.SourceRows, again.Outcome));
    }

    [Fact]
    public async Task Gone_on_with_the_journal_knows_that_there_is_none()
    {
        var starts = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (RequestKinds.Of(context.Request) != RequestKind.Start || ++starts > 1) return false;
                await context.Request.Body.CopyToAsync(Stream.Null);
                context.Abort();
                return true;
            },
        });
        using var file = new TempFile(Rows);
        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(Request(file)).ErrorIds);
        var id = Assert.Single(new SubmissionFolder(sandbox.Data).ReadAll(error => throw error)).Head.SubmissionId;

        var resumed = sandbox.Resume(new ResumeImportRequest { SubmissionId = id, Resend = true, Wait = true });

        Assert.Empty(resumed.Errors);
        Assert.Equal(2, Assert.IsType<HsImport>(Assert.Single(resumed.Objects)).CreatedObjects);
    }

    [Fact]
    public async Task An_import_that_read_a_row_more_than_the_file_has_is_not_joined_to_it()
    {
        // HubSpot does not show the request, so nobody knows that the first record is no header.
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("ada@example.com,Ada\r\nbad,Ben\r\n");
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(Request(file)).Objects));
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Get, Do = FaultAction.OmitRequest });

        var reject = Path.Combine(file.Folder, "refused.csv");
        var sink = new RecordingSink().Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(
            new ExportImportRejectRequest { Ids = [import.Id], SourcePaths = [[file.Path]], Path = reject }, pipe, stop));

        Assert.Equal(["HsSourceMismatch"], sink.ErrorIds);
        Assert.False(File.Exists(reject));
    }

    private static RecordingSink Map(ConnectedSandbox sandbox, TempFile file, IReadOnlyList<string>? ignore = null) => new RecordingSink().Run((pipe, stop) => NewColumnMapping.RunAsync(
        new NewColumnMappingRequest { ObjectType = "contact", Path = file.Path, HasHeader = false, Map = new Dictionary<string, string> { ["1"] = "email", ["2"] = "First name" }, Ignore = ignore ?? [] }, sandbox.Definitions, pipe, stop));

    private static StartImportRequest Request(TempFile file, IReadOnlyList<HsColumnMapping>? mappings = null) => new()
    {
        Files = [NewImportFile.Make(file.Path, mappings ?? [TwoFiles.Column("2", "contact", "firstname"), TwoFiles.Column("1", "contact", "email")], hasHeader: false)],
        Wait = true,
        SettlingTime = TimeSpan.Zero,
    };

    private static IReadOnlyList<HsImportError> Errors(ConnectedSandbox sandbox, TempFile file, HsImport import) =>
        [.. ErrorJoinTests.Get(sandbox, file.Path, import).Objects.Cast<HsImportError>()];
}
