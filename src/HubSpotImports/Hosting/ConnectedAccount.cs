using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Hosting;

/// <summary>
/// The account that a cmdlet works with when it was given none: the one that its runspace is connected to, else that of the
/// environment. Each runspace has its own, so parallel ones never disturb each other.
/// </summary>
internal static class ConnectedAccount
{
    private static readonly ConditionalWeakTable<Runspace, StrongBox<HsConnection?>> Connected = new();
    private static readonly ConditionalWeakTable<Runspace, HsConnection> FromEnvironment = new();

    /// <summary>The connection to use.</summary>
    /// <exception cref="HsException"><c>HsAccessTokenMissing</c>, <c>HsNotConnected</c>, and what is wrong with the environment's values.</exception>
    public static HsConnection Current => Connected.TryGetValue(Runspace.DefaultRunspace, out var connected)
        ? connected.Value ?? throw HsError.NotConnected()
        : OfEnvironment();

    /// <summary>Connects the runspace.</summary>
    public static void Set(HsConnection connection) => Put(connection);

    /// <summary>
    /// Leaves the runspace without an account until it is connected: after a connection that failed, a script that goes on must reach
    /// neither the account before nor that of the environment.
    /// </summary>
    public static void Break() => Put(null);

    /// <summary>Forgets the connection of the runspace.</summary>
    public static void Clear() => Connected.Remove(Runspace.DefaultRunspace);

    private static void Put(HsConnection? connection)
    {
        Clear();
        Connected.Add(Runspace.DefaultRunspace, new StrongBox<HsConnection?>(connection));
    }

    // The same object as long as the variables stay, because a connection owns its sockets.
    private static HsConnection OfEnvironment()
    {
        var made = ConnectAccount.Make(new ConnectAccountRequest());
        if (FromEnvironment.TryGetValue(Runspace.DefaultRunspace, out var known) && ConnectAccount.AreSame(made, known)) return known;

        FromEnvironment.Remove(Runspace.DefaultRunspace);
        FromEnvironment.Add(Runspace.DefaultRunspace, made);
        return made;
    }
}
