using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Every error type that the sandbox raises from data, each reached once.</summary>
public sealed class ErrorCodeTests
{
    [Theory]
    [InlineData("email", "nobody", "INVALID_EMAIL", LedgerAction.Refused)]
    [InlineData("closedate", "2026-13-45", "COULD_NOT_PARSE_DATE", LedgerAction.ValueDropped)]
    [InlineData("closedate", "01/31/0999", "OUTSIDE_VALID_TIME_RANGE", LedgerAction.ValueDropped)]
    [InlineData("linkedinconnections", "many", "COULD_NOT_PARSE_NUMBER", LedgerAction.ValueDropped)]
    [InlineData("linkedinconnections", "1e40", "INVALID_NUMBER_SIZE", LedgerAction.ValueDropped)]
    [InlineData("lifecyclestage", "Friend", "INVALID_ENUMERATION_OPTION", LedgerAction.ValueDropped)]
    [InlineData("hs_buying_role", "Champion;Nobody", "INVALID_ENUMERATION_OPTION", LedgerAction.ValueDropped)]
    [InlineData("hubspot_owner_id", "Nobody Known", "COULD_NOT_FIND_OWNER", LedgerAction.ValueDropped)]
    [InlineData("hubspot_owner_id", "Sam Lee", "MULTIPLE_OWNERS_FOUND", LedgerAction.ValueDropped)]
    [InlineData("hs_object_id", "12x", "INVALID_RECORD_ID", LedgerAction.Refused)]
    [InlineData("hs_object_id", "987654321", "INVALID_OBJECT_ID", LedgerAction.Refused)]
    public async Task A_bad_cell_of_a_contact(string property, string value, string code, LedgerAction action)
    {
        await using var account = await SandboxAccount.StartAsync();

        var import = await account.ImportAsync(ImportForm.Csv("0-1", $"Ann,{value}\nBob,\n", "Name=firstname", $"Cell={property}"));

        Assert.Equal("DONE", import.Text("state"));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal(code, error.Text("errorType"));
        Assert.Equal(2, error.Line());
        Assert.Equal(1, error.GetProperty("knownColumnNumber").GetInt32());
        Assert.Equal(value, error.Text("invalidValue"));
        Assert.Equal(value, error.Text("invalidValueToDisplay"));
        Assert.Equal("CONTACT", error.Text("objectType"));
        Assert.Equal("0-1", error.Text("objectTypeId"));
        Assert.False(string.IsNullOrEmpty(error.Text("errorMessage")));
        var entry = Assert.Single(await account.LedgerAsync(), entry => entry.ErrorCode is not null);
        Assert.Equal((code, action, 2L, 1L), (entry.ErrorCode, entry.Action, entry.Line, entry.Record));
        Assert.Equal(action == LedgerAction.Refused ? 1 : 2, import.Counter("CREATED_OBJECTS"));
        Assert.Equal(1, import.Counter("ERRORS"));
        Assert.Equal(2, import.Counter("TOTAL_ROWS"));
    }

    [Fact]
    public async Task A_domain_of_a_company()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-2", "Acme,not a domain\n", "Name=name", "Domain=domain"));
        Assert.Equal("INVALID_DOMAIN", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
        Assert.Equal(1, import.Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task A_cell_that_is_too_long()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(
            ImportForm.Csv("0-1", $"Ann,{new string('ä', 65_537)}\nBob,{new string('ä', 65_536)}\n", "Name=firstname", "Text=message"));
        Assert.Equal("COLUMN_TOO_LARGE", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
    }

    [Fact]
    public async Task An_option_that_two_options_have_as_label()
    {
        await using var account = await SandboxAccount.StartAsync();
        await CreatePropertyAsync(account, """
            {"name":"size","label":"Size","type":"enumeration","fieldType":"select","groupName":"contactinformation",
             "options":[{"label":"Big","value":"b1"},{"label":"big","value":"b2"}]}
            """);
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "Ann,BIG\nBob,b2\n", "Name=firstname", "Size=size"));
        Assert.Equal("AMBIGUOUS_ENUMERATION_OPTION", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
    }

    [Theory]
    [InlineData("0-3", "Deal,appointmentscheduled,\n", "Name=dealname,Stage=dealstage,Pipeline=pipeline")]
    [InlineData("0-1", "123,,\n", "Phone=phone,Name=firstname,Mail=email")]
    [InlineData("0-2", "123,,\n", "Phone=phone,Name=name,Domain=domain")]
    public async Task A_new_record_without_what_it_needs(string typeId, string row, string columns)
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv(typeId, row, columns.Split(',')).Operation(typeId, "CREATE"));
        Assert.Equal("MISSING_REQUIRED_PROPERTY", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
        Assert.Equal(0, import.Counter("CREATED_OBJECTS"));
    }

