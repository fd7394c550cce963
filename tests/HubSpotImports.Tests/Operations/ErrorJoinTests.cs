using System.Text;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Counting = HubSpotImports.Sandbox.LineNumbering;

namespace HubSpotImports.Tests.Operations;

/// <summary>Errors name lines of what was sent, counted in one of three ways; joined, they name lines and rows of the file.</summary>
public sealed class ErrorJoinTests
{
    private const string Header = "Email,First Name,Last Name\r\n";

    // Rows 2 and 4 are refused; they begin on the lines 5 and 9.
    private const string Broken = Header
        + "ada@example.com,Ada,\"one\r\ntwo\"\r\n"
        + "\r\n"
        + "not an address,Ben,\" a\nb\r\nc \"\r\n"
        + "cid@example.com,Cid,\r\n"
        + "no address either,Dan,\r\n";

    public static TheoryData<Counting, RowDataForm> EveryWay => Ways(Enum.GetValues<RowDataForm>());

    public static TheoryData<Counting, RowDataForm> EveryWayWithCells => Ways(RowDataForm.AsSent, RowDataForm.Trimmed);

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Line_breaks_and_blank_lines_do_not_move_a_row(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = new TempFile(Broken);

        var errors = Errors(sandbox, file, Import(sandbox, file));

        if (form == RowDataForm.None)
        {
            Assert.All(errors, error => Assert.Equal((null, HsLineConfidence.Ambiguous), (error.Row, error.LineConfidence)));
            return;
        }

        Assert.Equal([(2L, 5L), (4L, 9L)], errors.Select(error => (error.Row!.Value, error.Line!.Value)));
        Assert.All(errors, error => Assert.Equal((HsLineConfidence.Matched, file.Path, "Email"), (error.LineConfidence, error.SourcePath, error.Column)));
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Where_each_row_is_a_line_the_line_alone_tells(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = new TempFile("sep=,\r\n" + Header + "ada@example.com,Ada,L\r\nnot an address,Ben,\r\ncid@example.com,Cid,\r\nnot an address,Ben,\r\n");

        var errors = Errors(sandbox, file, Import(sandbox, file));

        var confidence = form == RowDataForm.None ? HsLineConfidence.Reported : HsLineConfidence.Matched;
        Assert.Equal([(2L, 4L, confidence), (4L, 6L, confidence)], errors.Select(error => (error.Row!.Value, error.Line!.Value, error.LineConfidence)));
    }

    [Fact]
    public async Task Without_cells_a_line_tells_nothing_of_a_file_that_was_written_since_or_has_other_values_or_was_not_sent_whole()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.None);
        using var file = new TempFile(Header + "not an address,Ada,\r\nben@example.com,Ben,\r\n");
        var import = Import(sandbox, file);
        var written = File.GetLastWriteTimeUtc(file.Path);

        File.SetLastWriteTimeUtc(file.Path, DateTime.UtcNow.AddHours(1));
        Assert.Equal(HsLineConfidence.Ambiguous, Assert.Single(Errors(sandbox, file, import)).LineConfidence);

        file.Bytes = Encoding.UTF8.GetBytes(Header + "an address not,Ada,\r\nben@example.com,Ben,\r\n");
        File.SetLastWriteTimeUtc(file.Path, written);
        Assert.Equal(HsLineConfidence.Ambiguous, Assert.Single(Errors(sandbox, file, import)).LineConfidence);

        file.Bytes = Encoding.UTF8.GetBytes(Header + "not an address,Ada,\r\nben@example.com,Ben,\r\ncid@example.com,Cid,\r\n");
        File.SetLastWriteTimeUtc(file.Path, written);
        Assert.Equal(HsLineConfidence.Ambiguous, Assert.Single(Errors(sandbox, file, import)).LineConfidence);

