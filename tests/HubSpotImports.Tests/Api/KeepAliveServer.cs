using System.Net;
using System.Net.Sockets;
using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Api;

/// <summary>A server that answers several calls on one connection, and may end the connection at any of them.</summary>
internal sealed class KeepAliveServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, int, Task<bool>> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _calls;
    private long _bodyBytes;

    /// <summary>Starts; the delegate gets the stream and the number of the call, and says whether the connection stays.</summary>
    public KeepAliveServer(Func<NetworkStream, int, Task<bool>> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Heads of calls that came.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Bytes that came behind the heads of calls.</summary>
    public long BodyBytes => Interlocked.Read(ref _bodyBytes);

    public HubSpotClient Client() => new(ConnectAccount.Make(new ConnectAccountRequest
    {
        AccessToken = FakeHubSpot.Token,
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"),
    }));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stays = true;
                while (stays)
                {
                    var read = await client.GetStream().ReadAsync(buffer, _stop.Token);
                    if (read == 0) break;
                    var text = Encoding.ASCII.GetString(buffer, 0, read);
                    Interlocked.Add(ref _bodyBytes, text.Length - text.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
                    stays = await _answer(client.GetStream(), Interlocked.Increment(ref _calls) - 1);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the client went away.
        }
    }
}
