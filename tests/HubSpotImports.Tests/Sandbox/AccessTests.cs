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
