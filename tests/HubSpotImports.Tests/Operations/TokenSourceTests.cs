using System.Collections.Concurrent;
using HubSpotImports.Api;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Api;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using HubSpotImports.Tests.Sandbox;

namespace HubSpotImports.Tests.Operations;

/// <summary>Tokens that are fetched: when, how often, and what becomes of a call that HubSpot answers with 401.</summary>
public sealed class TokenSourceTests
{
    private const string Token = "POST /oauth/2026-03/token";
    private const string List = "GET /crm/imports/2026-03";

    private readonly SkippingClock _clock = new();
    private readonly SteppedClock _sandboxClock = new();

    [Fact]
    public async Task A_token_of_OAuth_is_fetched_once_for_many_calls()
    {
        await using var sandbox = await StartAsync();
        var client = ClientOf(OAuth(sandbox));

        await ListAsync(client);
        await ListAsync(client.With(new RetrySettings { MaximumRetryCount = 0, TimeProvider = _clock }));

        Assert.Equal([Token, List, List], sandbox.Requests);
    }

    [Fact]
    public async Task Calls_at_the_same_time_fetch_one_token()
    {
        await using var sandbox = await StartAsync();
        var client = ClientOf(OAuth(sandbox));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ListAsync(client)));

        Assert.Single(sandbox.Requests, request => request == Token);
    }

    [Fact]
    public async Task It_is_renewed_shortly_before_it_expires()
    {
        var log = new ConcurrentQueue<string>();
        await using var sandbox = await StartAsync(options => options with { Log = log.Enqueue });
        var client = ClientOf(OAuth(sandbox));

        await ListAsync(client);
        Pass(TimeSpan.FromSeconds(1_739));
        await ListAsync(client);
        Assert.Single(sandbox.Requests, request => request == Token);

        Pass(TimeSpan.FromSeconds(1));
        await ListAsync(client);
        Assert.Equal([Token, List, List, Token, List], sandbox.Requests);
        Assert.All(log, line => Assert.EndsWith(" 200", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_401_in_the_middle_of_a_wait_renews_and_the_wait_goes_on()
    {
        var looks = 0;
        await using var sandbox = await StartAsync(options => options with
        {
            Intercept = context =>
            {
                // Expires between two looks, and the client's clock does not know.
                if (context.Request.Path.Value!.EndsWith("/imports/2026-03/1", StringComparison.Ordinal) && ++looks == 3) _sandboxClock.Now += TimeSpan.FromHours(1);
                return Task.FromResult(false);
            },
            BeforeProcessing = async (_, stop) =>
            {
                while (Volatile.Read(ref looks) < 6) await Task.Delay(5, stop);
            },
        });
        var client = ClientOf(OAuth(sandbox));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);

        var sink = new RecordingSink().Run((pipe, stop) => new StartImport(client.In(pipe), sandbox.Definitions, sandbox.Data, null, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));

        Assert.Equal("DONE", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Empty(sink.Errors);
        Assert.Equal(2, sandbox.Requests.Count(request => request == Token));
    }

    [Fact]
    public async Task A_start_that_is_answered_with_401_is_made_again_with_another_token_and_counts_once()
    {
        await using var sandbox = await StartAsync(options => options with { Faults = [new SandboxFault { On = RequestKind.Start, Do = FaultAction.Answer, Status = 401 }] });
        var client = ClientOf(OAuth(sandbox));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);

        var sink = new RecordingSink().Run((pipe, stop) => new StartImport(client.In(pipe), sandbox.Definitions, sandbox.Data, null, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));

        Assert.Empty(sink.Errors);
        Assert.Equal(2, sandbox.Posts.Count);
        Assert.Equal(2, sandbox.Requests.Count(request => request == Token));
        Assert.Equal(2, (await sandbox.LedgerAsync()).Count);
    }

    [Fact]
    public async Task A_second_401_in_a_row_is_the_error()
    {
        await using var sandbox = await StartAsync(options => options with { Faults = [new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Status = 401, Times = 0 }] });

        var error = await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(OAuth(sandbox))));

        Assert.Equal("HsUnauthorized", error.Id);
        Assert.StartsWith("Connect-HsAccount -ClientId", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([Token, List, Token, List], sandbox.Requests);
    }

    [Fact]
    public async Task A_token_that_was_given_is_not_tried_twice()
    {
        await using var sandbox = await StartAsync();

        Assert.Equal("HsUnauthorized", (await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(new ConnectAccountRequest { AccessToken = "wrong", BaseUri = sandbox.Server.BaseAddress })))).Id);
        Assert.Equal([List], sandbox.Requests);
    }

    [Theory]
    [InlineData("id", "secret", "wrong-refresh", "missing or invalid refresh token")]
    [InlineData("id", "wrong-secret", "refresh", "missing or invalid client secret")]
    public async Task A_client_that_HubSpot_does_not_know_is_an_error_of_its_own(string id, string secret, string refreshToken, string said)
    {
        await using var sandbox = await StartAsync();
        HsException? error = null;

        new RecordingSink().Run(async (pipe, stop) => error = await Assert.ThrowsAsync<HsException>(() => ConnectAccount.RunAsync(
            OAuth(sandbox) with { ClientId = id, ClientSecret = secret, RefreshToken = refreshToken }, pipe, stop)));

        Assert.Equal(("HsTokenNotRenewed", HsErrorCategory.AuthenticationError, 400), (error!.Id, error.Category, error.StatusCode));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal([Token], sandbox.Requests);
    }

    [Fact]
    public async Task A_token_endpoint_that_is_out_of_order_is_asked_again()
    {
        await using var sandbox = await StartAsync(options => options with { Faults = [new SandboxFault { On = RequestKind.Token, Do = FaultAction.Answer, Times = 3 }] });

        var sink = new RecordingSink().Run((pipe, stop) => new GetImport(ClientOf(OAuth(sandbox)).In(pipe)).RunAsync(new GetImportRequest(), pipe, stop));

        Assert.Equal([Token, Token, Token, Token, List], sandbox.Requests);
        Assert.Equal(3, sink.Verbose.Count(text => text.StartsWith("POST oauth/2026-03/token failed at attempt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_it_stays_so_the_attempts_are_not_multiplied()
    {
        await using var sandbox = await StartAsync(options => options with { Faults = [new SandboxFault { On = RequestKind.Token, Do = FaultAction.Answer, Times = 0 }] });

        Assert.Equal("HsServiceUnavailable", (await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(OAuth(sandbox))))).Id);
        Assert.Equal(6, sandbox.Requests.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("<html>a proxy</html>")]
    public async Task An_answer_without_a_token_is_none(string body)
    {
        await using var server = new FakeHubSpot(200, body);

        var error = await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(new ConnectAccountRequest { ClientId = "id", ClientSecret = "secret", RefreshToken = "refresh", BaseUri = server.BaseUri })));

        Assert.Equal("HsUnexpectedAnswer", error.Id);
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData("v3", "/oauth/v3/token")]
    [InlineData("2025-09", "/oauth/v3/token")]
    [InlineData("2026-03", "/oauth/2026-03/token")]
    [InlineData("2026-09", "/oauth/2026-09/token")]
    public async Task The_client_is_in_the_body_of_a_post_to_the_versions_own_address(string version, string address)
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, call.Method == "POST" ? """{"access_token":"fetched","expires_in":1800}""" : "{}"));

        await ListAsync(ClientOf(new ConnectAccountRequest { ClientId = "id", ClientSecret = "s&c=ret", RefreshToken = "refresh", BaseUri = server.BaseUri, ApiVersion = version }));

        var call = server.Calls[0];
        Assert.Equal(("POST", address, "application/x-www-form-urlencoded"), (call.Method, call.Target, call.Headers["Content-Type"]));
        Assert.Equal("grant_type=refresh_token&client_id=id&client_secret=s%26c%3Dret&refresh_token=refresh", System.Text.Encoding.ASCII.GetString(call.Body));
        Assert.False(call.Headers.ContainsKey("Authorization"));
        Assert.Equal("Bearer fetched", server.Calls[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task No_text_shows_a_token_old_or_new_nor_what_it_was_fetched_with()
    {
        string[] secrets = ["the-secret", "the-refresh-token", "access-1", "access-2"];
        var tokens = 0;
        await using var server = new FakeHubSpot(call => call.Method == "POST"
            ? call.AnswerAsync(200, $$"""{"access_token":"access-{{++tokens}}","expires_in":1800}""")
            : call.AnswerAsync(tokens == 1 ? 401 : 400, $$"""{"message":"{{string.Join(" ", secrets.Take(2 + tokens))}}","correlationId":"access-1","category":"the-secret"}"""));

        HsException? error = null;
        var sink = new RecordingSink().Run(async (pipe, stop) => error = await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(new ConnectAccountRequest
        {
            ClientId = "id", ClientSecret = secrets[0], RefreshToken = secrets[1], BaseUri = server.BaseUri,
        }).In(pipe))));

        Assert.Equal((400, 2), (error!.StatusCode, tokens));
        Assert.Contains("[token] [token] [token] [token]", error.Message, StringComparison.Ordinal);
        var told = $"{error} {error.RecommendedAction} {error.CorrelationId} {error.HubSpotCategory} {string.Join(" ", sink.Verbose)} {error.Target}";
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_is_asked_once_on_the_thread_of_the_cmdlet_and_again_after_a_401()
    {
        await using var sandbox = await StartAsync(options => options with { Tokens = new Dictionary<string, string> { ["first"] = "default", ["second"] = "default" }, Faults = [new SandboxFault { On = RequestKind.List, Nth = 2, Do = FaultAction.Answer, Status = 401 }] });
        var threads = new List<int>();
        var client = ClientOf(Asking(sandbox, () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return threads.Count == 1 ? "first" : " second\n";
        }));

        for (var i = 0; i < 3; i++) new RecordingSink().Run((pipe, stop) => new GetImport(client.In(pipe)).RunAsync(new GetImportRequest(), pipe, stop));

        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);
        Assert.Equal([List, List, List, List], sandbox.Requests);
    }

    [Theory]
    [InlineData(null, "it gave nothing")]
    [InlineData("", "it gave nothing")]
    [InlineData("throw", "the vault is locked")]
    public async Task A_script_that_fails_is_an_error_of_its_own(string? gives, string said)
    {
        await using var sandbox = await StartAsync();
        var client = ClientOf(Asking(sandbox, () => gives == "throw" ? throw new InvalidOperationException("the vault is locked") : gives));

        var error = Assert.Throws<HsException>(() => new RecordingSink().Run((pipe, stop) => new GetImport(client.In(pipe)).RunAsync(new GetImportRequest(), pipe, stop)));

        Assert.Equal(("HsTokenSourceFailed", HsErrorCategory.AuthenticationError), (error.Id, error.Category));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-HsAccount -AccessTokenSource", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sandbox.Requests);
    }

    [Fact]
    public async Task What_a_script_gives_that_no_header_can_carry_is_no_token()
    {
        await using var sandbox = await StartAsync();

        Assert.Equal("HsAccessTokenInvalid", (await Assert.ThrowsAsync<HsException>(() => ListAsync(ClientOf(Asking(sandbox, () => "two\nlines"))))).Id);
    }

    [Fact]
    public async Task A_script_that_fails_is_asked_for_no_further_file()
    {
        await using var sandbox = await StartAsync();
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);
        var client = ClientOf(Asking(sandbox, () => null));

        Assert.Equal("HsTokenSourceFailed", Assert.Throws<HsException>(() => new RecordingSink().Run(
            (pipe, stop) => new StartImport(client.In(pipe), sandbox.Definitions).RunAsync(request, pipe, stop))).Id);
    }

    [Fact]
    public async Task The_app_of_a_private_apps_token_is_known_and_of_others_not()
    {
        await using var sandbox = await StartAsync();
        await using var silent = new FakeHubSpot(500, "");
        var asked = sandbox.Requests.Count;

        var app = await sandbox.Client.GetTokenInfoAsync(default);
        Assert.Matches("^[0-9]{7}$", app?.AppId);
        Assert.Equal(await sandbox.Client.GetAccountAsync(default), app?.HubId);
        Assert.Equal(app, await ClientOf(Asking(sandbox, () => "test-token")).GetTokenInfoAsync(default));
        Assert.Null(await ClientOf(OAuth(sandbox)).GetTokenInfoAsync(default));
        Assert.Null(await silent.Client().GetTokenInfoAsync(default));
        Assert.Equal("POST /oauth/v2/private-apps/get/access-token-info", sandbox.Requests[asked]);
    }

    [Theory]
    [InlineData(403, "62515", "62515")]
    [InlineData(200, "4711", "4711")]
    public async Task An_account_that_may_not_be_asked_for_is_known_from_its_token(int status, string account, string expected)
    {
        await using var server = new FakeHubSpot(call => call.Target.Contains("account-info", StringComparison.Ordinal)
            ? call.AnswerAsync(status, $$"""{"portalId":{{account}}}""")
            : call.AnswerAsync(200, """{"hubId":62515,"appId":1234567,"userId":1,"scopes":[]}"""));

        Assert.Equal(new AccountIdentity(expected, "1234567"), await server.Client().IdentifyAsync(default));
    }

    [Fact]
    public async Task An_app_that_nobody_can_be_asked_for_is_an_error()
    {
        var sandbox = await StartAsync();
        await sandbox.DisposeAsync();

        Assert.Equal("HsServerUnreachable", (await Assert.ThrowsAsync<HsException>(() => sandbox.Client.GetTokenInfoAsync(default))).Id);
    }

    [Theory]
    [InlineData("", "secret", "refresh", "-ClientId")]
    [InlineData("id", " ", "refresh", "-ClientSecret")]
    [InlineData("id", "secret", null, "-RefreshToken")]
    public void A_client_has_an_id_a_secret_and_a_refresh_token(string id, string? secret, string? refreshToken, string missing)
    {
        var error = Assert.Throws<HsException>(() => ConnectAccount.Make(new ConnectAccountRequest { ClientId = id, ClientSecret = secret, RefreshToken = refreshToken }));

        Assert.Equal("HsOAuthIncomplete", error.Id);
        Assert.StartsWith(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_go_to_https_or_this_machine() =>
        Assert.Equal("HsBaseUriNotSafe", Assert.Throws<HsException>(() => ConnectAccount.Make(
            new ConnectAccountRequest { ClientId = "id", ClientSecret = "secret", RefreshToken = "refresh", BaseUri = new Uri("http://api.hubapi.com") })).Id);

    [Fact]
    public void Connections_are_the_same_when_they_get_the_same_tokens()
    {
        Func<string?> ask = () => "t";
        var oauth = new ConnectAccountRequest { ClientId = "id", ClientSecret = "secret", RefreshToken = "refresh", BaseUri = new Uri("https://example.org") };
        var asking = new ConnectAccountRequest { AccessTokenSource = ask, BaseUri = oauth.BaseUri };

        Assert.True(AreSame(oauth, oauth with { ApiVersion = ApiVersion.Default }));
        Assert.True(AreSame(asking, asking with { }));
        Assert.False(AreSame(oauth, oauth with { RefreshToken = "other" }));
        Assert.False(AreSame(asking, asking with { AccessTokenSource = () => "t" }));
        Assert.False(AreSame(oauth, asking));

        static bool AreSame(ConnectAccountRequest one, ConnectAccountRequest other) => ConnectAccount.AreSame(ConnectAccount.Make(one), ConnectAccount.Make(other));
    }

    [Fact]
    public void No_text_and_no_property_of_a_connection_shows_a_secret()
    {
        var connection = ConnectAccount.Make(new ConnectAccountRequest { ClientId = "the-id", ClientSecret = "the-secret", RefreshToken = "the-refresh" });

        Assert.DoesNotContain("the-", $"{connection} {System.Text.Json.JsonSerializer.Serialize(connection)}", StringComparison.Ordinal);
    }

    private void Pass(TimeSpan time)
    {
        _clock.Advance(time);
        _sandboxClock.Now += time;
    }

    private Task<ConnectedSandbox> StartAsync(Func<SandboxOptions, SandboxOptions>? change = null)
    {
        var options = SandboxOptions.FullSpeed with
        {
            Clock = _sandboxClock,
            Tokens = new Dictionary<string, string> { ["test-token"] = "default" },
            OAuthClients = [new SandboxOAuthClient("id", "secret", "refresh")],
        };
        return ConnectedSandbox.StartAsync(change is null ? options : change(options));
    }

    private static ConnectAccountRequest OAuth(ConnectedSandbox sandbox) =>
        new() { ClientId = "id", ClientSecret = "secret", RefreshToken = "refresh", BaseUri = sandbox.Server.BaseAddress };

    private static ConnectAccountRequest Asking(ConnectedSandbox sandbox, Func<string?> ask) => new() { AccessTokenSource = ask, BaseUri = sandbox.Server.BaseAddress };

    private HubSpotClient ClientOf(ConnectAccountRequest request) => new(ConnectAccount.Make(request), retries: new RetrySettings { TimeProvider = _clock, Random = () => 0.5 });

    private static async Task ListAsync(HubSpotClient client)
    {
        await foreach (var _ in client.ListImportsAsync(100, default)) { }
    }
}
