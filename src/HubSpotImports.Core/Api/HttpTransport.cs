using System.Net;
using System.Net.Http.Headers;

namespace HubSpotImports.Api;

/// <summary>Makes the HttpClient of a connection: no redirects, the connection's proxy, and time limits left to the caller.</summary>
internal static class HttpTransport
{
    // Long enough for an early 401 to come back over a slow line; a server that does not know the header costs this once a file.
    private static readonly TimeSpan ContinueTimeout = TimeSpan.FromSeconds(3);

    public static HttpClient NewHttpClient(HsConnection connection)
    {
        var http = new HttpClient(NewHandler(connection), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        var version = typeof(HttpTransport).Assembly.GetName().Version!.ToString(3);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("HubSpotImports", version));
        return http;
    }

#if NET
    private static SocketsHttpHandler NewHandler(HsConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),

            Expect100ContinueTimeout = ContinueTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.Proxy = NewProxy(connection) ?? handler.Proxy;
        handler.DefaultProxyCredentials = ProxyCredential(connection);
        return handler;
    }
#else
    static HttpTransport() => AllowTls12();

    /// <summary>Windows PowerShell 5.1 may start with SSL 3 and TLS 1.0 alone. Where it leaves the choice to Windows, a choice of ours would take TLS 1.3 away.</summary>
    internal static void AllowTls12()
    {
        if (ServicePointManager.SecurityProtocol != SecurityProtocolType.SystemDefault) ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
    }

    private static WebRequestHandler NewHandler(HsConnection connection)
    {
        var handler = new WebRequestHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ContinueTimeout = ContinueTimeout,
        };

        // .NET Framework's own is two: parts side by side would wait for one another, and what waits for them for both. Mono, on which this is
        // tested, has no such setting.
        if (Type.GetType("Mono.Runtime") is null) handler.MaxConnectionsPerServer = 16;
        handler.Proxy = NewProxy(connection);

        // For the system's proxy; one that was named has its account.
        if (handler.Proxy is null && ProxyCredential(connection) is { } credential) handler.DefaultProxyCredentials = credential;
        return handler;
    }
#endif

    private static WebProxy? NewProxy(HsConnection connection) =>
        connection.Proxy is null ? null : new WebProxy(connection.Proxy) { Credentials = ProxyCredential(connection) };

    private static ICredentials? ProxyCredential(HsConnection connection) =>
        connection.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : connection.ProxyCredential;
}
