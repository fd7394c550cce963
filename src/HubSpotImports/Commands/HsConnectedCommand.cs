using System.ComponentModel;
using System.Management.Automation;
using HubSpotImports.Api;
using HubSpotImports.Binding;
using HubSpotImports.Hosting;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Commands;

/// <summary>A cmdlet that works with a connected account.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsConnectedCommand : HsCallingCommand
{
    /// <summary>The account to work with, from <c>Connect-HsAccount -PassThru</c>. Without it, the account that the session is connected to, or that of the environment.</summary>
    [Parameter]
    [GivenTransformation(typeof(HsConnection), "a connection, from Connect-HsAccount -PassThru")]
    [ValidateNotNull]
    public HsConnection? Connection { get; set; }

    // On the pipeline thread: the runspace's account is known to no other.
    private protected HubSpotClient Client
    {
        get
        {
            try
            {
                return HubSpotClient.For(Connection ?? ConnectedAccount.Current).With(Retries);
            }
            catch (HsException error)
            {
                ThrowTerminatingError(ErrorRecords.Of(error));
                throw;
            }
        }
    }

    private protected void Run(Func<HubSpotClient, CmdletPipe, CancellationToken, Task> work)
    {
        var client = Client;
        Run((pipe, stop) => work(client.In(pipe), pipe, stop));
    }
}
