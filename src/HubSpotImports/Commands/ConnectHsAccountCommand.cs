using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Connects the session to a HubSpot account, after asking HubSpot once whether the token is good for imports.</summary>
[Cmdlet(VerbsCommunications.Connect, "HsAccount")]
[OutputType(typeof(HsConnection))]
public sealed class ConnectHsAccountCommand : HsCallingCommand
{
    /// <summary>The access token of a private app, a service key or OAuth: a SecureString as <c>Get-Secret</c> and <c>Read-Host -AsSecureString</c> give it, a credential, or text. Without it, that of the environment variable HUBSPOT_ACCESS_TOKEN.</summary>
    [Parameter(Position = 0)]
    [AccessTokenTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>The address of the API. Without it, that of the environment variable HUBSPOT_BASE_URI, or https://api.hubapi.com. A token goes to https, or to this machine.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The version of the API: <c>v3</c>, or a date such as <c>2026-03</c>, which is the default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
            AccessToken = AccessToken is null ? null : new NetworkCredential("", AccessToken).Password,
            BaseUri = BaseUri,
            ApiVersion = ApiVersion,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            Retries = Retries,
        };
        ConnectedAccount.Break();
        HsConnection? connection = null;
        Run(async (pipe, stop) => connection = await ConnectAccount.RunAsync(request, pipe, stop).ConfigureAwait(false));
        if (connection is null) return;

        ConnectedAccount.Set(connection);
        if (PassThru) WriteObject(connection);
    }
}
