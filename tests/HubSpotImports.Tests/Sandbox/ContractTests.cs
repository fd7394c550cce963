using System.Net.Http.Json;
using System.Text.Json;
using HubSpotImports.Sandbox;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>
/// Every answer of a run over all operations, against the project's own description of the contract, and against HubSpot's own specifications
/// where they are at hand.
/// </summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("/crm/v3/imports", "v3")]
    [InlineData("/crm/imports/2025-09", "2025-09")]
    [InlineData("/crm/imports/2026-03", "2026-03")]
    [InlineData("/crm/imports/2026-09", "2026-09")]
    public async Task Every_answer_about_imports_agrees_with_the_contract(string root, string version)
    {
        var own = new ImportsContract(version);
        var theirs = Load($"imports-{version}.json");
        var faults = new List<string>();
        var statuses = new HashSet<int>();
        var states = new HashSet<string?>();
        await using (var account = await SandboxAccount.StartAsync(
            SandboxOptions.FullSpeed with { MaxFileBytes = 1_000_000, CallsPerDay = 200, TokensWithoutScope = ["weak"] }, Watch))
        {
            await RunAllOperationsAsync(account, root);
        }

        // An import that stays STARTED, so that the cancel comes in time.
        await using (var slow = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { ProcessingDelay = TimeSpan.FromHours(1) }, Watch))
        {
            await CancelStartedAsync(slow, root);
        }

        Assert.Empty(faults.Distinct());
        Assert.Equal([200, 400, 401, 403, 404, 405, 413, 415, 429], statuses.Order());
        Assert.Superset(new HashSet<string?> { "STARTED", "DONE", "FAILED", "CANCELED", "REVERTED" }, states);

        void Watch(string method, string path, int status, JsonElement body)
        {
            if (!path.StartsWith(root, StringComparison.Ordinal)) return;
            statuses.Add(status);
            foreach (var import in body.TryGetProperty("results", out var results) ? results.EnumerateArray() : Enumerable.Repeat(body, 1))
                states.Add(import.Text("state"));
            faults.AddRange(own.Check(method, path, status, body));
            if (theirs is not null) faults.AddRange(theirs.Check(method, path, status, body));
        }
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("2025-09")]
    [InlineData("2026-03")]
    [InlineData("2026-09")]
    public void The_contract_says_what_HubSpots_specification_says(string version)
    {
        if (Load($"imports-{version}.json") is not { } theirs) return;
        var own = new ImportsContract(version);
        var names = new Dictionary<string, string>
        {
            ["Import"] = "PublicImportResponse", ["Metadata"] = "PublicImportMetadata", ["ObjectList"] = "PublicObjectListRecord", ["Template"] = "ImportTemplate",
            ["ImportError"] = "PublicImportError", ["Row"] = "ImportRowCore", ["Action"] = "ActionResponse", ["Error"] = "Error", ["ErrorDetail"] = "ErrorDetail",
            ["NextPage"] = "NextPage", ["ForwardPaging"] = "ForwardPaging",
        };
        foreach (var (ours, name) in names)
        {
            var fields = own.Fields(ours).Where(field => ours != "Error" || field.Key != "status").ToDictionary();
            var schema = theirs.Schema(name);
            Assert.Equal(schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(), fields.Keys.Order());
            IEnumerable<string?> required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(field => field.GetString()) : [];
            Assert.Equal(required.Order(), fields.Where(field => field.Value.IsRequired).Select(field => field.Key).Order());
            foreach (var (field, (type, _)) in fields)
            {
                var said = schema.GetProperty("properties").GetProperty(field);
                if (type.StartsWith("enum:", StringComparison.Ordinal))
                    Assert.Equal(said.GetProperty("enum").EnumerateArray().Select(value => value.GetString()).Order(), own.Values(type[5..]).Order());
                else if (type is "int32" or "int64" && field != "createdAt")
                    Assert.Equal(said.Text("format"), type);
            }
        }
    }

    [Fact]
    public async Task Every_answer_about_properties_agrees_with_the_specification()
    {
        const string Root = "/crm/v3/properties";
        var contract = Load("properties-v3.ballerina-sanitised.json");
        var faults = new List<string>();
        await using var account = await SandboxAccount.StartAsync(watch: (method, path, status, body) =>
        {
            // This copy of the specification has the root in the server's address, and another name for the schema of a list.
            if (contract is not null) faults.AddRange(contract.Check(method, path[Root.Length..], status, body));
        });

        foreach (var type in HsObjectType.All) await account.GetAsync($"{Root}/{type.PluralName}");
        await account.GetAsync($"{Root}/0-1/lifecyclestage");
        await account.SendAsync(HttpMethod.Get, $"{Root}/contacts/nothing");
        for (var i = 0; i < 2; i++)
        {
            using var content = JsonContent.Create(JsonSerializer.Deserialize<JsonElement>(
                """{"name":"own","label":"Own","type":"string","fieldType":"text","groupName":"contactinformation"}"""));
            var (status, _) = await account.SendAsync(HttpMethod.Post, $"{Root}/contacts", content);
            Assert.Equal(i == 0 ? 201 : 409, status);
        }

        Assert.Empty(faults);
    }

    private OpenApiContract? Load(string file)
    {
        if (OpenApiContract.FindFolder() is { } folder) return OpenApiContract.Load(Path.Combine(folder, file));
        output.WriteLine("HubSpot's OpenAPI files are not on this machine: only the operations were run, their answers not compared.");
        return null;
    }

    private static async Task RunAllOperationsAsync(SandboxAccount account, string root)
    {
        const string Rows = "ann@example.org,Lead,1\nbad,Nope,x\nbob@example.org,Lead,\na,b\n";
        string[] columns = ["Mail=email", "Stage=lifecyclestage", "Links=linkedinconnections"];
        for (var i = 0; i < 3; i++)
        {
            var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", Rows, columns).Operation("0-1", "UPSERT"), root);
            await account.WaitAsync(started.Text("id")!);
        }

        // A whole-file failure, and an import of each type, for the legacy names of object types in errors.
        foreach (var type in HsObjectType.All)
        {
            var (_, started) = await account.PostAsync(ImportForm.Csv(type.Id, "x\n", "A=no_such_property"), root);
            var import = await account.WaitAsync(started.Text("id")!);
            Assert.Equal("FAILED", import.Text("state"));
            await account.GetAsync($"{root}/{import.Text("id")}/errors?includeErrorMessage=true");
        }

        await account.GetAsync(root + "/");
        var page = await account.GetAsync($"{root}?limit=1");
        await account.GetAsync($"{root}?limit=1&after={page.GetProperty("paging").GetProperty("next").Text("after")}");
        await account.GetAsync($"{root}/1");
        await account.GetAsync($"{root}/1/errors");
        await account.GetAsync($"{root}/1/errors?limit=1&includeErrorMessage=true&includeRowData=true");
        await account.SendAsync(HttpMethod.Post, $"{root}/1/cancel");
        await account.SendAsync(HttpMethod.Get, $"{root}/4711");
        await account.PostAsync(new ImportForm { RawRequest = "{" }.AddPart("a.csv", [1]), root);
        await account.PostAsync(ImportForm.Csv("0-3", "x\n", "A=dealname").Operation("0-3", "CREATE"), root);
        await account.SendAsync(HttpMethod.Post, "/sandbox/imports/1/revert");
        await account.GetAsync($"{root}/1/");
        await RunIntoRefusalsAsync(account, root);
    }

    private static async Task RunIntoRefusalsAsync(SandboxAccount account, string root)
    {
        using (var json = new StringContent("{}")) Assert.Equal(415, (await account.SendAsync(HttpMethod.Post, root, json)).Status);
        Assert.Equal(405, (await account.SendAsync(HttpMethod.Delete, root)).Status);
        Assert.Equal(405, (await account.SendAsync(HttpMethod.Get, $"{root}/1/cancel")).Status);
        Assert.Equal(429, (await account.PostAsync(ImportForm.Csv("0-1", new string('x', 1_000_001), "A=firstname"), root)).Status);
        account.Http.DefaultRequestHeaders.ExpectContinue = true;
        using (var tooLarge = new MultipartFormDataContent { { new ByteArrayContent(new byte[70 * 1024 * 1024]), "files", "data.csv" } })
            Assert.Equal(413, (await account.SendAsync(HttpMethod.Post, root, tooLarge)).Status);
        account.Http.DefaultRequestHeaders.ExpectContinue = null;
        account.Http.DefaultRequestHeaders.Authorization = new("Bearer", "weak");
        Assert.Equal(403, (await account.SendAsync(HttpMethod.Get, root)).Status);
        account.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(401, (await account.SendAsync(HttpMethod.Get, root)).Status);
        account.Http.DefaultRequestHeaders.Authorization = new("Bearer", "test-token");
        while ((await account.SendAsync(HttpMethod.Get, root + "?limit=1")).Status != 429)
        {
        }
    }

    private static async Task CancelStartedAsync(SandboxAccount account, string root)
    {
        var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", "x\n", "Name=firstname"), root);
        var (status, _) = await account.SendAsync(HttpMethod.Post, $"{root}/{started.Text("id")}/cancel");
        Assert.Equal(200, status);
        await account.GetAsync($"{root}/{started.Text("id")}");
    }
}
