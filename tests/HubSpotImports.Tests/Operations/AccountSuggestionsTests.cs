using HubSpotImports.Operations;
using HubSpotImports.Tests.Api;
using HubSpotImports.Tests.Sandbox;

namespace HubSpotImports.Tests.Operations;

/// <summary>What Tab offers of an account: soon, or not at all, and lately asked. No time is measured: what waited for an answer would wait for the test.</summary>
public sealed class AccountSuggestionsTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task What_is_not_here_in_time_is_offered_at_a_later_Tab_and_asked_for_once()
    {
        var answer = new TaskCompletionSource();
        await using var server = new FakeHubSpot(async call =>
        {
            await answer.Task;
            await call.AnswerAsync(200, Properties("email"));
        });
        var suggestions = new AccountSuggestions(server.Client(), _clock);

        Assert.Empty(await suggestions.PropertiesAsync("contact"));
        Assert.Empty(await suggestions.PropertiesAsync("contacts"));
        answer.SetResult();

        Assert.Equal(["email"], await UntilAsync(suggestions, 1));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task What_was_known_is_offered_at_once_while_it_is_asked_for_anew()
    {
        var held = Task.CompletedTask;
        var name = "email";
        await using var server = new FakeHubSpot(async call =>
        {
            await held;
            await call.AnswerAsync(200, Properties(name, "phone"));
        });
        var suggestions = new AccountSuggestions(server.Client(), _clock);
        await UntilAsync(suggestions, 2);

        _clock.Now += TimeSpan.FromMinutes(4.9);
        Assert.Equal(["email", "phone"], await NamesAsync(suggestions));
        Assert.Single(server.Calls);

        var answer = new TaskCompletionSource();
        (held, name) = (answer.Task, "city");
        _clock.Now += TimeSpan.FromMinutes(0.2);
        Assert.Equal(["email", "phone"], await NamesAsync(suggestions));

        answer.SetResult();
        await SoonAsync(async () => (await NamesAsync(suggestions))[0] == "city");
        Assert.Equal(["city", "phone"], await NamesAsync(suggestions));
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public async Task A_fault_offers_nothing_or_what_was_known_and_is_not_met_at_every_key()
    {
        var status = 403;
        await using var server = new FakeHubSpot(call => call.AnswerAsync(status, status == 200 ? Properties("email") : "{}"));
        var suggestions = new AccountSuggestions(server.Client(), _clock);

        Assert.Empty(await suggestions.PropertiesAsync("contact"));
        await SoonAsync(() => Task.FromResult(server.Calls.Count == 1));
        Assert.Empty(await suggestions.PropertiesAsync("contact"));
        _clock.Now += TimeSpan.FromSeconds(9);
        Assert.Empty(await suggestions.PropertiesAsync("contact"));
        Assert.Single(server.Calls);

        status = 200;
        _clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(["email"], await UntilAsync(suggestions, 1));
        Assert.Equal(2, server.Calls.Count);

        status = 500;
        _clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(["email"], await NamesAsync(suggestions));
        await SoonAsync(() => Task.FromResult(server.Calls.Count == 3));
        Assert.Equal(["email"], await NamesAsync(suggestions));
    }

    [Fact]
    public async Task Imports_are_asked_for_again_after_twenty_seconds()
    {
        await using var server = new FakeHubSpot(200, """{"results":[{"id":"47","state":"DONE"}]}""");
        var suggestions = new AccountSuggestions(server.Client(), _clock);
        await SoonAsync(async () => (await suggestions.ImportsAsync()).Count == 1);

        _clock.Now += TimeSpan.FromSeconds(19);
        Assert.Equal("47", Assert.Single(await suggestions.ImportsAsync()).Id);
        Assert.Single(server.Calls);

        _clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal("47", Assert.Single(await suggestions.ImportsAsync()).Id);
        await SoonAsync(() => Task.FromResult(server.Calls.Count == 2));
    }

    private static string Properties(params string[] names) => $$"""{"results":[{{string.Join(",", names.Select(name => $$"""{"name":"{{name}}","label":"A label","type":"string"}"""))}}]}""";

    private static async Task<string[]> NamesAsync(AccountSuggestions suggestions) => [.. (await suggestions.PropertiesAsync("contact")).Select(suggestion => suggestion.Text)];

    private static async Task<string[]> UntilAsync(AccountSuggestions suggestions, int count)
    {
        string[] names = [];
        await SoonAsync(async () => (names = await NamesAsync(suggestions)).Length == count);
        return names;
    }

    private static async Task SoonAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo()) await Task.Delay(10, limit.Token);
    }
}
