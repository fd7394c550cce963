using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>Tests that set the variables of the process: never beside one another, nor beside tests that read them.</summary>
[CollectionDefinition(nameof(EnvironmentVariables), DisableParallelization = true)]
public sealed class EnvironmentVariables;

[Collection(nameof(EnvironmentVariables))]
public sealed class ConnectAccountTests : IDisposable
{
    private readonly string? _token = Environment.GetEnvironmentVariable(ConnectAccount.TokenVariable);
    private readonly string? _baseUri = Environment.GetEnvironmentVariable(ConnectAccount.BaseUriVariable);

    public ConnectAccountTests() => Set(null, null);

    public void Dispose() => Set(_token, _baseUri);

    [Fact]
    public void What_is_given_goes_before_the_environment()
    {
        Set("of-environment", "https://environment.example/");

        var connection = ConnectAccount.Make(new ConnectAccountRequest { AccessToken = " given\n", BaseUri = new Uri("https://given.example/prefix?query"), ApiVersion = "v3" });

        Assert.Equal(("https://given.example/prefix/", "v3", "Connect-HsAccount"), (connection.BaseUri.ToString(), connection.ApiVersion, connection.Origin));
        Assert.True(ConnectAccount.AreSame(connection, ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "given", BaseUri = connection.BaseUri, ApiVersion = "v3" })));
    }

    [Fact]
    public void The_environment_will_do()
    {
        Set("of-environment", "http://127.0.0.1:8095");

        var connection = ConnectAccount.Make(new ConnectAccountRequest());

        Assert.Equal(("http://127.0.0.1:8095/", "2026-03", "Environment"), (connection.BaseUri.ToString(), connection.ApiVersion, connection.Origin));
        Assert.True(ConnectAccount.AreSame(connection, ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "of-environment" })));
        Assert.False(ConnectAccount.AreSame(connection, ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "another" })));
    }

    [Fact]
    public void Without_an_address_it_is_HubSpots_own() =>
        Assert.Equal("https://api.hubapi.com/", ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "t" }).BaseUri.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_token_there_is_no_connection(string? token) =>
        Assert.Equal("HsAccessTokenMissing", ErrorOf(new ConnectAccountRequest { AccessToken = token }).Id);

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("with\0nul")]
    [InlineData("smart “quotes”")]
    [InlineData("two words")]
    public void What_no_header_can_carry_is_no_token(string token)
    {
        var error = ErrorOf(new ConnectAccountRequest { AccessToken = token });

        Assert.Equal(("HsAccessTokenInvalid", HsErrorCategory.AuthenticationError), (error.Id, error.Category));
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.hubapi.com")]
    [InlineData("http://192.168.0.10:8095")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    public void A_token_does_not_go_over_the_network_unprotected(string address)
    {
        var error = ErrorOf(new ConnectAccountRequest { AccessToken = "t", BaseUri = new Uri(address) });

        Assert.Equal(("HsBaseUriNotSafe", HsErrorCategory.SecurityError), (error.Id, error.Category));
    }

    [Theory]
    [InlineData("http://localhost:8095")]
    [InlineData("http://127.0.0.1:8095")]
    [InlineData("http://[::1]:8095")]
    [InlineData("https://proxy.example")]
    public void It_goes_to_this_machine_and_to_https(string address) =>
        Assert.Equal(new Uri(address), ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "t", BaseUri = new Uri(address) }).BaseUri);

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("relative/path")]
    [InlineData("https://ann:secret@hubspot.example/")]
    [InlineData("ftp://ann:secret@hubspot.example/")]
    public void Other_addresses_are_none(string address)
    {
        Assert.DoesNotContain("secret", ErrorOf(new ConnectAccountRequest { AccessToken = "t", BaseUri = new Uri(address, UriKind.RelativeOrAbsolute) }).Message, StringComparison.Ordinal);
        Assert.Equal("HsBaseUriInvalid", ErrorOf(new ConnectAccountRequest { AccessToken = "t", BaseUri = new Uri(address, UriKind.RelativeOrAbsolute) }).Id);

        Set("t", address);
        Assert.Equal("HsBaseUriInvalid", ErrorOf(new ConnectAccountRequest()).Id);
    }

    [Theory]
    [InlineData("v4")]
    [InlineData("")]
    [InlineData("2026")]
    public void Other_versions_are_none(string version) =>
        Assert.Equal("HsApiVersionInvalid", ErrorOf(new ConnectAccountRequest { AccessToken = "t", ApiVersion = version }).Id);

    [Fact]
    public async Task A_connection_is_tried_once()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { Token = "good", TokensWithoutScope = ["weak"] });
        HsConnection? made = null;

        new RecordingSink().Run(async (pipe, stop) => made = await ConnectAccount.RunAsync(Of("good"), pipe, stop));
        Assert.Equal(["GET /crm/imports/2026-03"], sandbox.Requests);
        Assert.Equal($"{sandbox.Server.BaseAddress} (2026-03)", made!.ToString());

        Assert.Equal("HsUnauthorized", Assert.Throws<HsException>(() => new RecordingSink().Run(async (pipe, stop) => await ConnectAccount.RunAsync(Of("bad"), pipe, stop))).Id);
        Assert.Equal("HsMissingScope", Assert.Throws<HsException>(() => new RecordingSink().Run(async (pipe, stop) => await ConnectAccount.RunAsync(Of("weak"), pipe, stop))).Id);

        ConnectAccountRequest Of(string token) => new() { AccessToken = token, BaseUri = sandbox.Server.BaseAddress };
    }

    [Fact]
    public void No_text_and_no_property_of_a_connection_shows_the_token()
    {
        var connection = ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "pat-secret" });

        Assert.DoesNotContain("pat-secret", connection.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("pat-secret", System.Text.Json.JsonSerializer.Serialize(connection), StringComparison.Ordinal);
    }

    private static HsException ErrorOf(ConnectAccountRequest request) => Assert.Throws<HsException>(() => ConnectAccount.Make(request));

    private static void Set(string? token, string? baseUri)
    {
        Environment.SetEnvironmentVariable(ConnectAccount.TokenVariable, token);
        Environment.SetEnvironmentVariable(ConnectAccount.BaseUriVariable, baseUri);
    }
}
