using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class ReadBackTests
{
    [Fact]
    public async Task Records_are_listed_by_pages_with_the_properties_asked_for()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "a@example.org,A\nb@example.org,B\nc@example.org,C\n", "Mail=email", "City=city"));

        var first = await account.GetAsync("/crm/v3/objects/contacts?limit=2&properties=city,nothing");
        Assert.Equal(["A", "B"], first.GetProperty("results").EnumerateArray().Select(contact => contact.GetProperty("properties").Text("city")));
        Assert.Equal(JsonValueKind.Null, first.GetProperty("results")[0].GetProperty("properties").GetProperty("nothing").ValueKind);
        var second = await account.GetAsync($"/crm/v3/objects/0-1?limit=2&after={first.GetProperty("paging").GetProperty("next").Text("after")}");
        Assert.Equal("c@example.org", Assert.Single(second.GetProperty("results").EnumerateArray()).GetProperty("properties").Text("email"));
        Assert.False(second.TryGetProperty("paging", out _));
    }

    [Fact]
    public async Task The_ledger_is_the_same_over_HTTP_and_in_process_and_longer_than_a_page()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "other\n", "Name=firstname"));
        await account.ImportAsync(ImportForm.Csv("0-1", string.Concat(Enumerable.Repeat("Ann,bad\n", 2_500)), "Name=firstname", "Close=closedate"));

        var lines = (await account.Http.GetStringAsync("/sandbox/ledger?import=2")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var entries = await account.LedgerAsync(2);

        Assert.Equal(5_000, lines.Length);
        Assert.Equal(5_000, entries.Count);
        Assert.Equal(5_001, await account.Server.CountLedgerAsync());
        Assert.Equal(2_500, await account.Server.CountLedgerAsync(2, LedgerAction.ValueDropped));
        Assert.Contains("\"action\":\"valueDropped\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"errorCode\":\"COULD_NOT_PARSE_DATE\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 2_500).SelectMany(record => new long[] { record, record }), entries.Select(entry => entry.Record));
    }
}
