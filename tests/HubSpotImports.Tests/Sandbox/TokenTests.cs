using System.Net.Http.Headers;
using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>Access tokens that are handed out, and what they are good for.</summary>
public sealed class TokenTests
{
    private static readonly SandboxOptions Options = SandboxOptions.FullSpeed with { OAuthClients = [new SandboxOAuthClient("id", "secret", "refresh", "app")] };

    [Theory]
    [InlineData("/oauth/v3/token")]
    [InlineData("/oauth/2026-03/token")]
    public async Task A_refresh_token_gives_an_access_token_that_lets_its_app_in(string address)
    {
        await using var account = await SandboxAccount.StartAsync(Options);
        account.Http.DefaultRequestHeaders.Authorization = null;

        var (status, body) = await AskAsync(account, address);

        Assert.Equal(200, status);
        Assert.Equal(
            ["access_token", "expires_in", "hub_id", "refresh_token", "scopes", "token_type", "token_use", "user_id"],
            body.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("refresh", "bearer", "access_token", 1800), (body.Text("refresh_token"), body.Text("token_type"), body.Text("token_use"), body.GetProperty("expires_in").GetInt32()));
        Assert.Equal(200, await ListAsync(account, body.Text("access_token")!));
        Assert.Equal(401, await ListAsync(account, "any other"));
    }

    [Theory]
    [InlineData("id", "secret", "wrong", "BAD_REFRESH_TOKEN")]
    [InlineData("id", "wrong", "refresh", "BAD_CLIENT_SECRET")]
    [InlineData("wrong", "secret", "refresh", "BAD_CLIENT_ID")]
    [InlineData("id", "secret", "refresh", "VALIDATION_ERROR", "authorization_code")]
    public async Task Another_client_gets_none(string id, string secret, string refreshToken, string category, string grant = "refresh_token")
    {
        await using var account = await SandboxAccount.StartAsync(Options);

        var (status, body) = await AskAsync(account, "/oauth/2026-03/token", id, secret, refreshToken, grant);

        Assert.Equal((400, category), (status, body.Text("category")));
    }

    [Fact]
    public async Task What_is_asked_in_another_way_is_refused()
    {
        await using var account = await SandboxAccount.StartAsync(Options);

        Assert.Equal(400, (await account.PostJsonAsync("/oauth/2026-03/token", """{"grant_type":"refresh_token"}""")).Status);
        Assert.Equal(404, (await AskAsync(account, "/oauth/yesterday/token")).Status);
    }

    [Fact]
    public async Task An_access_token_expires_by_the_sandboxs_clock()
    {
        var clock = new SteppedClock();
        await using var account = await SandboxAccount.StartAsync(Options with { Clock = clock, AccessTokenLifetime = TimeSpan.FromMinutes(5) });
        var first = (await AskAsync(account, "/oauth/2026-03/token")).Body.Text("access_token")!;

        clock.Now += TimeSpan.FromSeconds(299);
        Assert.Equal(200, await ListAsync(account, first));
        clock.Now += TimeSpan.FromSeconds(8);
        account.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first);
        var (status, body) = await account.SendAsync(HttpMethod.Get, "/crm/v3/imports");

        Assert.Equal((401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired 7 second(s) ago."), (status, body.Text("category"), body.Text("message")));
        Assert.Equal(200, await ListAsync(account, (await AskAsync(account, "/oauth/2026-03/token")).Body.Text("access_token")!));
    }

    [Fact]
    public async Task An_app_has_a_number_that_stays()
    {
        var options = SandboxOptions.FullSpeed with { Tokens = new Dictionary<string, string> { ["one"] = "a", ["two"] = "a", ["three"] = "b" } };
        var numbers = new List<long>();
        for (var start = 0; start < 2; start++)
        {
            await using var account = await SandboxAccount.StartAsync(options);
            foreach (var token in options.Tokens.Keys)
            {
                account.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var (_, body) = await account.PostJsonAsync("/oauth/v2/private-apps/get/access-token-info", $$"""{"tokenKey":"{{token}}"}""");
                Assert.Equal(["appId", "hubId", "scopes", "userId"], body.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
                numbers.Add(body.GetProperty("appId").GetInt64());
            }
        }

        Assert.Equal(numbers[0], numbers[1]);
        Assert.NotEqual(numbers[0], numbers[2]);
        Assert.Equal(numbers[..3], numbers[3..]);
    }

    [Fact]
    public async Task Of_a_token_that_is_no_private_apps_nothing_is_told()
    {
        await using var account = await SandboxAccount.StartAsync(Options);
        var token = (await AskAsync(account, "/oauth/2026-03/token")).Body.Text("access_token")!;
        account.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        Assert.Equal(404, (await account.PostJsonAsync("/oauth/v2/private-apps/get/access-token-info", $$"""{"tokenKey":"{{token}}"}""")).Status);
    }

    private static async Task<(int Status, JsonElement Body)> AskAsync(
        SandboxAccount account, string address, string id = "id", string secret = "secret", string refreshToken = "refresh", string grant = "refresh_token")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = grant, ["client_id"] = id, ["client_secret"] = secret, ["refresh_token"] = refreshToken,
        });
        return await account.SendAsync(HttpMethod.Post, address, form);
    }

    private static async Task<int> ListAsync(SandboxAccount account, string token)
    {
        account.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await account.SendAsync(HttpMethod.Get, "/crm/v3/imports")).Status;
    }
}
