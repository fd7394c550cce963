using System.Net.Http.Json;
using System.Text.Json;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Every answer of a run over all operations, against HubSpot's own specifications where they are at hand.</summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("/crm/v3/imports", "imports-v3.json")]
    [InlineData("/crm/imports/2025-09", "imports-2025-09.json")]
    [InlineData("/crm/imports/2026-03", "imports-2026-03.json")]
    [InlineData("/crm/imports/2026-09", "imports-2026-09.json")]
    public async Task Every_answer_about_imports_agrees_with_the_specification(string root, string file)
    {
        var contract = Load(file);
        var faults = new List<string>();
        var answers = 0;
        await using var account = await SandboxAccount.StartAsync(watch: (method, path, status, body) =>
        {
            answers++;
            if (contract is not null && path.StartsWith(root, StringComparison.Ordinal)) faults.AddRange(contract.Check(method, path, status, body));
        });

        await RunAllOperationsAsync(account, root);

        Assert.Empty(faults.Distinct());
        Assert.True(answers > 15, "The run is too short to say anything.");
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

        await account.GetAsync(root);
        var page = await account.GetAsync($"{root}?limit=1");
        await account.GetAsync($"{root}?limit=1&after={page.GetProperty("paging").GetProperty("next").Text("after")}");
        await account.GetAsync($"{root}/1");
        await account.GetAsync($"{root}/1/errors");
        await account.GetAsync($"{root}/1/errors?limit=1&includeErrorMessage=true&includeRowData=true");
        await account.SendAsync(HttpMethod.Post, $"{root}/1/cancel");
        await account.SendAsync(HttpMethod.Get, $"{root}/4711");
        await account.PostAsync(new ImportForm { RawRequest = "{" }.AddPart("a.csv", [1]), root);
        await account.PostAsync(ImportForm.Csv("0-3", "x\n", "A=dealname").Operation("0-3", "CREATE"), root);
        await CancelRunningAsync(account, root);
    }

    private static async Task CancelRunningAsync(SandboxAccount account, string root)
    {
        // Long enough that the cancel comes in time; were it not, the answer would be a 400, which the contract knows too.
        var rows = string.Concat(Enumerable.Repeat("x\n", 100_000));
        var (_, started) = await account.PostAsync(ImportForm.Csv("0-1", rows, "Name=firstname"), root);
        await account.SendAsync(HttpMethod.Post, $"{root}/{started.Text("id")}/cancel");
        await account.GetAsync($"{root}/{started.Text("id")}");
    }
}
