using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class LimitTests
{
    private const string Root = "/crm/imports/2026-03";

    [Fact]
    public async Task The_ten_seconds_of_an_app_are_a_window_that_moves()
    {
        var clock = new SteppedClock();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            Clock = clock, CallsPerInterval = 2, CallsPerDay = 100, Tokens = new Dictionary<string, string> { ["test-token"] = "a", ["other"] = "b" },
        });
        Assert.Equal(("2", "1", "10000", "99"), await HeadersAsync(200));
        clock.Now += TimeSpan.FromSeconds(6);
        Assert.Equal(("2", "0", "10000", "98"), await HeadersAsync(200));
        Assert.Equal(("2", "0", "10000", "98"), await HeadersAsync(429));
        clock.Now += TimeSpan.FromSeconds(4);
        Assert.Equal(("2", "0", "10000", "97"), await HeadersAsync(200));

        var (status, body) = await account.SendAsync(HttpMethod.Get, Root);
        Assert.Equal(429, status);
        Assert.Equal(("error", "RATE_LIMIT", "TEN_SECONDLY_ROLLING"), (body.Text("status"), body.Text("errorType"), body.Text("policyName")));
        Assert.True(Guid.TryParse(body.Text("correlationId"), out _) && Guid.TryParse(body.Text("requestId"), out _));
        Assert.False(body.TryGetProperty("category", out _));
        account.Http.DefaultRequestHeaders.Authorization = new("Bearer", "other");
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, Root)).Status);

        async Task<(string, string, string, string)> HeadersAsync(int expected)
        {
            using var response = await account.Http.GetAsync(Root);
            Assert.Equal(expected, (int)response.StatusCode);
            string Header(string name) => Assert.Single(response.Headers.GetValues("X-HubSpot-RateLimit-" + name));
            return (Header("Max"), Header("Remaining"), Header("Interval-Milliseconds"), Header("Daily-Remaining"));
        }
    }

    [Fact]
    public async Task The_calls_of_a_day_begin_anew_at_midnight()
    {
        var clock = new SteppedClock();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { Clock = clock, CallsPerDay = 1 });
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, Root)).Status);
        var (status, body) = await account.SendAsync(HttpMethod.Get, Root);
        Assert.Equal((429, "DAILY"), (status, body.Text("policyName")));
        clock.Now += TimeSpan.FromHours(12);
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, Root)).Status);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(null, 5L)]
    public async Task Imports_and_rows_of_24_hours_are_a_429_that_is_no_rate_limit(int? imports, long? rows)
    {
        var clock = new SteppedClock();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { Clock = clock, ImportsPerDay = imports, RowsPerDay = rows });
        var form = () => ImportForm.Csv("0-1", "1\n2\n", "Name=firstname");
        Assert.Equal(200, (await account.PostAsync(form())).Status);
        clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(200, (await account.PostAsync(form())).Status);
        var (status, body) = await account.PostAsync(form());
        Assert.Equal(429, status);
        Assert.False(body.TryGetProperty("errorType", out _));
        clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(200, (await account.PostAsync(form())).Status);
    }

    [Fact]
    public void A_free_account_has_smaller_limits()
    {
        var free = new SandboxOptions().AsFreeAccount();
        Assert.Equal((20L * 1024 * 1024, 50, 100), (free.MaxFileBytes, free.ImportsPerDay, free.CallsPerInterval));
    }

    [Fact]
    public async Task Without_limits_there_are_no_headers_of_them()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var response = await account.Http.GetAsync(Root);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("X-HubSpot", StringComparison.OrdinalIgnoreCase));
    }
}
