using System.Net;
using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Api;

/// <summary>What a proxy on loopback sees of a connection that names it.</summary>
public sealed class ProxyTests
{
    private const string Hidden = "a-password-of-the-test";

    private static readonly string Expected = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"ada:{Hidden}"));

    [Fact]
    public async Task A_proxy_is_asked_for_the_way_and_given_its_account_and_never_the_token()
    {
        await using var proxy = new FakeHubSpot(call => call.Headers.ContainsKey("Proxy-Authorization")
            ? call.AnswerAtOnceAsync(502, "")
            : call.AnswerAtOnceAsync(407, "", moreHeaders: "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));

        var error = await Assert.ThrowsAsync<HsException>(() => ClientBehind(proxy, new NetworkCredential("ada", Hidden)).GetImportAsync("47", default));

        Assert.Equal("HsServerUnreachable", error.Id);
        Assert.DoesNotContain(Hidden, error.ToString(), StringComparison.Ordinal);
        Assert.All(proxy.Calls, call => Assert.Equal(("CONNECT", "hubspot.invalid:443"), (call.Method, call.Target)));
        Assert.Equal(Expected, proxy.Calls[^1].Headers["Proxy-Authorization"]);
        Assert.DoesNotContain(proxy.Calls, call => call.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task An_account_in_the_address_of_a_proxy_is_used_and_not_shown()
    {
        await using var proxy = new FakeHubSpot(call => call.Headers.ContainsKey("Proxy-Authorization")
            ? call.AnswerAtOnceAsync(502, "")
            : call.AnswerAtOnceAsync(407, "", moreHeaders: "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));
        var connection = ConnectAccount.Make(new ConnectAccountRequest
        {
            AccessToken = FakeHubSpot.Token,
            BaseUri = new Uri("https://hubspot.invalid/"),
            Proxy = new UriBuilder(proxy.BaseUri) { UserName = "ada", Password = Hidden }.Uri,
        });

        await Assert.ThrowsAsync<HsException>(() => new HubSpotClient(connection, retries: new RetrySettings { MaximumRetryCount = 0 }).GetImportAsync("47", default));

        Assert.Equal(Expected, proxy.Calls[^1].Headers["Proxy-Authorization"]);
        Assert.Equal(proxy.BaseUri, connection.Proxy);
    }

    [Fact]
    public async Task A_proxy_that_wants_an_account_and_gets_none_is_an_error()
    {
        await using var proxy = new FakeHubSpot(call => call.AnswerAtOnceAsync(407, "", moreHeaders: "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));

        var error = await Assert.ThrowsAsync<HsException>(() => ClientBehind(proxy, null).GetImportAsync("47", default));

        Assert.Equal("HsServerUnreachable", error.Id);
        Assert.DoesNotContain(proxy.Calls, call => call.Headers.ContainsKey("Proxy-Authorization"));
    }

    private static HubSpotClient ClientBehind(FakeHubSpot proxy, ICredentials? account) => new(
        ConnectAccount.Make(new ConnectAccountRequest { AccessToken = FakeHubSpot.Token, BaseUri = new Uri("https://hubspot.invalid/"), Proxy = proxy.BaseUri, ProxyCredential = account }),
        retries: new RetrySettings { MaximumRetryCount = 0 });
}
