using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Connects the session to a HubSpot account.</summary>
/// <remarks>
/// <para>Asks HubSpot once whether the token is good for imports, and says what is missing if it is not. All other commands of the session then work
/// with this account. A connection that fails leaves the session without any account, so that a script that goes on reaches no other one.</para>
/// <para>Where the environment variable HUBSPOT_ACCESS_TOKEN holds a token, this command need not be typed at all. The token is that of a private
/// app, a service key or OAuth; it needs the scope <c>crm.import</c>, and one that reads properties, such as <c>crm.schemas.contacts.read</c>. It is kept in
/// memory, and in no output, message or file.</para>
/// </remarks>
/// <returns>With <c>-PassThru</c>: the connection, without its token.</returns>
/// <example>
/// <title>A token that is typed</title>
/// <code>Connect-HsAccount -AccessToken (Read-Host -AsSecureString)</code>
/// <para>Asks for the token, without showing it, and connects the session.</para>
/// </example>
/// <example>
/// <title>A token from a vault, asked for again when it has expired</title>
/// <code>Connect-HsAccount -AccessTokenSource { Get-Secret HubSpot }</code>
/// <para>The script block runs now, and again when HubSpot does not accept the token any more. <c>Get-Secret</c> is a command of the module SecretManagement.</para>
/// </example>
/// <example>
/// <title>An app that was installed through OAuth</title>
/// <code>
/// Connect-HsAccount -ClientId my-app -ClientSecret (Get-Secret HubSpotApp) `
///     -RefreshToken (Get-Secret HubSpotRefresh)
/// </code>
/// <para>Access tokens are fetched with the refresh token, and again before they expire, also in the middle of a long wait.</para>
/// </example>
/// <example>
/// <title>Two accounts in one session</title>
/// <code>
/// $europe = Connect-HsAccount -AccessToken (Get-Secret HubSpotEU) -PassThru
/// $america = Connect-HsAccount -AccessToken (Get-Secret HubSpotUS) -PassThru
/// Get-HsImport -First 5 -Connection $europe
/// </code>
/// <para>Commands with <c>-Connection</c> work with that account; the others with the one that was connected last.</para>
/// </example>
/// <example>
/// <title>A rehearsal, without HubSpot</title>
/// <code>Connect-HsAccount any-token -BaseUri http://127.0.0.1:8095</code>
/// <para>Connects to the sandbox of this project, which was started with <c>dotnet run --project src/HubSpotImports.Sandbox</c>.</para>
/// </example>
/// <seealso cref="DisconnectHsAccountCommand"/>
/// <seealso cref="TestHsAccountCommand"/>
/// <seealso>about_HsAuthentication</seealso>
[Cmdlet(VerbsCommunications.Connect, "HsAccount", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(HsConnection))]
public sealed class ConnectHsAccountCommand : HsCallingCommand
{
    private const string TokenSet = "Token";
    private const string OAuthSet = "OAuth";
    private const string SourceSet = "Source";

    /// <summary>The access token of a private app, a service key or OAuth: a SecureString as <c>Get-Secret</c> and <c>Read-Host -AsSecureString</c> give it, a credential, or text. Without it, that of the environment variable HUBSPOT_ACCESS_TOKEN.</summary>
    [Parameter(ParameterSetName = TokenSet, Position = 0)]
    [SecretTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>The client id of an app that was installed through OAuth. Its access tokens are fetched from HubSpot, and again before they expire.</summary>
    [Parameter(ParameterSetName = OAuthSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The client secret of the app: a SecureString, a credential or text.</summary>
    [Parameter(ParameterSetName = OAuthSet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? ClientSecret { get; set; }

    /// <summary>The refresh token that the app got when it was installed: a SecureString, a credential or text.</summary>
    [Parameter(ParameterSetName = OAuthSet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? RefreshToken { get; set; }

    /// <summary>A script block that gives the access token, as <c>{ Get-Secret HubSpot }</c>: asked when a command first needs the token, and again when HubSpot does not accept it any more.</summary>
    [Parameter(ParameterSetName = SourceSet, Mandatory = true)]
    [GivenTransformation(typeof(ScriptBlock), "a script block, as { Get-Secret HubSpot }")]
    [ValidateNotNull]
    public ScriptBlock? AccessTokenSource { get; set; }

    /// <summary>The address of the API. Without it, that of the environment variable HUBSPOT_BASE_URI, or https://api.hubapi.com. A token goes to https, or to this machine.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The version of the API: <c>v3</c>, or a date such as <c>2026-03</c>, which is the default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string ApiVersion { get; set; } = Api.ApiVersion.Default;

    /// <summary>The proxy to go through; without it, the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The account at the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Gives the proxy the account that this runs under.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Writes the connection, for the <c>-Connection</c> parameter of the other commands.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var request = new ConnectAccountRequest
        {
            AccessToken = Text(AccessToken),
            ClientId = ClientId,
            ClientSecret = Text(ClientSecret),
            RefreshToken = Text(RefreshToken),
            AccessTokenSource = AccessTokenSource is null ? null : TokenScript.Asking(AccessTokenSource),
            BaseUri = BaseUri,
            ApiVersion = ApiVersion,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            Retries = Retries,
        };
        if (new[] { AccessToken, ClientSecret, RefreshToken }.Any(SecretTransformationAttribute.WasText) && BaseUri is not { IsAbsoluteUri: true, IsLoopback: true })
        {
            WriteWarning("A secret was given as plain text, which stays in the history and in transcripts. Give it as Get-Secret or Read-Host -AsSecureString does, or in $env:HUBSPOT_ACCESS_TOKEN.");
        }

        ConnectedAccount.Break();
        HsConnection? connection = null;
        Run(async (pipe, stop) => connection = await ConnectAccount.RunAsync(request, pipe, stop).ConfigureAwait(false));
        if (connection is null) return;

        ConnectedAccount.Set(connection);
        if (PassThru) WriteObject(connection);
    }

    private static string? Text(SecureString? secret) => secret is null ? null : new NetworkCredential("", secret).Password;
}
