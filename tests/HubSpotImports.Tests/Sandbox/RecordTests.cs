using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class RecordTests
{
    [Fact]
    public async Task The_same_address_twice_ends_as_one_contact()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "Ann@Example.org,Ann\n\" ann@example.ORG\",Anna\n", "Mail=email", "Name=firstname"));
        Assert.Equal((2, 1, 1, 1), (import.Counter("TOTAL_ROWS"), import.Counter("CREATED_OBJECTS"), import.Counter("UPDATED_OBJECTS"), import.Counter("UNIQUE_OBJECTS_WRITTEN")));
        var contact = await account.ObjectAsync("contacts/ann@example.org?idProperty=email");
        Assert.Equal(("ann@example.org", "Anna"), (contact.Text("email"), contact.Text("firstname")));
        Assert.Equal(4, import.Counter("PROPERTY_VALUES_EMITTED"));
    }

    [Fact]
    public async Task Rows_without_identifier_become_a_record_each_and_the_ledger_counts_them()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "Ann\nAnn\n", "Name=firstname"));
        Assert.Equal([LedgerAction.Created, LedgerAction.Created], (await account.LedgerAsync()).Select(entry => entry.Action));
        Assert.Equal(2, (await account.LedgerAsync()).Select(entry => entry.ObjectId).Distinct().Count());
    }

    [Fact]
    public async Task A_blank_cell_never_clears_a_value()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org,Ann\n", "Mail=email", "Name=firstname"));
        await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org, \n", "Mail=email", "Name=firstname"));
        Assert.Equal("Ann", (await account.ObjectAsync("contacts/1")).Text("firstname"));
    }

    [Theory]
    [InlineData("Champion", "CHAMPION")]
    [InlineData(";Champion", "BLOCKER;CHAMPION")]
    [InlineData(";blocker; End User", "BLOCKER;END_USER")]
    public async Task A_leading_semicolon_adds_to_several_checkboxes(string cell, string expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        string[] columns = ["Mail=email", "Role=hs_buying_role"];
        await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org,Blocker\n", columns));
        await account.ImportAsync(ImportForm.Csv("0-1", $"a@example.org,{cell}\n", columns));
        Assert.Equal(expected, (await account.ObjectAsync("contacts/1?properties=hs_buying_role")).Text("hs_buying_role"));
    }

    [Theory]
    [InlineData("Subscriber", "lead")]
    [InlineData("Customer", "customer")]
    public async Task The_lifecycle_stage_never_goes_back(string stage, string expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        string[] columns = ["Mail=email", "Stage=lifecyclestage"];
        await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org,Lead\n", columns));
        await account.ImportAsync(ImportForm.Csv("0-1", $"a@example.org,{stage}\n", columns));
        Assert.Equal(expected, (await account.ObjectAsync("contacts/1?properties=lifecyclestage")).Text("lifecyclestage"));
    }

    [Fact]
    public async Task A_record_is_found_by_its_id_and_can_change_its_address()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "old@example.org\n", "Mail=email"));
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "1,new@example.org\n", "Id=hs_object_id:HUBSPOT_OBJECT_ID", "Mail=email"));
        Assert.Equal(1, import.Counter("UPDATED_OBJECTS"));
        Assert.Equal("1", (await account.ObjectAsync("contacts/new@example.org?idProperty=email")).Text("hs_object_id"));
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, "/crm/v3/objects/contacts/old@example.org?idProperty=email")).Status);
    }

    [Fact]
    public async Task Values_are_stored_as_HubSpot_shows_them()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv(
            "0-2",
            "Acme,https://www.Acme.example/about,1250000,25%,Computer Software,Yes,101,2026-01-31 10:30 +02:00\n",
            "Name=name", "Web=domain", "Revenue=annualrevenue", "Staff=numberofemployees", "Industry=industry", "Public=is_public", "Owner=hubspot_owner_id", "Closed=closedate")
            .With(request => request["dateFormat"] = "YEAR_MONTH_DAY"));
        var company = await account.ObjectAsync(
            "companies/acme.example?idProperty=domain&properties=name,domain,annualrevenue,numberofemployees,industry,is_public,hubspot_owner_id,closedate");
        Assert.Equal("Acme", company.Text("name"));
        Assert.Equal("acme.example", company.Text("domain"));
        Assert.Equal("1250000", company.Text("annualrevenue"));
        Assert.Equal("0.25", company.Text("numberofemployees"));
        Assert.Equal("COMPUTER_SOFTWARE", company.Text("industry"));
        Assert.Equal("true", company.Text("is_public"));
        Assert.Equal("101", company.Text("hubspot_owner_id"));
        Assert.Equal("2026-01-31T08:30:00.000Z", company.Text("closedate"));
    }

    [Fact]
    public async Task Two_objects_of_one_row_are_both_written()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv(
            "0-1", "ann@example.org,acme.example\nbob@example.org,\nbad,zed.example\n", "Mail=email", "Domain=0-2/domain"));
        Assert.Equal(3, import.Counter("TOTAL_ROWS"));
        Assert.Equal(4, import.Counter("CREATED_OBJECTS"));
        Assert.Equal(["0-1", "0-2"], import.GetProperty("mappedObjectTypeIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(2, (await account.GetAsync("/crm/v3/objects/companies")).GetProperty("results").GetArrayLength());
        Assert.Equal(["0-1", "0-2", "0-1", "0-1", "0-2"], (await account.LedgerAsync()).Select(entry => entry.ObjectType));
    }

    [Fact]
    public async Task Columns_are_taken_by_name_when_the_order_differs_and_ignored_ones_are_passed_over()
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = new ImportForm().AddFile(
            "data.csv", "\uFEFFName,Secret,Mail\nAnn,x,ann@example.org\n"u8.ToArray(), "0-1", "Mail=email", "Name=firstname", "Secret=ignored");
        var import = await account.ImportAsync(form);
        Assert.Equal("DONE", import.Text("state"));
        Assert.Equal("Ann", (await account.ObjectAsync("contacts/ann@example.org?idProperty=email")).Text("firstname"));
    }

    [Theory]
    [InlineData("columnType", "HUBSPOT_OBJECT_ID")]
    [InlineData("idColumnType", "HUBSPOT_OBJECT_ID")]
    public async Task The_older_idColumnType_means_the_same(string field, string value)
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = ImportForm.Csv("0-1", "5,Ann\n", "Id=hs_object_id", "Name=firstname")
            .With(request => request["files"]![0]!["fileImportPage"]!["columnMappings"]![0]![field] = value);
        Assert.Equal("INVALID_OBJECT_ID", Assert.Single(await account.ErrorsAsync(await account.ImportAsync(form))).Text("errorType"));
    }

    [Fact]
    public async Task Several_files_of_one_import_are_imported_one_after_another()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(new ImportForm()
            .AddFile("a.csv", "Mail\na@example.org\nb@example.org\n"u8.ToArray(), "0-1", "Mail=email")
            .AddFile("b.csv", "Name\nAcme\n"u8.ToArray(), "company", "Name=name"));
        Assert.Equal(3, import.Counter("CREATED_OBJECTS"));
        Assert.Equal(2, import.GetProperty("metadata").GetProperty("fileIds").GetArrayLength());
        Assert.Equal([0, 0, 1], (await account.LedgerAsync()).Select(entry => entry.Part));
    }

    [Fact]
    public async Task Every_row_is_in_the_ledger_once_and_the_counters_add_up()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] rows = ["ann@example.org,Ann,Lead", ",Nobody,Lead", "bad,Ann,Lead", "bob@example.org,\"Bob\nB.\",", ",,", "x,y", ",,Nope", "new{0}@example.org,New,Nope"];
        var file = string.Concat(Enumerable.Range(0, 700).Select(i => string.Format(null, rows[random.Next(rows.Length)], i) + "\n"));
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { PacedRows = int.MaxValue, RowsPerBatch = 37 });

        var import = await account.ImportAsync(ImportForm.Csv("0-1", file, "Mail=email", "Name=firstname", "Stage=lifecyclestage"));

        var ledger = await account.LedgerAsync();
        var rowEntries = ledger.Where(entry => entry.Action != LedgerAction.ValueDropped).ToList();
        Assert.True(rowEntries.Select(entry => entry.Record).SequenceEqual(Enumerable.Range(1, 700).Select(record => (long)record)), $"seed {seed}");
        long Count(LedgerAction action) => ledger.Count(entry => entry.Action == action);
        Assert.Equal(
            (700L, Count(LedgerAction.Created), Count(LedgerAction.Updated)),
            (import.Counter("TOTAL_ROWS"), import.Counter("CREATED_OBJECTS"), import.Counter("UPDATED_OBJECTS")));
        Assert.Equal(Count(LedgerAction.Created), import.Counter("UNIQUE_OBJECTS_WRITTEN"));
        Assert.Equal((await account.ErrorsAsync(import)).Count, import.Counter("ERRORS"));
    }

    [Fact]
    public async Task Notes_and_deals_and_tickets_arrive_too()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-46", "01/31/2026,Hello\n", "When=hs_timestamp", "Text=hs_note_body"));
        await account.ImportAsync(ImportForm.Csv("0-3", "Big,Sales Pipeline,Closed Won\n", "Name=dealname", "Pipeline=pipeline", "Stage=dealstage"));
        await account.ImportAsync(ImportForm.Csv("tickets", "Help,Support Pipeline,New\n", "Name=subject", "Pipeline=hs_pipeline", "Stage=hs_pipeline_stage"));
        Assert.Equal("Hello", (await account.ObjectAsync("notes/1?properties=hs_note_body")).Text("hs_note_body"));
        Assert.Equal("closedwon", (await account.ObjectAsync("deals/2")).Text("dealstage"));
        Assert.Equal("1", (await account.ObjectAsync("tickets/3")).Text("hs_pipeline_stage"));
    }
}
