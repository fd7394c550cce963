using System.Management.Automation;
using HubSpotImports.Hosting;

namespace HubSpotImports.Commands;

/// <summary>Forgets the account that the session is connected to.</summary>
/// <remarks>
/// <para>Nothing is sent to HubSpot, and no import is stopped. Commands that follow use the account of the environment variable HUBSPOT_ACCESS_TOKEN where
/// there is one. Connections that were written with <c>-PassThru</c> go on working.</para>
/// </remarks>
/// <example>
/// <title>Forget the account</title>
/// <code>Disconnect-HsAccount</code>
/// <para>The session holds no token any more.</para>
/// </example>
/// <example>
/// <title>An account for a few commands</title>
/// <code>
/// Connect-HsAccount -AccessToken (Get-Secret HubSpot)
/// try { Get-HsImport -Active | Wait-HsImport }
/// finally { Disconnect-HsAccount }
/// </code>
/// <para>The account is forgotten, however the commands end.</para>
/// </example>
/// <seealso cref="ConnectHsAccountCommand"/>
/// <seealso>about_HsAuthentication</seealso>
[Cmdlet(VerbsCommunications.Disconnect, "HsAccount")]
public sealed class DisconnectHsAccountCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => ConnectedAccount.Clear();
}
