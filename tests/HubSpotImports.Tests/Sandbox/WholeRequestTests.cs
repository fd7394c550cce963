using System.Text.Json.Nodes;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>What an import request can ask for beyond plain records: custom objects, marketing events, lists, zones.</summary>
public sealed class WholeRequestTests
{
    private const string Car = """
        {"name":"car","labels":{"singular":"Car","plural":"Cars"},"primaryDisplayProperty":"model","requiredProperties":["model"],
         "associatedObjects":["CONTACT"],"properties":[
            {"name":"model","label":"Model","type":"string","fieldType":"text"},
            {"name":"vin","label":"VIN","type":"string","fieldType":"text","hasUniqueValue":true}]}
        """;

    [Fact]
    public async Task A_custom_object_is_made_imported_and_associated()
    {
        await using var account = await SandboxAccount.StartAsync();
        var (status, schema) = await account.PostJsonAsync("/crm/v3/schemas", Car);
        Assert.Equal((201, "2-1"), (status, schema.Text("objectTypeId")));
        Assert.Equal(409, (await account.PostJsonAsync("/crm/v3/schemas", Car)).Status);
        Assert.Equal(400, (await account.PostJsonAsync("/crm/v3/schemas", """{"name":"x y","labels":{}}""")).Status);
        Assert.Equal("car", (await account.GetAsync("/crm/v3/schemas")).GetProperty("results")[0].Text("name"));

        Assert.Equal(400, (await account.PostAsync(ImportForm.Csv("2-1", "1\n", "Vin=vin").Operation("2-1", "CREATE"))).Status);
        var import = await account.ImportAsync(ImportForm.Csv("2-1", "Beetle,V1,ann@example.org\n,V2,\nGolf,V1,\n", "Model=model", "Vin=vin", "Mail=0-1/email"));

        Assert.Equal("MISSING_REQUIRED_PROPERTY", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
        Assert.Equal("Golf", (await account.ObjectAsync("car/V1?idProperty=vin&properties=model")).Text("model"));
        Assert.Equal("Golf", (await account.ObjectAsync($"{schema.Text("fullyQualifiedName")}/1?properties=model")).Text("model"));
        Assert.StartsWith("2:", await account.AssociationsAsync("2-1", 1, "contacts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_objects_come_from_a_file_too_and_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var options = SandboxOptions.FullSpeed with { Database = Path.Combine(folder.FullName, "sandbox.db"), SchemaFile = Path.Combine(folder.FullName, "schemas.json") };
            await File.WriteAllTextAsync(options.SchemaFile, $"[{Car}]");
            for (var i = 1; i <= 2; i++)
            {
                await using var account = await SandboxAccount.StartAsync(options);
                var import = await account.ImportAsync(ImportForm.Csv("car", $"M{i},V{i}\n", "Model=model", "Vin=vin"));
                Assert.Equal(1, import.Counter("CREATED_OBJECTS"));
                Assert.Equal(1, (await account.GetAsync("/crm/v3/schemas")).GetProperty("results").GetArrayLength());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Participants_of_a_marketing_event_arrive_with_their_times()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-54", "Expo,Big\n", "Name=hs_event_name", "Text=hs_event_description"));

        var import = await account.ImportAsync(Participants(
            1, "ann@example.org,01/31/2026 10:00,01/31/2026 11:00 +01:00\nann@example.org,02/01/2026 10:00,\nbob@example.org,,\ncy@example.org,soon,\n"));

        Assert.Equal("DONE", import.Text("state"));
        Assert.Equal(
            [("DUPLICATE_EVENT", 3L), ("MISSING_EVENT_TIMESTAMP", 4L), ("INVALID_EVENT_TIMESTAMP", 5L)],
            (await account.ErrorsAsync(import)).Select(error => (error.Text("errorType")!, error.Line())));
        var lines = (await account.Http.GetStringAsync("/sandbox/participations?event=1")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"kind\":\"JOINED\",\"occurredAt\":\"2026-01-31T10:00:00Z\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"REGISTERED\",\"occurredAt\":\"2026-01-31T15:00:00Z\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_column_with_a_property_asks_for_nothing_that_a_new_event_needs()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-54", "Expo,Big\n", "Name=hs_event_name", "Text=hs_event_description"));
        var participants = Participants(1, "ann@example.org,01/31/2026 10:00,\n").Column("Registered", "propertyName", "registered_at");
        var import = await account.ImportAsync(participants);
        Assert.Equal(("DONE", 0L), (import.Text("state"), import.Counter("ERRORS")));
        Assert.Equal(400, (await account.PostAsync(ImportForm.Csv("0-54", "Big\n", "Text=hs_event_description").Operation("0-54", "CREATE"))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(99)]
    public async Task Participants_of_no_event_fail_the_import(int? eventId)
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(Participants(eventId, "ann@example.org,01/31/2026 10:00,\n"));
        Assert.Equal("FAILED", import.Text("state"));
        Assert.Equal("MISSING_EVENT_DEFINITION", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
        Assert.Empty(await account.LedgerAsync());
    }

    [Fact]
    public async Task A_list_of_the_contacts_is_made_and_can_be_read()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org\nb@example.org\na@example.org\nbad\n", "Mail=email")
            .With(request => request["createContactListFromImport"] = true));

        var list = Assert.Single(import.GetProperty("metadata").GetProperty("objectLists").EnumerateArray());
        Assert.Equal("contacts", list.Text("objectType"));
        Assert.Equal(2, (await account.GetAsync($"/crm/v3/lists/{list.Text("listId")}")).GetProperty("list").GetProperty("size").GetInt64());
        var first = await account.GetAsync($"/crm/v3/lists/{list.Text("listId")}/memberships?limit=1");
        var second = await account.GetAsync($"/crm/v3/lists/{list.Text("listId")}/memberships?limit=1&after={first.GetProperty("paging").GetProperty("next").Text("after")}");
        Assert.Equal(("1", "2"), (first.GetProperty("results")[0].Text("recordId"), second.GetProperty("results")[0].Text("recordId")));

        var without = await account.ImportAsync(ImportForm.Csv("0-1", "c@example.org\n", "Mail=email"));
        Assert.Empty(without.GetProperty("metadata").GetProperty("objectLists").EnumerateArray());
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, $"/crm/v3/lists/{without.Text("id")}")).Status);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01 10:00", "2026-07-01T08:00:00.000Z")]
    [InlineData("Europe/Berlin", "2026-01-01", "2025-12-31T23:00:00.000Z")]
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00.000Z")]
    [InlineData("Europe/Berlin", "2026-07-01T10:00:00Z", "2026-07-01T10:00:00.000Z")]
    [InlineData("Europe/Berlin", "2026-07-01 10:00 +05:00", "2026-07-01T05:00:00.000Z")]
    [InlineData("Europe/Berlin", "1782900000000", "2026-07-01T10:00:00.000Z")]
    [InlineData(null, "2026-07-01 10:00", "2026-07-01T10:00:00.000Z")]
    public async Task A_time_without_offset_is_of_the_requests_zone(string? zone, string cell, string expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", $"Ann,{cell}\n", "Name=firstname", "Close=closedate").With(request =>
        {
            request["timeZone"] = zone;
            request["dateFormat"] = "YEAR_MONTH_DAY";
        }));
        Assert.Equal(expected, (await account.ObjectAsync("contacts/1?properties=closedate")).Text("closedate"));
    }

    [Theory]
    [InlineData("YEAR_MONTH_DAY", null, 1)]
    [InlineData(null, "YEAR_MONTH_DAY", 1)]
    [InlineData("YEAR_MONTH_DAY", "MONTH_DAY_YEAR", 1)]
    [InlineData(null, null, 0)]
    public async Task The_date_order_stands_above_or_in_the_file(string? above, string? inFile, int values)
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "Ann,2026-01-31\n", "Name=firstname", "Close=closedate").With(request =>
        {
            request["dateFormat"] = above;
            request["files"]![0]!["dateFormat"] = inFile;
        }));
        Assert.Equal(1 + values, import.Counter("PROPERTY_VALUES_EMITTED"));
    }

    [Theory]
    [InlineData("timeZone", "Mars/Base")]
    [InlineData("marketingEventObjectId", "x")]
    [InlineData("createContactListFromImport", "yes")]
    public async Task A_field_that_cannot_be_meant_is_a_400(string field, string value)
    {
        await using var account = await SandboxAccount.StartAsync();
        Assert.Equal(400, (await account.PostAsync(ImportForm.Csv("0-1", "Ann\n", "Name=firstname").With(request => request[field] = value))).Status);
    }

    [Fact]
    public async Task Each_object_has_its_own_operation()
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = ImportForm.Csv("0-1", "ann@example.org,acme.example\n", "Mail=email", "Domain=0-2/domain").Operation("contacts", "CREATE").Operation("0-2", "UPDATE");
        var import = await account.ImportAsync(form);
        Assert.Equal(("UPDATE_ONLY_IMPORT", "COMPANY"), await FirstErrorAsync(import));
        Assert.Equal(("CREATE_ONLY_IMPORT", "CONTACT"), await FirstErrorAsync(await account.ImportAsync(form)));

        async Task<(string?, string?)> FirstErrorAsync(System.Text.Json.JsonElement ended)
        {
            var error = (await account.ErrorsAsync(ended))[0];
            return (error.Text("errorType"), error.Text("objectType"));
        }
    }

    [Fact]
    public async Task ColumnType_wins_over_idColumnType()
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = ImportForm.Csv("0-1", "a@example.org\n", "Mail=email").Column("Mail", "columnType", "HUBSPOT_ALTERNATE_ID").Column("Mail", "idColumnType", "HUBSPOT_OBJECT_ID");
        Assert.Equal("DONE", (await account.ImportAsync(form)).Text("state"));
    }

    [Theory]
    [InlineData("/account-info/v3/details")]
    [InlineData("/account-info/2026-03/details")]
    public async Task The_account_tells_of_itself(string path)
    {
        await using var account = await SandboxAccount.StartAsync();
        Assert.Equal(12345678, (await account.GetAsync(path)).GetProperty("portalId").GetInt64());
    }

    private static ImportForm Participants(int? eventId, string rows) => ImportForm
        .Csv("0-1", rows, "Mail=email:HUBSPOT_ALTERNATE_ID", "Registered=0-54/:EVENT_TIMESTAMP", "Joined=0-54/:EVENT_TIMESTAMP")
        .Operation("0-1", "UPSERT")
        .Operation("0-54", "CREATE")
        .Column("Registered", "marketingEventSubmissionType", "REGISTERED")
        .Column("Joined", "marketingEventSubmissionType", "JOINED")
        .With(request =>
        {
            request["timeZone"] = "America/New_York";
            request["marketingEventObjectId"] = eventId is null ? null : JsonValue.Create(eventId.Value);
        });
}
