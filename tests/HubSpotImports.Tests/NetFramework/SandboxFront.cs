using System.Net;
using System.Net.Sockets;
using System.Text;
using HubSpotImports.Tests;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Sandbox;

/// <summary>Stands in front of a sandbox that is a process of its own, and lets a test see, and answer, each request first. One request a connection.</summary>
internal sealed class SandboxFront : IAsyncDisposable
{
    private readonly Uri _sandbox;
    private readonly Func<HttpContext, Task<bool>>? _intercept;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SandboxFront(Uri sandbox, Func<HttpContext, Task<bool>>? intercept)
    {
        (_sandbox, _intercept) = (sandbox, intercept);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using (client)
        {
            try
            {
                if (await HeadAsync(client.GetStream()) is not { } head) return;
                var context = new HttpContext(head, client.GetStream(), _stop.Token);
                if (_intercept is { } intercept && await intercept(context)) await AnswerAsync(client, context.Response);
                else await PassOnAsync(client, head);
            }
            catch (Exception fault) when (fault is IOException or SocketException or InvalidOperationException or OperationCanceledException)
            {
                // One of both has gone: the other is told so as a connection tells it.
                if (client.Connected) client.LingerState = new LingerOption(true, 0);
            }
        }
    }

    private async Task<string?> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task AnswerAsync(TcpClient client, HttpResponse response)
    {
        var body = response.Body.ToArray();
        var head = $"HTTP/1.1 {response.StatusCode} Test\r\nContent-Type: {response.ContentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await client.GetStream().WriteAsync([.. Encoding.ASCII.GetBytes(head), .. body]);
        client.Client.Shutdown(SocketShutdown.Send);

        // What is left unread when a connection closes takes the answer with it.
        var rest = new byte[64 << 10];
        while (await client.GetStream().ReadAsync(rest, _stop.Token) > 0)
        {
        }
    }

    private async Task PassOnAsync(TcpClient client, string head)
    {
        using var sandbox = new TcpClient();
        await sandbox.ConnectAsync(IPAddress.Loopback, _sandbox.Port);
        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)).ToList();
        lines.Insert(1, "Connection: close");
        await sandbox.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));

        var there = CopyAsync(client.GetStream(), sandbox);
        var back = CopyAsync(sandbox.GetStream(), client);
        if (await Task.WhenAny(there, back) == there) await there;
        await back;
    }

    private async Task CopyAsync(NetworkStream from, TcpClient to)
    {
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await from.ReadAsync(buffer, _stop.Token)) > 0) await to.GetStream().WriteAsync(buffer, 0, read);
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
