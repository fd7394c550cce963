using System.Text.Json.Nodes;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using static HubSpotImports.Tests.Operations.TwoFiles;

namespace HubSpotImports.Tests.Operations;

/// <summary>Every shape of import that HubSpot's imports guide shows: the request as the guide has it, and what the sandbox made of its rows.</summary>
public sealed class GuideShapeTests
{
    private const string Car = """
        {"name":"car","labels":{"singular":"Car","plural":"Cars"},"primaryDisplayProperty":"model","requiredProperties":["model"],
         "associatedObjects":["CONTACT"],"properties":[
            {"name":"model","label":"Model","type":"string","fieldType":"text"},
            {"name":"vin","label":"VIN","type":"string","fieldType":"text","hasUniqueValue":true}]}
        """;

    [Fact]
    public async Task One_object_in_one_file_that_creates()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("First name,Email\r\nAnn,ann@example.org\r\nBob,bob@example.org\r\n");

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files = [NewImportFile.Make(file.Path, [Column("First name", "contact", "firstname"), Column("Email", "contact", "email")])],
            Operations = Create("contact"),
            DateFormat = HsDateFormat.DayMonthYear,
        });

        AssertRequest(import, """
            {"importOperations":{"0-1":"CREATE"},"dateFormat":"DAY_MONTH_YEAR","files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"First name","propertyName":"firstname","columnType":"STANDARD"},
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]}}]}
            """);
        await AssertLedgerAsync(sandbox, (0, 1, "0-1", LedgerAction.Created), (0, 2, "0-1", LedgerAction.Created));
    }

    [Fact]
    public async Task Updates_by_record_id()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Import();
        using var file = new TempFile("Record ID,City\r\n2,Oslo\r\n1,Bonn\r\n99,Rome\r\n");

        var import = await StartAsync(
            sandbox,
            new StartImportRequest
            {
                Files = [NewImportFile.Make(file.Path, [Column("Record ID", "contact", "hs_object_id"), Column("City", "contact", "city")])],
                Operations = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Update },
            },
            HsImportOutcome.SomeRefused);

        AssertRequest(import, """
            {"importOperations":{"0-1":"UPDATE"},"files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Record ID","propertyName":"hs_object_id","columnType":"HUBSPOT_OBJECT_ID"},
              {"columnObjectTypeId":"0-1","columnName":"City","propertyName":"city","columnType":"STANDARD"}]}}]}
            """);
        var entries = (await sandbox.LedgerAsync()).Where(entry => entry.ImportId == 2);
        Assert.Equal([(LedgerAction.Updated, 2L), (LedgerAction.Updated, 1L), (LedgerAction.Refused, null)], entries.Select(entry => (entry.Action, entry.ObjectId)));
    }

    [Fact]
    public async Task Two_objects_in_one_workbook_with_labels()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        string[][] rows = [["Email", "Domain", "Role"], ["ann@example.org", "acme.example", "Primary"], ["bob@example.org", "acme.example", ""]];
        using var file = new TempFile(new XlsxFile { Rows = string.Concat(rows.Select((row, index) => XlsxFile.Row(index + 1, [.. row.Select((cell, column) => XlsxFile.Inline($"{(char)('A' + column)}{index + 1}", cell))]))) }.Bytes, "people.xlsx");

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(file.Path,
                [
                    Column("Email", "contact", "email"),
                    Column("Domain", "company", "domain"),
                    NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Role", ObjectType = "contact", ColumnType = HsColumnType.AssociationLabel, ToObjectType = "company" }),
                ]),
            ],
        });

        AssertRequest(import, """
            {"files":[{"fileName":"people.xlsx","fileFormat":"SPREADSHEET","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-2","columnName":"Domain","propertyName":"domain","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-1","columnName":"Role","columnType":"FLEXIBLE_ASSOCIATION_LABEL","toColumnObjectTypeId":"0-2"}]}}]}
            """);
        await AssertLedgerAsync(sandbox, (0, 1, "0-1", LedgerAction.Created), (0, 1, "0-2", LedgerAction.Created), (0, 2, "0-1", LedgerAction.Created), (0, 2, "0-2", LedgerAction.Updated));
        Assert.Equal("2:1,279", await sandbox.AssociationsAsync("contacts", 1, "companies"));
        Assert.Equal("2:279", await sandbox.AssociationsAsync("contacts", 3, "companies"));
    }

    [Fact]
    public async Task Two_objects_in_two_files_with_a_common_column()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var files = new TwoFiles();

        var import = await StartAsync(sandbox, files.Request with { Files = [files.ContactFile, files.CompanyFile] });

        AssertRequest(import, """
            {"files":[
             {"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID","associationIdentifierColumn":true},
              {"columnObjectTypeId":"0-1","columnName":"First Name","propertyName":"firstname","columnType":"STANDARD"}]}},
             {"fileName":"companies.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-2","columnName":"Company","propertyName":"name","columnType":"STANDARD"},
              {"columnObjectTypeId":"0-2","columnName":"Domain","propertyName":"domain","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-2","columnName":"Email","propertyName":null,"columnType":"STANDARD","toColumnObjectTypeId":"0-1","foreignKeyType":{"associationTypeId":280,"associationCategory":"HUBSPOT_DEFINED"}}]}}]}
            """);
        await AssertLedgerAsync(sandbox, (0, 1, "0-1", LedgerAction.Created), (0, 2, "0-1", LedgerAction.Created), (1, 1, "0-2", LedgerAction.Created), (1, 2, "0-2", LedgerAction.Created));
        Assert.Equal("1:280", await sandbox.AssociationsAsync("companies", 3, "contacts"));
        Assert.Equal("2:280", await sandbox.AssociationsAsync("companies", 4, "contacts"));
    }

    [Fact]
    public async Task Records_that_are_there_already_by_their_ids()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var company = new TempFile("Name\r\nAcme\r\n");
        sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(company.Path, [Column("Name", "company", "name")])], Wait = true });
        using var file = new TempFile("Email,Company ID\r\nann@example.org,1\r\n");

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(file.Path,
                [
                    Column("Email", "contact", "email"),
                    NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Company ID", ObjectType = "contact", IdColumnType = HsIdColumnType.ObjectId, AssociationTypeId = 1 }),
                ]),
            ],
        });

        AssertRequest(import, """
            {"files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-1","columnName":"Company ID","propertyName":null,"idColumnType":"HUBSPOT_OBJECT_ID","foreignKeyType":{"associationTypeId":1,"associationCategory":"HUBSPOT_DEFINED"}}]}}]}
            """);
        Assert.Equal("1:1,279", await sandbox.AssociationsAsync("contacts", 2, "companies"));
    }

    [Fact]
    public async Task Records_of_one_object_by_keys()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        sandbox.Import();
        using var file = new TempFile("Email,Associated contact [email/Record ID]\r\nann@example.org,ada@example.com; 2\r\n");

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(file.Path,
                [
                    Column("Email", "contact", "email"),
                    NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Associated contact [email/Record ID]", ObjectType = "contact", ColumnType = HsColumnType.AssociationKeys }),
                ]),
            ],
        });

        AssertRequest(import, """
            {"files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-1","columnName":"Associated contact [email/Record ID]","columnType":"ASSOCIATION_KEYS"}]}}]}
            """);
        Assert.Equal("1:449 2:449", await sandbox.AssociationsAsync("contacts", 3, "contacts"));
    }

    [Fact]
    public async Task Participants_of_a_marketing_event()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var events = new TempFile("Name,About\r\nExpo,Big\r\n");
        sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(events.Path, [Column("Name", "marketing_event", "hs_event_name"), Column("About", "marketing_event", "hs_event_description")])], Wait = true });
        using var file = new TempFile("Email,Registered,Joined\r\nann@example.org,1/31/2026 10:00,2/1/2026 9:00\r\nbob@example.org,1/31/2026 11:00,\r\n");
        static HsColumnMapping Time(string header, HsMarketingEventSubmissionType type) =>
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, ObjectType = "contact", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = type });

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(
                    file.Path,
                    [Column("Email", "contact", "email"), Time("Registered", HsMarketingEventSubmissionType.Registered), Time("Joined", HsMarketingEventSubmissionType.Joined)]),
            ],
            Operations = new Dictionary<string, HsImportOperation> { ["contact"] = HsImportOperation.Upsert },
            MarketingEventObjectId = 1,
            TimeZone = "America/New_York",
        });

        AssertRequest(import, """
            {"importOperations":{"0-1":"UPSERT","0-54":"CREATE"},"marketingEventObjectId":1,"timeZone":"America/New_York",
             "files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-1","columnName":"Registered","columnType":"EVENT_TIMESTAMP","marketingEventSubmissionType":"REGISTERED"},
              {"columnObjectTypeId":"0-1","columnName":"Joined","columnType":"EVENT_TIMESTAMP","marketingEventSubmissionType":"JOINED"}]}}]}
            """);
        var participations = await sandbox.GetAsync("/sandbox/participations?event=1");
        Assert.Equal(3, participations.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"kind\":\"JOINED\",\"occurredAt\":\"2026-02-01T14:00:00Z\"", participations, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Participants_may_come_with_the_file_of_their_companies()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var events = new TempFile("Name,About\r\nExpo,Big\r\n");
        sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(events.Path, [Column("Name", "marketing_event", "hs_event_name"), Column("About", "marketing_event", "hs_event_description")])], Wait = true });
        using var files = new TwoFiles();
        using var contacts = new TempFile("Email,Registered\r\nann@acme.example,1/31/2026 10:00\r\n");
        var participants = NewImportFile.Make(
            contacts.Path,
            [ContactColumns[0], NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Registered", ObjectType = "contact", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = HsMarketingEventSubmissionType.Registered })]);

        var import = await StartAsync(sandbox, files.Request with { Files = [files.CompanyFile, participants], MarketingEventObjectId = 1 }, HsImportOutcome.SomeRefused);

        Assert.Contains("\"0-54\":\"CREATE\"", import.RequestJson, StringComparison.Ordinal);
        Assert.Equal("4:280", await sandbox.AssociationsAsync("companies", 2, "contacts"));
        Assert.Contains("REGISTERED", await sandbox.GetAsync("/sandbox/participations?event=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_object_with_its_contacts()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await sandbox.PostAsync("/crm/v3/schemas", Car);
        using var file = new TempFile("Model,VIN,Owner\r\nBeetle,V1,ann@example.org\r\n", "cars.csv");

        var import = await StartAsync(sandbox, new StartImportRequest
        {
            Files =
            [
                NewImportFile.Make(file.Path,
                [
                    Column("Model", "2-1", "model"),
                    NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "VIN", ObjectType = "2-1", PropertyName = "vin", ColumnType = HsColumnType.AlternateId }),
                    Column("Owner", "contact", "email"),
                ]),
            ],
        });

        AssertRequest(import, """
            {"files":[{"fileName":"cars.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
              {"columnObjectTypeId":"2-1","columnName":"Model","propertyName":"model","columnType":"STANDARD"},
              {"columnObjectTypeId":"2-1","columnName":"VIN","propertyName":"vin","columnType":"HUBSPOT_ALTERNATE_ID"},
              {"columnObjectTypeId":"0-1","columnName":"Owner","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]}}]}
            """);
        await AssertLedgerAsync(sandbox, (0, 1, "2-1", LedgerAction.Created), (0, 1, "0-1", LedgerAction.Created));
        Assert.StartsWith("2:", await sandbox.AssociationsAsync("2-1", 1, "contacts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_object_is_tied_to_contacts_of_another_file()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        await sandbox.PostAsync("/crm/v3/schemas", Car);
        using var types = System.Text.Json.JsonDocument.Parse(await sandbox.GetAsync("/crm/v4/associations/2-1/contacts/labels"));
        var type = types.RootElement.GetProperty("results")[0];
        using var cars = new TempFile("Model,Owner\r\nBeetle,ann@acme.example\r\n", "cars.csv");
        using var files = new TwoFiles();
        var owner = new ExplicitColumnMapping
        {
            ColumnName = "Owner",
            ObjectType = "2-1",
            ToObjectType = "contact",
            AssociationTypeId = type.GetProperty("typeId").GetInt32(),
            AssociationCategory = type.GetProperty("category").GetString(),
        };

        await StartAsync(sandbox, files.Request with { Files = [NewImportFile.Make(cars.Path, [Column("Model", "2-1", "model"), NewColumnMapping.Make(owner)]), files.ContactFile] });

        Assert.Equal($"2:{owner.AssociationTypeId}", await sandbox.AssociationsAsync("2-1", 1, "contacts"));
    }

    private static Dictionary<string, HsImportOperation> Create(string objectType) => new() { [objectType] = HsImportOperation.Create };

    private static async Task<HsImport> StartAsync(ConnectedSandbox sandbox, StartImportRequest request, HsImportOutcome outcome = HsImportOutcome.AllIn)
    {
        var sink = sandbox.Start(request with { Name = "Shape", Wait = true });
        Assert.Empty(sink.Errors);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal(("DONE", outcome), (import.State, import.Outcome));
        return await sandbox.Client.GetImportAsync(import.Id, default);
    }

    // The guide's request, but for the sign in the names.
    private static void AssertRequest(HsImport import, string expected)
    {
        var request = JsonNode.Parse(import.RequestJson!)!.AsObject();
        Assert.StartsWith("Shape", request["name"]!.GetValue<string>(), StringComparison.Ordinal);
        request.Remove("name");
        foreach (var file in request["files"]!.AsArray())
        {
            var parts = file!["fileName"]!.GetValue<string>().Split('.');
            file["fileName"] = $"{parts[0]}.{parts[2]}";
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), request), request.ToJsonString());
    }

    private static async Task AssertLedgerAsync(ConnectedSandbox sandbox, params (int Part, long Record, string ObjectType, LedgerAction Action)[] expected) =>
        Assert.Equal(expected, (await sandbox.LedgerAsync()).Select(entry => (entry.Part, entry.Record, entry.ObjectType, entry.Action)));
}