    [Theory]
    [InlineData("Ann,a@example.org,x\n", "INCORRECT_NUMBER_OF_COLUMNS")]
    [InlineData("Ann\n", "INCORRECT_NUMBER_OF_COLUMNS")]
    [InlineData(",\n", "FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES")]
    [InlineData("  ,\"\"\n", "FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES")]
    [InlineData("A\0nn,a@example.org\n", "COULD_NOT_PARSE_ROW")]
    [InlineData("\"Ann,a@example.org\n", "COULD_NOT_PARSE_ROW")]
    public async Task A_row_that_cannot_be_taken(string row, string code)
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "First,f@example.org\n" + row, "Name=firstname", "Mail=email"));
        Assert.Equal("DONE", import.Text("state"));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal((code, 3L), (error.Text("errorType"), error.Line()));
        Assert.False(error.TryGetProperty("knownColumnNumber", out _));
        Assert.Equal(1, import.Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task A_row_that_is_not_UTF_8()
    {
        await using var account = await SandboxAccount.StartAsync();
        byte[] file = [.. "Name\nAnn\nJ"u8, 0xF6, .. "rg\nBob\n"u8];
        var import = await account.ImportAsync(new ImportForm().AddFile("data.csv", file, "0-1", "Name=firstname"));
        Assert.Equal("COULD_NOT_PARSE_ROW", Assert.Single(await account.ErrorsAsync(import)).Text("errorType"));
        Assert.Equal(2, import.Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_in_a_large_file_fails_it_and_keeps_the_rows_before()
    {
        await using var account = await SandboxAccount.StartAsync();
        var rows = new StringBuilder("Ann\n\"");
        for (var i = 0; i < 100_000; i++) rows.Append(new string('x', 100)).Append('\n');
        var import = await account.ImportAsync(ImportForm.Csv("0-1", rows.ToString(), "Name=firstname"));
        Assert.Equal("FAILED", import.Text("state"));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal(("COULD_NOT_PARSE_ROW", 0L), (error.Text("errorType"), error.Line()));
        Assert.Equal(1, import.Counter("CREATED_OBJECTS"));
    }

    [Theory]
    [InlineData("CREATE", "ann@example.org", "CREATE_ONLY_IMPORT")]
    [InlineData("UPDATE", "new@example.org", "UPDATE_ONLY_IMPORT")]
    [InlineData("UPDATE", "ann@example.org", null)]
    [InlineData("CREATE", "new@example.org", null)]
    public async Task What_the_import_may_not_do_to_a_record(string operation, string email, string? code)
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org\n", "Mail=email"));
        var import = await account.ImportAsync(ImportForm.Csv("0-1", email + "\n", "Mail=email:HUBSPOT_ALTERNATE_ID").Operation("0-1", operation));
        var errors = await account.ErrorsAsync(import);
        Assert.Equal(code, errors.Count == 0 ? null : errors[0].Text("errorType"));
    }

    [Fact]
    public async Task A_unique_value_that_another_record_has()
    {
        await using var account = await SandboxAccount.StartAsync();
        await CreatePropertyAsync(account, """
            {"name":"customer_no","label":"No","type":"string","fieldType":"text","groupName":"contactinformation","hasUniqueValue":true}
            """);
        string[] columns = ["Mail=email", "No=customer_no"];
        await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org,1\nbob@example.org,2\n", columns));
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org,2\n", columns));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal("DUPLICATE_UNIQUE_PROPERTY_VALUE", error.Text("errorType"));
        Assert.Equal("1", (await account.ObjectAsync("contacts/ann@example.org?idProperty=email&properties=customer_no")).Text("customer_no"));
    }

    [Theory]
    [InlineData("0-1", "a,b\n", "PROPERTY_DEFINITION_NOT_FOUND", "Mail=email,Name=first_name")]
    [InlineData("0-999", "a,b\n", "MISSING_OBJECT_DEFINITION", "Mail=email,Name=firstname")]
    [InlineData("0-1", "a,b\n", "INVALID_COLUMN_CONFIGURATION", "Mail=email,Name=createdate")]
    [InlineData("0-1", "a,b\n", "INVALID_COLUMN_CONFIGURATION", "Mail=email,Name=email")]
    [InlineData("0-1", "a,b\n", "INVALID_COLUMN_CONFIGURATION", "Mail=email,Name=firstname:HUBSPOT_OBJECT_ID")]
    [InlineData("0-1", "a,b\n", "INVALID_ALTERNATE_ID", "Mail=email,Name=firstname:HUBSPOT_ALTERNATE_ID")]
    public async Task A_mapping_that_fails_the_whole_file(string typeId, string row, string code, string columns)
    {
        await using var account = await SandboxAccount.StartAsync();
        await AssertFailsAsync(account, ImportForm.Csv(typeId, row, columns.Split(',')), code);
    }

    [Theory]
    [InlineData("Mail,Name,Other\n", "INCORRECT_NUMBER_OF_COLUMNS")]
    [InlineData("Mail\n", "INCORRECT_NUMBER_OF_COLUMNS")]
    [InlineData("Mail,Nome\n", "INVALID_COLUMN_CONFIGURATION")]
    [InlineData("", "INVALID_FILE_TYPE")]
    public async Task A_header_that_does_not_fit_the_mapping(string file, string code)
    {
        await using var account = await SandboxAccount.StartAsync();
        await AssertFailsAsync(account, new ImportForm().AddFile("data.csv", Encoding.UTF8.GetBytes(file), "0-1", "Mail=email", "Name=firstname"), code);
    }

    [Fact]
    public async Task Message_and_row_come_only_when_asked_for()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "bad,\"Ann \"\"A\"\" Lee\"\n", "Mail=email", "Name=firstname"));

        var plain = Assert.Single(await account.ErrorsAsync(import, withMessage: false, withRow: false));
        Assert.False(plain.TryGetProperty("errorMessage", out _));
        Assert.Equal(0, plain.GetProperty("sourceData").GetProperty("rowData").GetArrayLength());
        var full = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal("""["bad","Ann \u0022A\u0022 Lee"]""", full.GetProperty("sourceData").GetProperty("rowData").GetRawText());

        var v3 = await account.GetAsync($"/crm/v3/imports/{import.Text("id")}/errors");
        Assert.False(v3.GetProperty("results")[0].GetProperty("sourceData").TryGetProperty("additionalRowData", out _));
        Assert.Equal(0, full.GetProperty("sourceData").GetProperty("additionalRowData").GetArrayLength());
    }

    [Theory]
    [InlineData(LineNumbering.FirstLine, 2, 4, 6)]
    [InlineData(LineNumbering.LastLine, 3, 4, 6)]
    [InlineData(LineNumbering.Record, 2, 3, 4)]
    public async Task Lines_are_counted_as_the_option_says(LineNumbering numbering, long first, long second, long third)
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = numbering });
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "x,\"two\r\nlines\"\r\ny,one\n\nz,after a blank line", "Mail=email", "Name=firstname"));
        Assert.Equal([first, second, third], (await account.ErrorsAsync(import)).Select(error => error.Line()));
        Assert.Equal([1L, 2L, 3L], (await account.LedgerAsync()).Select(entry => entry.Record));
    }

    private static async Task AssertFailsAsync(SandboxAccount account, ImportForm form, string code)
    {
        var import = await account.ImportAsync(form);
        Assert.Equal("FAILED", import.Text("state"));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal((code, 0L), (error.Text("errorType"), error.Line()));
        Assert.Empty(await account.LedgerAsync());
    }

    private static async Task CreatePropertyAsync(SandboxAccount account, string json)
    {
        using var content = JsonContent.Create(JsonSerializer.Deserialize<JsonElement>(json));
        Assert.Equal(201, (await account.SendAsync(HttpMethod.Post, "/crm/v3/properties/contacts", content)).Status);
    }
}
