using System.ComponentModel;
using System.Management.Automation;
using HubSpotImports.Api;
using HubSpotImports.Hosting;

namespace HubSpotImports.Commands;

/// <summary>A cmdlet that calls HubSpot.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsConnectedCommand : HsCommand
{
    /// <summary>The account to work with, from <c>Connect-HsAccount -PassThru</c>. Without it, the account that the session is connected to, or that of the environment.</summary>
    [Parameter]
    [ValidateNotNull]
    public HsConnection? Connection { get; set; }

    private protected HubSpotClient Client => HubSpotClient.For(Connection ?? ConnectedAccount.Current);
}
