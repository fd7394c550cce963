using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using HubSpotImports.Sandbox;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Tests.Sandbox;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("Bearer", "", 401)]
    [InlineData("Basic", "abc", 401)]
    [InlineData("Bearer", "wrong", 401)]
    [InlineData("Bearer", "limited", 403)]
    [InlineData("Bearer", "right", 200)]
    public async Task Only_the_named_token_with_the_scope_gets_in(string? scheme, string? token, int expected)
    {
        await using var account = await SandboxAccount.StartAsync(
            SandboxOptions.FullSpeed with { Token = "right", TokensWithoutScope = ["limited"] });
        account.Http.DefaultRequestHeaders.Authorization = scheme is null ? null : new AuthenticationHeaderValue(scheme, token);

        var (status, body) = await account.SendAsync(HttpMethod.Get, "/crm/v3/imports");

        Assert.Equal(expected, status);
        if (expected == 401) Assert.Equal("INVALID_AUTHENTICATION", body.Text("category"));
        if (expected == 403) Assert.Equal("MISSING_SCOPES", body.Text("category"));
    }

    [Fact]
    public async Task A_token_without_the_scope_may_read_properties()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { TokensWithoutScope = ["test-token"] });
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, "/crm/v3/properties/contacts")).Status);
        foreach (var path in new[] { "/crm/v3/imports", "/crm/imports/2026-03/1", "/crm/v3/imports/1/errors" })
            Assert.Equal(403, (await account.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task An_app_sees_its_own_imports_only()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            Tokens = new Dictionary<string, string> { ["one"] = "a", ["two"] = "a", ["three"] = "b" },
        });
        As("one");
        await account.ImportAsync(ImportForm.Csv("0-1", "bad\n", "Mail=email"));
        As("two");
        Assert.Equal(1, (await account.GetAsync("/crm/v3/imports")).GetProperty("results").GetArrayLength());
        As("three");
        Assert.Equal(0, (await account.GetAsync("/crm/v3/imports")).GetProperty("results").GetArrayLength());
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, "/crm/v3/imports/1")).Status);
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Get, "/crm/v3/imports/1/errors")).Status);
        Assert.Equal(404, (await account.SendAsync(HttpMethod.Post, "/crm/v3/imports/1/cancel")).Status);
        As("four");
        Assert.Equal(401, (await account.SendAsync(HttpMethod.Get, "/crm/v3/imports")).Status);

        void As(string token) => account.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    [Theory]
    [InlineData("/sandbox/ledger", "GET")]
    [InlineData("/sandbox/faults", "DELETE")]
    [InlineData("/sandbox/imports/1/revert", "POST")]
    public async Task What_is_the_sandboxs_own_needs_a_header_that_no_page_can_send(string path, string method)
    {
        await using var account = await SandboxAccount.StartAsync();
        account.Http.DefaultRequestHeaders.Remove("X-HubSpot-Sandbox");
        Assert.Equal(403, (await account.SendAsync(new HttpMethod(method), path)).Status);
    }

    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:1", 200)]
    [InlineData("[::1]:8095", 200)]
    public async Task A_request_for_another_host_is_refused(string host, int expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        foreach (var path in new[] { "/crm/v3/imports", "/sandbox/faults" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            using var response = await account.Http.SendAsync(request);
            Assert.Equal(expected, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Other_machines_can_only_reach_a_sandbox_with_a_token_and_then_nothing_without_it()
    {
        var open = SandboxOptions.FullSpeed with { Url = new Uri("http://0.0.0.0:0") };
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(open));
        await using var server = await SandboxServer.StartAsync(open with { Token = "right" });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.BaseAddress.Port}") };
        http.DefaultRequestHeaders.Add("X-HubSpot-Sandbox", "1");
        using var without = await http.GetAsync("/sandbox/ledger");
        Assert.Equal(401, (int)without.StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "right");
        using var with = await http.GetAsync("/sandbox/ledger");
        Assert.Equal(200, (int)with.StatusCode);
    }

    [Fact]
    public async Task JSON_that_is_too_long_is_a_413()
    {
        await using var account = await SandboxAccount.StartAsync();
        Assert.Equal(413, (await account.PostJsonAsync("/crm/v3/schemas", new string(' ', 2_000_000))).Status);
    }

    [Fact]
    public async Task A_401_comes_before_the_body_is_asked_for()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(account.Server.BaseAddress.Host, account.Server.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /crm/v3/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n"));

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 401 Unauthorized", await reader.ReadLineAsync());
    }

    [Theory]
    [InlineData("GET", "/crm/v3/imports/4711", 404)]
    [InlineData("GET", "/crm/v3/imports/abc", 404)]
    [InlineData("GET", "/crm/v3/imports/4711/errors", 404)]
    [InlineData("POST", "/crm/imports/2026-03/4711/cancel", 404)]
    [InlineData("GET", "/crm/imports/yesterday", 404)]
    [InlineData("GET", "/crm/v3/nothing", 404)]
    [InlineData("GET", "/crm/v3/properties/unicorns", 404)]
    [InlineData("GET", "/crm/v3/objects/contacts/1", 404)]
    [InlineData("DELETE", "/crm/v3/imports/1", 405)]
    [InlineData("GET", "/crm/v3/imports?limit=0", 400)]
    [InlineData("GET", "/crm/v3/imports?after=x", 400)]
    public async Task What_is_not_there_is_refused_in_the_shape_of_HubSpot(string method, string path, int expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        var (status, body) = await account.SendAsync(new HttpMethod(method), path);
        Assert.Equal(expected, status);
        Assert.Equal("error", body.Text("status"));
        Assert.True(Guid.TryParse(body.Text("correlationId"), out _));
        if (expected == 404) Assert.Equal("OBJECT_NOT_FOUND", body.Text("category"));
    }

    [Fact]
    public async Task A_test_can_answer_in_place_of_the_sandbox()
    {
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "POST") return false;
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync("{}");
                return true;
            },
        });
        using var content = new StringContent("");
        using var refused = await account.Http.PostAsync("/crm/v3/imports", content);
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal(200, (await account.SendAsync(HttpMethod.Get, "/crm/v3/imports")).Status);
    }

    [Fact]
    public async Task The_log_has_a_line_for_each_request_and_neither_token_nor_query()
    {
        var lines = new List<string>();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { Log = lines.Add });
        await account.GetAsync("/crm/v3/imports?limit=7");
        Assert.Equal(["GET /crm/v3/imports 200"], lines);
    }
}
