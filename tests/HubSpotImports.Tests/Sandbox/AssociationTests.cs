using System.Text.Json.Nodes;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class AssociationTests
{
    [Fact]
    public async Task Objects_of_one_row_are_associated_both_ways_and_a_label_comes_on_top()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(Labelled("ann@example.org,acme.example,\nbob@example.org,acme.example,primary\n"));

        Assert.Empty(await account.ErrorsAsync(import));
        Assert.Equal("2:279", await account.AssociationsAsync("contacts", 1, "companies"));
        Assert.Equal("2:1,279", await account.AssociationsAsync("contacts", 3, "companies"));
        Assert.Equal("1:280 3:2,280", await account.AssociationsAsync("companies", 2, "0-1"));
        Assert.Equal(3, import.Counter("ASSOCIATIONS_CREATED"));
    }

    [Fact]
    public async Task A_contact_has_one_primary_company()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(Labelled("ann@example.org,acme.example,Primary\nann@example.org,zed.example,Primary\n"));
        Assert.Equal("2:279 3:1,279", await account.AssociationsAsync("contacts", 1, "companies"));
        Assert.Equal("1:280", await account.AssociationsAsync("companies", 2, "contacts"));
    }

    [Fact]
    public async Task A_label_must_be_there_beforehand()
    {
        await using var account = await SandboxAccount.StartAsync();
        var missing = await account.ImportAsync(Labelled("ann@example.org,acme.example,Investor\n"));
        var error = Assert.Single(await account.ErrorsAsync(missing));
        Assert.Equal(("ASSOCIATION_LABEL_NOT_FOUND", 2L, "Investor"), (error.Text("errorType"), error.Line(), error.Text("invalidValue")));
        Assert.Equal("""["ann@example.org","acme.example","Investor"]""", error.GetProperty("sourceData").GetProperty("rowData").GetRawText());
        var entries = await account.LedgerAsync();
        Assert.Equal([LedgerAction.Created, LedgerAction.Created, LedgerAction.ValueDropped], entries.Select(entry => entry.Action));

        var (status, label) = await account.PostJsonAsync("/crm/v4/associations/contacts/companies/labels", """{"label":"Investor","name":"investor"}""");
        Assert.Equal(200, status);
        Assert.Equal("USER_DEFINED", label.GetProperty("results")[0].Text("category"));
        Assert.Equal(409, (await account.PostJsonAsync("/crm/v4/associations/0-1/0-2/labels", """{"label":"investor","name":"i"}""")).Status);
        Assert.Empty(await account.ErrorsAsync(await account.ImportAsync(Labelled("ann@example.org,acme.example,Investor;Primary\n"))));
        Assert.Equal("2:1,279,1", await account.AssociationsAsync("contacts", 1, "companies"));
        var labels = await account.GetAsync("/crm/v4/associations/contacts/companies/labels");
        Assert.Equal([null, "Primary", "Investor"], labels.GetProperty("results").EnumerateArray().Select(kind => kind.Text("label")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_common_column_ties_two_files_together_in_whatever_order(bool contactsFirst)
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = new ImportForm();
        if (contactsFirst) AddContacts();
        form.AddFile("companies.csv", "Company,Mail\nAcme,ann@example.org\nZed,nobody@example.org\nOne,\nTwo,bad\n"u8.ToArray(), "0-2", "Company=name", "Mail=");
        if (!contactsFirst) AddContacts();
        var (contacts, companies) = contactsFirst ? (0, 1) : (1, 0);
        form.Column("Mail", "associationIdentifierColumn", true, contacts)
            .Column("Mail", "toColumnObjectTypeId", "0-1", companies)
            .Column("Mail", "foreignKeyType", new JsonObject { ["associationTypeId"] = 280, ["associationCategory"] = "HUBSPOT_DEFINED" }, companies);

        var import = await account.ImportAsync(form);

        Assert.Equal("DONE", import.Text("state"));
        var (contact, company) = contactsFirst ? (1, 2) : (5, 1);
        Assert.Equal($"{company}:279", await account.AssociationsAsync("contacts", contact, "companies"));
        Assert.Equal(
            [("NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER", 3L), ("INVALID_ASSOCIATION_IDENTIFIER", 5L)],
            (await account.ErrorsAsync(import)).Select(error => (error.Text("errorType")!, error.Line())));

        void AddContacts() => form.AddFile("contacts.csv", "Mail\nann@example.org\n"u8.ToArray(), "0-1", "Mail=email");
    }

    [Fact]
    public async Task Records_that_are_there_already_are_named_by_their_id()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-2", "Acme\n", "Name=name"));
        var form = ImportForm.Csv("0-1", "ann@example.org,1\nbob@example.org,77\ncy@example.org,x\n", "Mail=email", "Company ID=")
            .Column("Company ID", "idColumnType", "HUBSPOT_OBJECT_ID")
            .Column("Company ID", "foreignKeyType", new JsonObject { ["associationTypeId"] = 1, ["associationCategory"] = "HUBSPOT_DEFINED" });

        var import = await account.ImportAsync(form);

        Assert.Equal("1:1,279", await account.AssociationsAsync("contacts", 2, "companies"));
        Assert.Equal(["UNKNOWN_ASSOCIATION_RECORD_ID", "INVALID_ASSOCIATION_IDENTIFIER"], (await account.ErrorsAsync(import)).Select(error => error.Text("errorType")));
        Assert.Equal(3, import.Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task Association_keys_tie_records_of_one_type()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "boss@example.org\nhelp@example.org\n", "Mail=email"));
        var import = await account.ImportAsync(ImportForm.Csv(
            "0-1", "ann@example.org,boss@example.org; 2\nbob@example.org,gone@example.org\ncy@example.org,99\ndee@example.org,what\n", "Mail=email", "Knows=:ASSOCIATION_KEYS"));

        Assert.Equal("1:449 2:449", await account.AssociationsAsync("contacts", 3, "contacts"));
        Assert.Equal("3:449", await account.AssociationsAsync("contacts", 1, "contacts"));
        Assert.Equal(
            ["ASSOCIATION_RECORD_NOT_FOUND", "UNKNOWN_ASSOCIATION_RECORD_ID", "INVALID_ASSOCIATION_KEY"],
            (await account.ErrorsAsync(import)).Select(error => error.Text("errorType")));
    }

    [Fact]
    public async Task Associations_are_read_by_pages()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(Labelled(string.Concat(Enumerable.Range(0, 3).Select(i => $"{i}@example.org,acme.example,Primary\n"))));
        var first = await account.GetAsync("/crm/v4/objects/companies/2/associations/contacts?limit=2");
        Assert.Equal(2, first.GetProperty("results").GetArrayLength());
        var second = await account.GetAsync(
            $"/crm/objects/2026-03/companies/2/associations/contacts?limit=2&after={first.GetProperty("paging").GetProperty("next").Text("after")}");
        Assert.Equal(1, second.GetProperty("results").GetArrayLength());
        Assert.False(second.TryGetProperty("paging", out _));
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, "/crm/v4/objects/companies/99/associations/contacts")).Status);
    }

    [Theory]
    [InlineData("Phone=phone", "associationIdentifierColumn", "true")]
    [InlineData("Phone=", "foreignKeyType", """{"associationTypeId":4711}""")]
    [InlineData("Phone=", "foreignKeyType", """{"associationTypeId":280}""")]
    [InlineData("Phone=:FLEXIBLE_ASSOCIATION_LABEL", "toColumnObjectTypeId", "\"0-2\"")]
    public async Task A_tie_that_cannot_be_fails_the_whole_file(string column, string field, string value)
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = ImportForm.Csv("0-1", "a@example.org,1\n", "Mail=email", column).Column("Phone", field, JsonNode.Parse(value));
        var import = await account.ImportAsync(form);
        Assert.Equal("FAILED", import.Text("state"));
        Assert.Equal("INVALID_COLUMN_CONFIGURATION", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
    }

    private static ImportForm Labelled(string rows) => ImportForm
        .Csv("0-1", rows, "Mail=email", "Domain=0-2/domain", "Role=:FLEXIBLE_ASSOCIATION_LABEL")
        .Column("Role", "toColumnObjectTypeId", "0-2");
}
