using System.Net;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// Keeps pages of a browser out: a page of another site can send requests to this machine, but neither a <c>Host</c> of this machine after
/// DNS rebinding, nor a header of its own choice without being asked first, and the sandbox does not answer that question.
/// </summary>
internal sealed class SandboxGate(SandboxOptions options, Authentication authentication)
{
    /// <summary>The header without which nothing of the sandbox's own is answered.</summary>
    public const string Header = "X-HubSpot-Sandbox";

    /// <exception cref="RefusedRequestException">400: the request names another host.</exception>
    public void CheckHost(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (IsLoopback(host) || host.Equals(options.Url.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) || ListensEverywhere()) return;
        throw RefusedRequestException.Invalid("The Host header does not name this sandbox.");
    }

    /// <exception cref="RefusedRequestException">403 without the header; 401 without a token, where other machines can reach the sandbox.</exception>
    public void CheckOwn(HttpRequest request)
    {
        if (!request.Headers.ContainsKey(Header))
        {
            throw new RefusedRequestException(
                StatusCodes.Status403Forbidden, new HubSpotError("FORBIDDEN", $"What is the sandbox's own needs the header {Header}: 1."));
        }

        if (!options.Url.IsLoopback) authentication.Check(request);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private bool ListensEverywhere() =>
        IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
}
