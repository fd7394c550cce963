using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;

namespace HubSpotImports.Hosting;

/// <summary>A script block of the user's that gives the access token.</summary>
internal static class TokenScript
{
    /// <summary>Asks the script block, on the pipeline thread of the cmdlet that needs the token; nothing when it gives no token.</summary>
    /// <param name="script">The script block.</param>
    public static Func<string?> Asking(ScriptBlock script)
    {
        var home = Runspace.DefaultRunspace.InstanceId;
        return () =>
        {
            // Another runspace would wait until this one has time, perhaps for ever; there a copy runs, without this one's variables.
            var here = Runspace.DefaultRunspace.InstanceId == home ? script : ScriptBlock.Create(script.ToString());
            var given = here.Invoke();
            return given.Count == 1 && given[0] is { } only ? Text(only.BaseObject) : null;
        };
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        SecureString secure => new NetworkCredential("", secure).Password,
        PSCredential credential => credential.GetNetworkCredential().Password,
        _ => null,
    };
}