        file.Bytes = Encoding.UTF8.GetBytes(Header + "not an address,Ada,\r\nben@example.com,Ben,\r\n");
        File.SetLastWriteTimeUtc(file.Path, written);
        Assert.Equal((1L, HsLineConfidence.Reported), (Assert.Single(Errors(sandbox, file, import)).Row, HsLineConfidence.Reported));
    }

    [Theory]
    [MemberData(nameof(EveryWayWithCells))]
    public async Task Lines_of_parts_become_lines_of_the_file(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        using var file = new TempFile(Header + string.Concat(Enumerable.Range(1, 8).Select(row => $"{(row % 2 == 0 ? $"bad {row}" : $"p{row}@example.com")},\"P\n{row}\",\r\n")));
        var imports = sandbox.Start(sandbox.RequestFor(file), limits: new ImportLimits { Rows = 3 }).Objects.Cast<HsImport>().ToArray();

        var errors = Errors(sandbox, file, imports);

        Assert.Equal(3, imports.Length);
        Assert.Equal([(2L, 4L), (4L, 8L), (6L, 12L), (8L, 16L)], errors.Select(error => (error.Row!.Value, error.Line!.Value)));
        Assert.All(errors, error => Assert.Equal($"bad {error.Row}", error.Value));
    }

    [Theory]
    [MemberData(nameof(EveryWayWithCells))]
    public async Task Other_encodings_separators_and_columns_left_out_join(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        const string Text = "sep=;\nNote;Email;First Name\n\"x\ny\";ada@example.com;Zoë\n;\" nicht ok \";\"Jür\ngen\"\n1;2\n;cid@example.com;Cid\n;auch nicht;Ünal\n";
        using var file = new TempFile(Encoding.Latin1.GetBytes(Text));
        var request = new StartImportRequest { Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Note"]))], Wait = true };

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request).Objects));
        var errors = Errors(sandbox, file, import);

        Assert.Equal([(2L, 5L, "INVALID_EMAIL"), (3L, 7L, "INCORRECT_NUMBER_OF_COLUMNS"), (5L, 9L, "INVALID_EMAIL")], errors.Select(error => (error.Row!.Value, error.Line!.Value, error.ErrorType)));
        Assert.Equal([("Email", (int?)2), (null, null), ("Email", 2)], errors.Select(error => (error.Column, error.ColumnNumber)));
        Assert.Equal([1, null, 1], Get(sandbox, null, import).Objects.Cast<HsImportError>().Select(error => error.ColumnNumber)); // As it was sent.
    }

    [Theory]
    [MemberData(nameof(EveryWayWithCells))]
    public async Task Rows_held_back_leave_the_others_where_they_are(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        sandbox.Import(Header + "ada@example.com,Ada,\r\n");
        using var file = new TempFile(Header
            + "bad,\"1\n1\",\r\nnew@example.com,Same,\r\nada@example.com,Ada,\r\nbad too,\"2\n2\",\r\nnew@example.com,Same,\r\nother@example.com,Other,\r\n");

        // Rows 2, 5 and 6 are refused because nobody has their addresses; the first two of them are the same.
        var sink = sandbox.Start(sandbox.RequestFor(file) with
        {
            InvalidRow = HsInvalidRow.HoldBack,
            RejectPath = Path.Combine(file.Folder, "held.csv"),
            Operations = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Update },
        });
        var errors = Errors(sandbox, file, Assert.IsType<HsImport>(Assert.Single(sink.Objects)));

        Assert.Equal([2L, 5L, 6L], errors.Select(error => error.Row));
        Assert.Equal([4L, 8L, 9L], errors.Select(error => error.Line));
        Assert.All(errors, error => Assert.Equal("UPDATE_ONLY_IMPORT", error.ErrorType));
    }

    [Theory]
    [MemberData(nameof(EveryWayWithCells))]
    public async Task Of_rows_that_are_the_same_the_line_tells_only_where_it_is_sure(Counting counting, RowDataForm form)
    {
        await using var sandbox = await StartAsync(counting, form);
        sandbox.Import(Header + "old@example.com,Old,\r\n");
        var create = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Create };

        // Each second row is refused, because the first created the record. Nothing says in which way lines are counted, but for the last row.
        const string Twins = "twin@example.com,\"A\nB\",\r\ntwin@example.com,\"A\nB\",\r\nc@example.com,C,\r\nd@example.com,D,\r\n";
        using var unsure = new TempFile(Header + "x@example.com,\"a\nb\",\r\n" + Twins);
        using var sure = new TempFile(Header + "y@example.com,\"a\nb\",\r\n" + Twins.Replace("@", "2@", StringComparison.Ordinal) + "old@example.com,\"O\nP\",\r\n");

        var first = Assert.Single(Errors(sandbox, unsure, Import(sandbox, unsure, create)));
        var second = Errors(sandbox, sure, Import(sandbox, sure, create))[0];

        Assert.Equal((3L, HsLineConfidence.Matched), (second.Row!.Value, second.LineConfidence));
        if (first.Row is { } row) Assert.Equal((3L, HsLineConfidence.Matched), (row, first.LineConfidence));
        else Assert.Equal(HsLineConfidence.Ambiguous, first.LineConfidence);
    }

    [Fact]
    public async Task Same_rows_that_are_all_refused_are_all_meant()
    {
        await using var sandbox = await StartAsync(Counting.Record, RowDataForm.AsSent);
        using var file = new TempFile(Header + "bad,\"x\ny\",\r\nada@example.com,Ada,\r\nbad,\"x\ny\",\r\n");

        Assert.Equal([(1L, 2L), (3L, 5L)], Errors(sandbox, file, Import(sandbox, file)).Select(error => (error.Row!.Value, error.Line!.Value)));
    }

    [Fact]
    public async Task A_row_that_was_changed_since_is_no_row_and_the_others_still_are()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.AsSent);
        using var file = new TempFile(Header + "bad one,Ada,\r\nben@example.com,Ben,\r\nbad two,Cid,\r\n");
        var import = Import(sandbox, file);
        file.Bytes = Encoding.UTF8.GetBytes(Header + "new@example.com,New,\r\nada@example.com,Ada,\r\nben@example.com,Ben,\r\nbad two,Cid,\r\n");

        var errors = Errors(sandbox, file, import);

        Assert.Equal([(2L, null, HsLineConfidence.Ambiguous), (5L, (long?)4, HsLineConfidence.Matched)], errors.Select(error => (error.Line!.Value, error.Row, error.LineConfidence)));
    }

    [Fact]
    public async Task A_source_that_is_gone_or_another_file_leaves_HubSpots_lines_and_warns()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.AsSent);
        using var file = new TempFile(Broken);
        using var other = new TempFile("Name,City\r\nAda,London\r\n");
        var import = Import(sandbox, file);

        foreach (var path in new[] { other.Path, Path.Combine(file.Folder, "absent.csv") })
        {
            var sink = Get(sandbox, path, import);
            Assert.Equal([4L, 8L], sink.Objects.Cast<HsImportError>().Select(error => error.Line));
            Assert.Contains(path, Assert.Single(sink.Warnings), StringComparison.Ordinal);
            Assert.Empty(sink.Errors);
        }
    }

    [Fact]
    public async Task An_error_about_the_file_names_no_row()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.AsSent);
        using var file = new TempFile(Header + "ada@example.com,Ada,L\r\n");
        HsColumnMapping[] mapping =
        [
            .. sandbox.MappingOf(file).Take(2),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Last Name", PropertyName = "no_such_property", ObjectType = "contact" }),
        ];
        using var saved = new TempFile("""[{"name":"email","label":"E","type":"string"},{"name":"firstname","label":"F","type":"string"},{"name":"no_such_property","label":"N","type":"string"}]""", "properties.json");
        var sink = new RecordingSink().Run((pipe, stop) => new StartImport(sandbox.Client, PropertyDefinitions.SavedIn(saved.Path), sandbox.Data, null, ConnectedSandbox.Quick)
            .RunAsync(sandbox.RequestFor(file).OfFile(mappings: mapping), pipe, stop));

        var error = Assert.Single(Errors(sandbox, file, Assert.IsType<HsImport>(Assert.Single(sink.Objects))));

        Assert.Equal((0L, null, HsLineConfidence.Reported), (error.Line, error.Row, error.LineConfidence));
    }

    [Fact]
    public async Task A_code_page_that_shows_late_is_read_as_it_was_sent()
    {
        await using var sandbox = await StartAsync(Counting.FirstLine, RowDataForm.AsSent);
        using var file = new TempFile([.. "Email,First Name\r\n"u8, .. Enumerable.Repeat("a@example.com,Ada\r\n"u8.ToArray(), 70_000).SelectMany(row => row), .. "bj"u8, 0xF6, .. "rn,Bj"u8, 0xF6, .. "rn\r\n"u8]);

        Assert.Equal(70_001L, Assert.Single(Errors(sandbox, file, Import(sandbox, file))).Row);
    }

    [Fact]
    public async Task A_list_that_is_not_as_long_as_the_counter_says_is_a_warning()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (!context.Request.Path.Value!.EndsWith("/errors", StringComparison.Ordinal)) return false;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync("""{"results":[]}"""u8.ToArray());
                return true;
            },
        });
        using var file = new TempFile(Header + "bad,Ada,\r\n");

        var sink = Get(sandbox, null, Import(sandbox, file));

        Assert.Contains("counts 1 errors", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    internal static RecordingSink Get(ConnectedSandbox sandbox, string? source, params HsImport[] imports) => new RecordingSink().Run((pipe, stop) =>
        new GetImportError(sandbox.Client).RunAsync([.. imports.Select(import => import.Id)], source is null ? [] : [source], pipe, stop));

    private static TheoryData<Counting, RowDataForm> Ways(params RowDataForm[] forms)
    {
        var ways = new TheoryData<Counting, RowDataForm>();
        foreach (var counting in Enum.GetValues<Counting>())
        {
            foreach (var form in forms) ways.Add(counting, form);
        }

        return ways;
    }

    private static Task<ConnectedSandbox> StartAsync(Counting counting, RowDataForm form) =>
        ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = counting, RowData = form });

    private static HsImport Import(ConnectedSandbox sandbox, TempFile file, IReadOnlyDictionary<string, HsImportOperation>? operations = null) =>
        Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file) with { Operations = operations ?? new Dictionary<string, HsImportOperation>() }).Objects));

    private static List<HsImportError> Errors(ConnectedSandbox sandbox, TempFile file, params HsImport[] imports)
    {
        var sink = Get(sandbox, file.Path, imports);
        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        return [.. sink.Objects.Cast<HsImportError>()];
    }
}
