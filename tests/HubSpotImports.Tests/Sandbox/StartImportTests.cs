using System.Text;
using System.Text.Json.Nodes;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class StartImportTests
{
    private static readonly string[] EmailAndName = ["Email=email", "Name=firstname"];

    [Theory]
    [InlineData("/crm/v3/imports", false, false)]
    [InlineData("/crm/v3/imports/", true, false)]
    [InlineData("/crm/imports/2026-03", false, true)]
    [InlineData("/crm/imports/2026-09/", true, true)]
    [InlineData("/crm/imports/2031-03", false, false)]
    public async Task The_form_is_taken_in_any_order_at_every_address(string root, bool requestFirst, bool plainField)
    {
        await using var account = await SandboxAccount.StartAsync();
        var form = new ImportForm { RequestFirst = requestFirst, PlainField = plainField }
            .AddFile("data.csv", "Email,Name\nann@example.org,Ann\n"u8.ToArray(), "0-1", EmailAndName);

        var (status, body) = await account.PostAsync(form, root);

        Assert.Equal(200, status);
        Assert.Equal("{}", body.GetProperty("metadata").GetProperty("counters").GetRawText());
        var done = await account.WaitAsync(body.Text("id")!);
        Assert.Equal("DONE", done.Text("state"));
        Assert.Equal(1, done.Counter("CREATED_OBJECTS"));
    }

    [Fact]
    public async Task Fields_that_the_sandbox_does_not_know_are_kept_in_the_request()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org,Ann\n", EmailAndName)
            .With(request => request["somethingNew"] = new JsonObject { ["a"] = 1 }));

        Assert.Equal("""{"a":1}""", import.GetProperty("importRequestJson").GetProperty("somethingNew").GetRawText());
        Assert.Equal("test", import.Text("importName"));
        Assert.Equal("API", import.Text("importSource"));
    }

    [Fact]
    public async Task A_large_file_arrives_whole()
    {
        await using var account = await SandboxAccount.StartAsync();
        var rows = new StringBuilder();
        for (var i = 0; i < 20_000; i++) rows.Append(i).Append("@example.org,").Append('x', 100).Append('\n');

        var import = await account.ImportAsync(ImportForm.Csv("0-1", rows.ToString(), EmailAndName));

        Assert.Equal(20_000, import.Counter("TOTAL_ROWS"));
        Assert.Equal(20_000, import.Counter("CREATED_OBJECTS"));
        Assert.Equal(20_000, await account.Server.CountLedgerAsync(1, LedgerAction.Created));
    }

    [Theory]
    [InlineData("{", "Unable to parse JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"name":"x"}""", "no files")]
    [InlineData("""{"files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[]}}]}""", "columnMappings")]
    [InlineData("""{"files":[{"fileImportPage":{"columnMappings":[{}]}}]}""", "no fileName")]
    [InlineData("""{"files":[{"fileName":"other.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "other.csv")]
    [InlineData("""{"files":[{"fileName":"folder/data.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "folder")]
    [InlineData("""{"files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[{"columnName":"a"}]}}]}""", "columnObjectTypeId")]
    [InlineData("""{"files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1","columnType":"X"}]}}]}""", "columnType")]
    [InlineData("""{"dateFormat":"X","files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "dateFormat")]
    [InlineData("""{"importOperations":{"0-1":"X"},"files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "importOperations")]
    [InlineData("""{"files":[{"fileName":"data.csv","fileFormat":"PDF","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "fileFormat")]
    [InlineData("""{"name":7,"files":[{"fileName":"data.csv","fileImportPage":{"columnMappings":[{"columnName":"a","columnObjectTypeId":"0-1"}]}}]}""", "name")]
    public async Task A_request_that_cannot_be_meant_is_a_400(string json, string words)
    {
        await using var account = await SandboxAccount.StartAsync();

        var (status, body) = await account.PostAsync(new ImportForm { RawRequest = json }.AddPart("data.csv", "a\n1\n"u8.ToArray()));

        Assert.Equal(400, status);
        Assert.Equal("error", body.Text("status"));
        Assert.Equal("VALIDATION_ERROR", body.Text("category"));
        Assert.Contains(words, body.Text("message"), StringComparison.Ordinal);
        Assert.True(Guid.TryParse(body.Text("correlationId"), out _));
        Assert.Empty((await account.GetAsync("/crm/v3/imports")).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task A_form_without_files_is_a_400()
    {
        await using var account = await SandboxAccount.StartAsync();
        var (status, body) = await account.PostAsync(new ImportForm { RawRequest = "{}" });
        Assert.Equal(400, status);
        Assert.Contains("files", body.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_ends_too_early_is_a_400()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var content = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\nEmail\n"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        var (status, body) = await account.SendAsync(HttpMethod.Post, "/crm/v3/imports", content);
        Assert.Equal(400, status);
        Assert.Contains("multipart", body.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_a_415()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(415, (await account.SendAsync(HttpMethod.Post, "/crm/imports/2026-03", content)).Status);
    }

    [Theory]
    [InlineData("0-1", "CONTACT properties", "email", "Phone=phone")]
    [InlineData("0-2", "COMPANY properties", "domain", "Phone=phone")]
    [InlineData("0-3", "DEAL properties", "dealstage", "Name=dealname")]
    public async Task Create_without_a_column_for_a_required_property_is_a_400(string typeId, string key, string missing, string column)
    {
        await using var account = await SandboxAccount.StartAsync();

        var (status, body) = await account.PostAsync(ImportForm.Csv(typeId, "1\n", column).Operation(typeId, "CREATE"));

        Assert.Equal(400, status);
        Assert.Contains(missing, body.GetProperty("context").GetProperty(key).EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_file_over_the_size_is_a_429_that_is_no_rate_limit()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { MaxFileBytes = 1_000 });
        var (status, body) = await account.PostAsync(ImportForm.Csv("0-1", new string('x', 2_000), EmailAndName));
        Assert.Equal(429, status);
        Assert.False(body.TryGetProperty("errorType", out _));
    }

    [Theory]
    [InlineData(3, 200)]
    [InlineData(4, 429)]
    public async Task A_file_over_the_row_limit_is_a_429(int rows, int expected)
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { MaxRows = 3 });
        var form = ImportForm.Csv("0-1", string.Concat(Enumerable.Range(0, rows).Select(i => $"{i}@example.org,\"a\nb\"\n")), EmailAndName);
        Assert.Equal(expected, (await account.PostAsync(form)).Status);
    }

    [Fact]
    public async Task Several_files_may_each_be_as_large_as_one()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { MaxFileBytes = 10_000_000 });
        var content = new byte[10_000_000];
        content.AsSpan().Fill((byte)'\n');
        "Name\nAnn"u8.CopyTo(content);
        var form = new ImportForm();
        foreach (var name in new[] { "a.csv", "b.csv", "c.csv" }) form.AddFile(name, content, "0-1", "Name=firstname");
        var import = await account.ImportAsync(form);
        Assert.Equal(("DONE", 3L), (import.Text("state"), import.Counter("CREATED_OBJECTS")));
    }

    [Fact]
    public async Task A_second_file_that_cannot_be_imported_keeps_the_first_out_too()
    {
        await using var account = await SandboxAccount.StartAsync();
        var import = await account.ImportAsync(new ImportForm()
            .AddFile("good.csv", "Name\nAnn\n"u8.ToArray(), "0-1", "Name=firstname")
            .AddFile("bad.csv", "Other\nBob\n"u8.ToArray(), "0-1", "Name=firstname"));

        Assert.Equal("FAILED", import.Text("state"));
        var error = Assert.Single(await account.ErrorsAsync(import));
        Assert.Equal(("INVALID_COLUMN_CONFIGURATION", 0L), (error.Text("errorType"), error.Line()));
        var bad = import.GetProperty("metadata").GetProperty("fileIds")[1].GetString();
        Assert.Equal(bad, error.GetProperty("sourceData").GetProperty("fileId").GetRawText());
        Assert.Empty(await account.LedgerAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { MaxFileBytes = 0 });
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[70 * 1024 * 1024]), "files", "data.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/crm/v3/imports") { Content = content };
        request.Headers.ExpectContinue = true;
        using var response = await account.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
    }
}
