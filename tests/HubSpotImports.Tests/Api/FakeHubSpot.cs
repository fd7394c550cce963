using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Api;

/// <summary>
/// A server on loopback whose every byte a test decides: for answers that the sandbox, being a decent server, cannot give. One call a
/// connection; the connection ends with the delegate.
/// </summary>
internal sealed class FakeHubSpot : IAsyncDisposable
{
    public const string Token = "pat-na1-00000000-secret-of-the-test";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<FakeCall, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<FakeCall> _calls = new();
    private readonly ConcurrentQueue<Task> _running = new();
    private readonly Task _accepting;

    public FakeHubSpot(Func<FakeCall, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>A server that answers every call alike.</summary>
    public FakeHubSpot(int status, string body, string type = "application/json")
        : this(call => call.AnswerAsync(status, body, type))
    {
    }

    public Uri BaseUri { get; }

    /// <summary>The calls whose head came in whole, in order.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. _calls];

    public HubSpotClient Client(HttpTimeLimits? limits = null, string version = ApiVersion.Default) => new(Connection(version), limits);

    public HsConnection Connection(string version = ApiVersion.Default) =>
        ConnectAccount.Make(new ConnectAccountRequest { AccessToken = Token, BaseUri = BaseUri, ApiVersion = version });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _running]);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _running.Enqueue(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using var closing = client;
        try
        {
            var call = await FakeCall.ReceiveAsync(client, _stop.Token);
            if (call is null) return;
            _calls.Enqueue(call);
            await _answer(call);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }
}

/// <summary>One call to a <see cref="FakeHubSpot"/>.</summary>
internal sealed class FakeCall
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly List<byte> _body = [];

    private FakeCall(TcpClient client, string head, CancellationToken stop)
    {
        _client = client;
        _stream = client.GetStream();
        Stop = stop;
        var lines = head.Split("\r\n");
        (Method, Target) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1]);
        Headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What came of the body so far.</summary>
    public byte[] Body => [.. _body];

    public long ContentLength => Headers.TryGetValue("Content-Length", out var length) ? long.Parse(length, CultureInfo.InvariantCulture) : 0;

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken Stop { get; }

    public static async Task<FakeCall?> ReceiveAsync(TcpClient client, CancellationToken stop)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await client.GetStream().ReadAsync(one, stop) == 0) return null;
            head.Add(one[0]);
        }

        return new FakeCall(client, Encoding.ASCII.GetString([.. head]).TrimEnd(), stop);
    }

    /// <summary>Asks for the body where the client waits to be asked.</summary>
    public Task ContinueAsync() => WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>Reads the body, or the beginning of it, or what comes before the connection ends.</summary>
    public async Task ReadBodyAsync(long most = long.MaxValue)
    {
        if (_body.Count == 0 && Headers.ContainsKey("Expect")) await ContinueAsync();
        await ReadBodyUnaskedAsync(most);
    }

    /// <summary>Reads what comes of the body without asking for it.</summary>
    public async Task ReadBodyUnaskedAsync(long most = long.MaxValue)
    {
        var buffer = new byte[64 << 10];
        while (_body.Count < Math.Min(most, ContentLength))
        {
            var read = await _stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, Math.Min(most, ContentLength) - _body.Count)), Stop);
            if (read == 0) return;
            _body.AddRange(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Reads the body and answers.</summary>
    public async Task AnswerAsync(int status, string body, string type = "application/json", string moreHeaders = "")
    {
        await ReadBodyAsync();
        await AnswerAtOnceAsync(status, body, type, moreHeaders);
    }

    /// <summary>Answers without asking for the body.</summary>
    public Task AnswerAtOnceAsync(int status, string body, string type = "application/json", string moreHeaders = "") =>
        WriteAsync($"HTTP/1.1 {status} Test\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{moreHeaders}\r\n{body}");

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes, Stop).AsTask();

    /// <summary>Ends the connection as a machine does that fails: at once, without a farewell.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    /// <summary>Does nothing until the test is over.</summary>
    public Task BeSilentAsync() => Task.Delay(Timeout.InfiniteTimeSpan, Stop);

    private static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
