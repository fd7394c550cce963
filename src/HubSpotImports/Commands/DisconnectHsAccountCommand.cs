using System.Management.Automation;
using HubSpotImports.Hosting;

namespace HubSpotImports.Commands;

/// <summary>Forgets the account that the session is connected to. The environment variables stay what they are.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HsAccount")]
public sealed class DisconnectHsAccountCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ConnectedAccount.Clear();
}
