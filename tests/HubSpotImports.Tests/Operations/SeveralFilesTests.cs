using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using static HubSpotImports.Tests.Operations.TwoFiles;

namespace HubSpotImports.Tests.Operations;

/// <summary>Several files that are one import: what is checked of them together, how they are sent, and what their errors are joined to.</summary>
public sealed class SeveralFilesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_files_go_in_as_one_import_in_whatever_order(bool contactsFirst)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();
        HsImportFile[] order = contactsFirst ? [files.ContactFile, files.CompanyFile] : [files.CompanyFile, files.ContactFile];

        var sink = sandbox.Start(files.Request with { Files = order, Name = "Both" });

        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", HsImportOutcome.AllIn, "Both", 4L, 4L, 1, 1), (import.State, import.Outcome, import.Name, import.SourceRows, import.TotalRows, import.Part, import.PartCount));
        Assert.Equal(order.Select(file => file.SourcePath), import.SourcePath);
        Assert.Single(sandbox.Posts);
        Assert.Equal(
            [(0, 1L), (0, 2L), (1, 1L), (1, 2L)],
            (await sandbox.LedgerAsync()).Where(entry => entry.Action == LedgerAction.Created).Select(entry => (entry.Part, entry.Record)).Order());
        var (ann, acme) = contactsFirst ? (1, 3) : (3, 1);
        Assert.Equal($"{acme}:279", await sandbox.AssociationsAsync("contacts", ann, "companies"));
        Assert.Equal($"{acme + 1}:279", await sandbox.AssociationsAsync("contacts", ann + 1, "companies"));
    }

    [Fact]
    public async Task Each_finding_names_its_file_and_quiet_says_whether_all_passed()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles(contactRows: ContactRows + "not an address,X\r\n");

        var checks = Check(sandbox, files.Request).Objects.Cast<HsFileCheck>().ToList();

        Assert.Equal([(files.Companies.Path, true, 2L), (files.Contacts.Path, false, 3L)], checks.Select(check => (check.SourcePath, check.Passed, check.Rows)));
        var finding = Assert.Single(checks.SelectMany(check => check.Findings));
        Assert.Equal(("INVALID_EMAIL", files.Contacts.Path, 4L), (finding.Code, finding.SourcePath, finding.Line));
        Assert.Equal([false], Check(sandbox, files.Request, quiet: true).Objects);
        using var good = new TwoFiles();
        Assert.Equal([true], Check(sandbox, good.Request, quiet: true).Objects);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task A_common_column_without_the_column_that_it_names_is_an_error_of_its_file()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();
        var plain = NewImportFile.Make(files.Contacts.Path, [Column("Email", "contact", "email"), ContactColumns[1]]);

        var sink = sandbox.Start(files.Request with { Files = [files.CompanyFile, plain] });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsCommonColumnAlone", error.Id);
        Assert.Contains("companies.csv", error.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task A_column_that_ties_files_together_which_no_file_names_is_an_error_of_its_file()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();
        var untied = NewImportFile.Make(files.Companies.Path, [.. CompanyColumns.Take(2), NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", Ignored = true })]);

        var checks = Check(sandbox, files.Request with { Files = [untied, files.ContactFile] }).Objects.Cast<HsFileCheck>().ToList();

        Assert.True(checks[0].Passed);
        Assert.Equal(("HsIdentifierColumnAlone", "Email", files.Contacts.Path), (checks[1].Findings[0].Code, checks[1].Findings[0].Column, checks[1].Findings[0].SourcePath));

        // Tested alone, a file may wait for its companion; and it can be sent alone.
        Assert.True(Assert.IsType<HsFileCheck>(Assert.Single(Check(sandbox, files.Request with { Files = [files.ContactFile] }).Objects)).Passed);
    }

    [Fact]
    public async Task A_common_column_of_another_property_is_an_error()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await sandbox.PostAsync("/crm/v3/properties/contacts", """{"name":"member","label":"Member","type":"string","fieldType":"text","groupName":"g","hasUniqueValue":true}""");
        using var files = new TwoFiles();
        var common = new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280, PropertyName = "member" };
        HsImportFile Companies(ExplicitColumnMapping column) => NewImportFile.Make(files.Companies.Path, [.. CompanyColumns.Take(2), NewColumnMapping.Make(column)]);

        Assert.Equal(["HsCommonColumnDiffers"], sandbox.Start(files.Request with { Files = [Companies(common), files.ContactFile] }).ErrorIds);
        Assert.True(Check(sandbox, files.Request with { Files = [Companies(common with { PropertyName = "email" }), files.ContactFile] }).Objects.Cast<HsFileCheck>().All(check => check.Passed));
    }

    [Fact]
    public async Task Record_ids_of_records_that_are_there_need_no_companion()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles("Acme,acme.example,1\r\n");
        var existing = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280, ColumnType = HsColumnType.ObjectId });
        var contacts = NewImportFile.Make(files.Contacts.Path, [Column("Email", "contact", "email"), ContactColumns[1]]);

        var sink = sandbox.Start(files.Request with { Files = [contacts, NewImportFile.Make(files.Companies.Path, [.. CompanyColumns.Take(2), existing])] });

        Assert.Empty(sink.Errors);
        Assert.Equal("3:279", await sandbox.AssociationsAsync("contacts", 1, "companies"));
    }

    [Fact]
    public async Task Files_that_nothing_ties_together_are_warned_of()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();
        var request = files.Request with
        {
            Files =
            [
                NewImportFile.Make(files.Companies.Path, [.. CompanyColumns.Take(2), NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", Ignored = true })]),
                NewImportFile.Make(files.Contacts.Path, [Column("Email", "contact", "email"), ContactColumns[1]]),
            ],
        };

        var checks = Check(sandbox, request).Objects.Cast<HsFileCheck>().ToList();
        Assert.All(checks, check => Assert.True(check.Passed));
        Assert.Equal("HsFilesNotTied", Assert.Single(checks[0].Findings).Code);
        Assert.Contains("Nothing ties", Assert.Single(sandbox.Start(request).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_all_files_are_told_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();
        var request = files.Request;

        Assert.Equal(["HsColumnNotMapped", "HsColumnNotMapped"], sandbox.Start(request with
        {
            Files = [NewImportFile.Make(files.Companies.Path, [.. CompanyColumns.Skip(1)]), NewImportFile.Make(files.Contacts.Path, [.. ContactColumns.Take(1)])],
        }).ErrorIds);
        Assert.Equal(["HsFileTwice"], sandbox.Start(request with { Files = [files.CompanyFile, files.CompanyFile] }).ErrorIds);
        Assert.Equal(["HsFileNotFound"], sandbox.Start(request with { Files = [files.CompanyFile, NewImportFile.Make(files.Contacts.Path + "x", ContactColumns)] }).ErrorIds);
        Assert.Equal(["HsHoldBackOfSeveralFiles"], sandbox.Start(request with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = Path.Combine(files.Contacts.Folder, "r.csv") }).ErrorIds);
        Assert.Equal(["HsOperationWithoutColumn"], sandbox.Start(request with { Operations = new Dictionary<string, HsImportOperation> { ["deal"] = HsImportOperation.Create } }).ErrorIds);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task A_file_beyond_the_limits_is_not_cut()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();

        var sink = sandbox.Start(files.Request, limits: new ImportLimits { Rows = 1 });

        Assert.Equal(["HsFileNotCut", "HsFileNotCut"], sink.ErrorIds);
        Assert.Equal([files.Companies.Path, files.Contacts.Path], sink.Errors.Select(error => error.Target));
        Assert.Contains("never cut", sink.Errors[0].Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Asked_what_if_all_files_are_in_the_question()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();

        var sink = sandbox.Start(files.Request, new RecordingSink { Answer = (_, _) => false });

        var question = Assert.Single(sink.Questions);
        Assert.Equal($"{files.Companies.Path} (2 rows, 3 columns, company) and {files.Contacts.Path} (2 rows, 2 columns, contact)", question.Target);
        Assert.Equal("Import into HubSpot as 'companies'", question.Action);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Operations_are_those_of_all_files()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();

        var sink = sandbox.Start(files.Request with { Operations = new Dictionary<string, HsImportOperation> { ["company"] = HsImportOperation.Create, ["*"] = HsImportOperation.Upsert } });

        Assert.Contains("\"importOperations\":{\"0-2\":\"CREATE\",\"0-1\":\"UPSERT\"}", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).RequestJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_same_name_go_up_under_others()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var one = new TempFile("Email,First Name\r\nann@acme.example,Ann\r\n");
        using var other = new TempFile("Email,First Name\r\nzoe@zed.example,Zoe\r\nnot an address,X\r\n");
        HsColumnMapping[] columns = [Column("Email", "contact", "email"), Column("First Name", "contact", "firstname")];

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(one.Path, columns), NewImportFile.Make(other.Path, columns)], Wait = true }).Objects));

        Assert.Equal([$"contacts.{import.SubmissionId}.csv", $"contacts-2.{import.SubmissionId}.csv"], import.Files.Select(file => file.SourcePath));
        Assert.Equal(2, import.CreatedObjects);

        // Columns and names are those of both; the order of the sources tells.
        var error = Assert.Single(Errors(sandbox, import));
        Assert.Equal((other.Path, 2L, HsLineConfidence.Matched), (error.SourcePath, error.Row, error.LineConfidence));
        var alone = Get(sandbox, import, other.Path);
        Assert.Contains("more than one of the files", Assert.Single(alone.Warnings), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<HsImportError>(Assert.Single(alone.Objects)).Row);
    }

    [Theory]
    [InlineData(RowDataForm.AsSent)]
    [InlineData(RowDataForm.Trimmed)]
    [InlineData(RowDataForm.None)]
    public async Task Errors_are_joined_to_their_own_file_where_that_is_sure(RowDataForm form)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { RowData = form });
        using var files = new TwoFiles(CompanyRows + "\r\nQua,not a domain,gone@example.com\r\n", "not an address,Bad\r\n" + ContactRows);

        var errors = Errors(sandbox, Import(sandbox, files));

        Assert.Equal(
            [("INVALID_EMAIL", "Email", "contact"), ("INVALID_DOMAIN", "Domain", "company"), ("NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER", "Email", "company")],
            errors.Select(error => (error.ErrorType, error.Column!, error.ObjectType!)).OrderBy(error => error.ErrorType switch { "INVALID_EMAIL" => 0, "INVALID_DOMAIN" => 1, _ => 2 }));
        foreach (var error in errors)
        {
            var (path, row, line) = error.ObjectType == "contact" ? (files.Contacts.Path, 1L, 2L) : (files.Companies.Path, 3L, 5L);
            if (form == RowDataForm.None) Assert.Equal((null, HsLineConfidence.Ambiguous), (error.Row, error.LineConfidence));
            else Assert.Equal((path, row, line, HsLineConfidence.Matched), (error.SourcePath, error.Row!.Value, error.Line!.Value, error.LineConfidence));
        }
    }

    [Fact]
    public async Task Ids_of_files_in_another_order_lead_to_no_row_and_none_lead_to_none()
    {
        var change = "";
        ConnectedSandbox? sandbox = null;
        await using var started = sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (change.Length == 0 || context.Request.Method != "GET" || !context.Request.Path.Value!.EndsWith("/1", StringComparison.Ordinal)) return false;
                var how = change;
                change = "";
                var import = System.Text.Json.Nodes.JsonNode.Parse(await sandbox!.GetAsync(context.Request.Path))!;
                change = how;
                var ids = import["metadata"]!["fileIds"]!.AsArray();
                import["metadata"]!["fileIds"] = how == "none" ? new System.Text.Json.Nodes.JsonArray() : new System.Text.Json.Nodes.JsonArray([.. ids.Reverse().Select(id => id!.DeepClone())]);
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(import.ToJsonString()));
                return true;
            },
        });
        using var files = new TwoFiles(contactRows: ContactRows + "not an address,Bad\r\n");
        var import = Import(sandbox, files);
        Assert.Equal(3, Assert.Single(Errors(sandbox, import)).Row);

        foreach (var how in new[] { "reversed", "none" })
        {
            change = how;
            var error = Assert.Single(Errors(sandbox, import));
            Assert.Equal((null, null, HsLineConfidence.Ambiguous, null), (error.Row, error.SourcePath, error.LineConfidence, error.Column));
            var export = Export(sandbox, import, files.Contacts.Path, Path.Combine(files.Contacts.Folder, "r.csv"));
            Assert.Contains(how == "none" ? "1 refused rows are not in" : "1 errors of the import 1 'companies' DONE are about its other files", string.Join(" ", export.Warnings), StringComparison.Ordinal);
            Assert.Empty(export.Errors);
            Assert.Empty(export.Questions);
        }
    }

    [Fact]
    public async Task A_reject_file_has_the_rows_of_one_file_and_says_what_is_not_in_it()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles(CompanyRows + "Qua,qua.example,no address\r\n,,\r\n", ContactRows + "not an address,Bad\r\n");
        var import = Import(sandbox, files);
        var reject = Path.Combine(files.Contacts.Folder, "refused.csv");

        var both = Export(sandbox, import, null, reject);
        Assert.Equal(["HsSeveralFiles"], both.ErrorIds);
        Assert.Contains($"Export-HsImportReject 'contacts-refused.csv' -Id 1 -SourcePath '{files.Contacts.Path}'", both.Errors[0].RecommendedAction, StringComparison.Ordinal);

        var contacts = Export(sandbox, import, files.Contacts.Path, reject);
        Assert.Empty(contacts.Errors);
        Assert.Equal("Email,First Name\r\nnot an address,Bad\r\n", await File.ReadAllTextAsync(reject));
        Assert.Contains("2 errors of the import", contacts.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("written and not associated", contacts.Warnings[1], StringComparison.Ordinal);
        Assert.Equal(2, contacts.Warnings.Count);

        // The company is in, and not associated: sent again, it could be there twice.
        var companies = Export(sandbox, import, files.Companies.Path, reject);
        Assert.Empty(companies.Errors);
        Assert.Contains(companies.Warnings, text => text.Contains("HubSpot does not say whether they are in", StringComparison.Ordinal));
        Assert.Equal("Company,Domain,Email\r\n,,\r\n", await File.ReadAllTextAsync(reject));
    }

    [Fact]
    public async Task The_journal_and_the_guard_know_all_files()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles("Acme,,ann@acme.example\r\n");
        var request = files.Request with { Operations = new Dictionary<string, HsImportOperation> { ["company"] = HsImportOperation.Create } };
        Assert.Empty(sandbox.Start(request).Errors);

        var submission = Assert.IsType<HsSubmission>(Assert.Single(new RecordingSink().Run((pipe, _) => new GetSubmission(sandbox.Data).RunAsync([], open: false, pipe)).Objects));
        Assert.Equal([files.Companies.Path, files.Contacts.Path], submission.SourcePath);
        Assert.Equal((3L, true, false, 1), (submission.Rows, submission.CreatesRecords, submission.IsOpen, submission.Parts.Count));
        Assert.Equal($"companies.{submission.SubmissionId}.csv, contacts.{submission.SubmissionId}.csv", submission.Parts[0].UploadName);

        Assert.Equal(["HsAlreadySent"], sandbox.Start(request).ErrorIds);
        File.AppendAllText(files.Contacts.Path, "new@example.com,New\r\n");
        Assert.Empty(sandbox.Start(request).Errors);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_by_its_sign()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Drop, When = FaultMoment.After });
        using var files = new TwoFiles();

        var sink = sandbox.Start(files.Request);

        Assert.Empty(sink.Errors);
        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Equal(4, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gone_on_with_all_files_must_be_those_that_were_begun(bool isChanged)
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
        using var files = new TwoFiles();
        Assert.Equal(["HsSubmissionUndecided"], sandbox.Start(files.Request).ErrorIds);
        Assert.Equal(["HsSubmissionOpen"], sandbox.Start(files.Request).ErrorIds);
        var id = Assert.Single(new SubmissionFolder(sandbox.Data).ReadAll(error => throw error)).Head.SubmissionId;
        if (isChanged) File.AppendAllText(files.Contacts.Path, "x@example.com,X\r\n");

        var resumed = sandbox.Resume(new ResumeImportRequest { SubmissionId = id, Resend = true, Wait = true });

        if (isChanged)
        {
            var error = Assert.Single(resumed.Errors);
            Assert.Equal(("HsSourceChanged", files.Contacts.Path), (error.Id, error.Target));
            Assert.Equal(1, starts);
            return;
        }

        Assert.Empty(resumed.Errors);
        Assert.Equal([files.Companies.Path, files.Contacts.Path], Assert.IsType<HsImport>(Assert.Single(resumed.Objects)).SourcePath);
        Assert.Equal(4, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal("3:280", await sandbox.AssociationsAsync("companies", 1, "contacts"));
    }

    [Fact]
    public async Task Files_of_other_kinds_are_converted_and_sent_together()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var workbook = new TempFile(
            new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Company"), XlsxFile.Inline("B1", "Email")) + XlsxFile.Row(2, XlsxFile.Inline("A2", "Acme"), XlsxFile.Inline("B2", "ann@acme.example")) }.Bytes,
            "companies.xlsx");
        using var contacts = new TempFile(System.Text.Encoding.Latin1.GetBytes("Note;Email;First Name\nx;ann@acme.example;Änn\n"));
        var request = new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(workbook.Path, [CompanyColumns[0], CompanyColumns[2]]),
                NewImportFile.Make(contacts.Path, [.. ContactColumns, NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Note", Ignored = true })]),
            ],
            Wait = true,
        };

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request).Objects));

        Assert.Equal((HsImportOutcome.AllIn, 2L), (import.Outcome, import.CreatedObjects));
        Assert.Equal([HsFileFormat.Spreadsheet, HsFileFormat.Csv], import.Files.Select(file => file.Format));
        Assert.Equal("2:280", await sandbox.AssociationsAsync("companies", 1, "contacts"));
    }

    private static HsImport Import(ConnectedSandbox sandbox, TwoFiles files) => Assert.IsType<HsImport>(Assert.Single(sandbox.Start(files.Request).Objects));

    private static RecordingSink Check(ConnectedSandbox sandbox, StartImportRequest request, bool quiet = false) =>
        new RecordingSink().Run((pipe, stop) => new TestImport(sandbox.Definitions).RunAsync(request, quiet, pipe, stop));

    private static RecordingSink Get(ConnectedSandbox sandbox, HsImport import, params string[] sources) =>
        new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync([import.Id], sources, pipe, stop));

    private static IReadOnlyList<HsImportError> Errors(ConnectedSandbox sandbox, HsImport import) => [.. Get(sandbox, import, [.. import.SourcePath]).Objects.Cast<HsImportError>()];

    private static RecordingSink Export(ConnectedSandbox sandbox, HsImport import, string? source, string path) => new RecordingSink().Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(
        new ExportImportRejectRequest { Ids = [import.Id], SourcePaths = [source is null ? import.SourcePath : [source]], Path = path, ReplacesRejectFile = true }, pipe, stop));
}
