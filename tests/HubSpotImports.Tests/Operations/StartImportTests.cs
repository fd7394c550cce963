using System.Text;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Tests.Operations;

public sealed class StartImportTests
{
    [Theory]
    [InlineData(65001, "HsInvalidEncoding")] // What is said to be UTF-8 is not read as Windows-1252.
    [InlineData(28591, null)]
    [InlineData(1252, null)]
    public async Task An_encoding_that_is_given_is_the_one(int codePage, string? error)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile([.. "Email,First Name\r\nada@example.com,Bj"u8, 0xF6, .. "rn\r\n"u8]);
        var mappings = sandbox.MappingOf(file);

        var sink = sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings, codePage: codePage)], Wait = true });

        Assert.Equal(error is null ? [] : [error], sink.ErrorIds);
        Assert.Equal(error is null ? 1 : 0, sandbox.Posts.Count);
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("2026-03")]
    public async Task A_file_goes_in_whole_and_the_import_comes_out_done(string version)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(version: version);
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file) with { Name = "Nightly contacts" });

        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", HsImportOutcome.AllIn, "Nightly contacts", 2L, 2L, 0L), (import.State, import.Outcome, import.Name, import.TotalRows, import.CreatedObjects, import.Errors));
        Assert.Equal((file.Path, 2L, 1, 1), (Assert.Single(import.SourcePath), import.SourceRows, import.Part, import.PartCount));
        Assert.Equal(["Email → contact.email", "First Name → contact.firstname", "Last Name → contact.lastname"], import.Files[0].ColumnMappings.Select(mapping => mapping.ToString()));
        Assert.Single(sandbox.Posts);
        Assert.Equal([(1L, LedgerAction.Created), (2L, LedgerAction.Created)], (await sandbox.LedgerAsync()).Select(entry => (entry.Record, entry.Action)));
    }

    [Fact]
    public async Task Without_waiting_the_import_comes_out_as_it_was_taken()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects));

        Assert.Equal(("STARTED", "contacts", file.Path), (import.State, import.Name, Assert.Single(import.SourcePath)));
    }

    [Fact]
    public async Task Asked_what_if_all_is_checked_and_told_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file), new RecordingSink { Answer = (_, _) => false });

        var question = Assert.Single(sink.Questions);
        Assert.Equal($"{file.Path} (2 rows, 3 columns, contact)", question.Target);
        Assert.Equal("Import into HubSpot as 'contacts'", question.Action);
        Assert.Empty(sink.Objects);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Asked_what_if_a_file_that_cannot_go_in_is_an_error_and_no_question()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name\r\n");

        var sink = sandbox.Start(sandbox.RequestFor(file), new RecordingSink { Answer = (_, _) => false });

        Assert.Equal(["HsFileHasNoRows"], sink.ErrorIds);
        Assert.Empty(sink.Questions);
    }

    [Fact]
    public async Task What_stands_against_a_mapping_is_told_all_at_once_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name,Phone\r\na@example.com,Ada,1\r\n");
        using var other = new TempFile("Email,First Name,Fax\r\na@example.com,Ada,1\r\n");
        IReadOnlyList<HsColumnMapping> mappings = [.. sandbox.MappingOf(other), .. sandbox.MappingOf(file).Take(1)];

        var sink = sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings)] });

        Assert.Equal(["HsColumnMappedTwice", "HsColumnNotInFile", "HsColumnNotMapped"], sink.ErrorIds.Order());
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task A_property_that_the_account_does_not_have_is_named_with_its_neighbours_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,Given\r\na@example.com,Ada\r\n");
        var mappings = new[]
        {
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", PropertyName = "email", ObjectType = "contact" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Given", PropertyName = "fristname", ObjectType = "contact" }),
        };

        var sink = sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings)] });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsUnknownProperty", error.Id);
        Assert.Contains("'firstname'", error.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Errors_of_request_and_file_are_told_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);

        Assert.Equal("HsNoColumnMapping", Assert.Throws<HsException>(() => NewImportFile.Make(file.Path, [])).Id);
        Assert.Equal(["HsTimeZoneInvalid"], sandbox.Start(request with { TimeZone = "Mars" }).ErrorIds);
        Assert.Equal(["HsOperationWithoutColumn"], sandbox.Start(request with { Operations = new Dictionary<string, HsImportOperation> { ["deal"] = HsImportOperation.Create } }).ErrorIds);
        Assert.Equal(["HsFileNotFound"], sandbox.Start(request.OfFile(file.Path + "x")).ErrorIds);
        Assert.Equal(["HsFileIsFolder"], sandbox.Start(request.OfFile(file.Folder)).ErrorIds);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Columns_that_are_ignored_are_not_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Internal note,Email,First Name\r\nsecret,ada@example.com,Ada\r\n");

        var sink = sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Internal note"]))], Wait = true });

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", 0L), (import.State, import.Errors));
        Assert.DoesNotContain("Internal", import.RequestJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_another_encoding_with_another_separator_goes_in_as_it_reads()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Email;First Name\r\nzoe@example.com;Zoë\r\nx@;Ünal\r\n")]);

        var sink = sandbox.Start(sandbox.RequestFor(file));

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((2L, 1L), (import.TotalRows, import.CreatedObjects));
        var error = Assert.IsType<HsImportError>(Assert.Single(new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync([import.Id], [], pipe, stop)).Objects));
        Assert.Equal("x@,Ünal", error.RowText);
    }

    [Fact]
    public async Task Refused_rows_are_a_warning_and_an_outcome_not_an_error()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name\r\nada@example.com,Ada\r\nnot an address,Ben\r\n");

        var sink = sandbox.Start(sandbox.RequestFor(file));

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((HsImportOutcome.SomeRefused, 1L), (import.Outcome, import.Errors));
        Assert.Contains("1 of 2 rows", sink.Warnings[0], StringComparison.Ordinal);
        Assert.Contains($"Get-HsImportError -Id {import.Id}", sink.Warnings[1], StringComparison.Ordinal);
        Assert.Empty(sink.Errors);
    }

    [FactInProcess]
    public async Task An_import_that_HubSpot_gives_up_is_an_error_and_still_comes_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(_ => null) with
        {
            BeforeProcessing = (_, _) => throw new InvalidDataException("the disk is full"),
        });
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file));

        Assert.Equal(["HsImportFailed"], sink.ErrorIds);
        Assert.Equal("FAILED", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
    }

    [Fact]
    public async Task A_wait_that_lasts_too_long_says_how_to_go_on()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file) with { WaitLimit = TimeSpan.FromMilliseconds(50) });

        var error = Assert.Single(sink.Errors);
        Assert.Equal(("HsImportWaitTimedOut", HsErrorCategory.OperationTimeout), (error.Id, error.Category));
        Assert.StartsWith($"Resume-HsImport {Assert.IsType<HsImport>(error.Target).SubmissionId} -JournalPath '{sandbox.Data}' -Wait ", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sink.Objects);
        Assert.Single(sandbox.Posts);
    }

    [Fact]
    public async Task Rows_that_nothing_identifies_are_warned_of()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("First Name,Last Name\r\nAda,Lovelace\r\n");
        var request = sandbox.RequestFor(file);

        Assert.Contains("No column identifies a contact", Assert.Single(sandbox.Start(request).Warnings), StringComparison.Ordinal);
        Assert.Empty(sandbox.Start(request with { Operations = new Dictionary<string, HsImportOperation> { ["*"] = HsImportOperation.Create } }).Warnings);
    }

    [Fact]
    public async Task Operations_are_sent_for_the_object_types_that_are_meant()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);
        foreach (var key in new[] { "*", "contact", "Contacts", "0-1" })
        {
            var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request with { Operations = new Dictionary<string, HsImportOperation> { [key] = HsImportOperation.Update } }).Objects));
            Assert.Contains("\"importOperations\":{\"0-1\":\"UPDATE\"}", import.RequestJson, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Participants_of_an_event_are_sent_as_the_guide_has_them()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,Registered\r\nada@example.com,1/31/2026 10:00\r\n");
        ExplicitColumnMapping[] columns =
        [
            new() { ColumnName = "Email", ObjectType = "contact", PropertyName = "email" },
            new() { ColumnName = "Registered", ObjectType = "contact", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = HsMarketingEventSubmissionType.Registered },
        ];
        var request = new StartImportRequest { Files = [NewImportFile.Make(file.Path, [.. columns.Select(NewColumnMapping.Make)])], Wait = true };

        Assert.Equal(["HsMarketingEventMissing"], sandbox.Start(request).ErrorIds);
        Assert.Empty(sandbox.Posts);

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request with { MarketingEventObjectId = 7, Operations = new Dictionary<string, HsImportOperation> { ["*"] = HsImportOperation.Upsert } }).Objects));
        Assert.Contains("\"importOperations\":{\"0-1\":\"UPSERT\",\"0-54\":\"CREATE\"}", import.RequestJson, StringComparison.Ordinal);
        Assert.Contains("\"marketingEventObjectId\":7", import.RequestJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_is_archived_is_told_so_and_asked_for_only_then()
    {
        var asked = 0;
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (context.Request.Query["archived"] != "true") return false;
                Interlocked.Increment(ref asked);
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"results":[{"name":"old_score","label":"Old score","archived":true}]}""");
                return true;
            },
        });
        using var file = new TempFile("Email,Score\r\nada@example.com,1\r\n");
        var email = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "contact", PropertyName = "email" });
        var score = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Score", ObjectType = "contact", PropertyName = "old_score" });

        var sink = sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, [email, score])] });
        Assert.Equal(["HsPropertyArchived"], sink.ErrorIds);
        Assert.Contains("'old_score'", sink.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(1, asked);

        var mapped = new RecordingSink().Run((pipe, stop) => NewColumnMapping.RunAsync(
            new NewColumnMappingRequest { ObjectType = "contact", Path = file.Path, Map = new Dictionary<string, string> { ["Score"] = "old_score" } }, sandbox.Definitions, pipe, stop));
        Assert.Equal(["HsPropertyArchived"], mapped.ErrorIds);

        Assert.Empty(sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, [email, NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Score", Ignored = true })])], Wait = true }).Errors);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_token_without_the_right_to_read_properties_imports_all_the_same()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var mappings = sandbox.MappingOf(file);
        await using var strict = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request => request.Path.Value!.Contains("properties", StringComparison.Ordinal) ? 403 : null));

        var sink = strict.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings)], Wait = true });

        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Contains("unchecked", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "HsUnauthorized")]
    [InlineData(403, "HsMissingScope")]
    public async Task A_token_that_is_no_good_ends_the_command(int status, string id)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var mappings = sandbox.MappingOf(file);
        await using var strict = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request => request.Path.Value!.Contains("imports", StringComparison.Ordinal) ? status : null));

        var error = Assert.Throws<HsException>(() => strict.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings)] }));

        Assert.Equal(id, error.Id);
    }

    [Fact]
    public async Task A_start_whose_answer_is_lost_is_an_error_of_this_file_and_is_not_repeated()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(request => request.Method == "POST" ? 503 : null));
        using var file = new TempFile("Email\r\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"contact{row}@example.com\r\n")));

        var sink = sandbox.Start(sandbox.RequestFor(file));

        // Which of the two depends on whether the sandbox had asked for the body.
        Assert.True(Assert.Single(sink.ErrorIds) is "HsImportNotTaken" or "HsSubmissionUndecided");
        Assert.Single(sandbox.Posts);
    }

    [Fact]
    public async Task A_mapping_of_the_file_in_another_order_is_the_same_mapping()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);

        var sink = sandbox.Start(sandbox.RequestFor(file).OfFile(mappings: [.. sandbox.MappingOf(file).Reverse()]));

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", 0L), (import.State, import.Errors));
        Assert.Equal(["Email", "First Name", "Last Name"], import.Files[0].ColumnMappings.Select(mapping => mapping.ColumnName));
    }
}
