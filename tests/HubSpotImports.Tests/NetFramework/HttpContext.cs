using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HubSpotImports.Tests;

#pragma warning disable IDE0130 // The tests of the sandbox in the process look for these there.
namespace Microsoft.AspNetCore.Http;

/// <summary>As much of ASP.NET Core's as tests use that answer in place of the sandbox.</summary>
internal sealed class HttpContext(string head, Stream stream, CancellationToken aborted)
{
    public HttpRequest Request { get; } = new(head, stream);

    public HttpResponse Response { get; } = new();

    public CancellationToken RequestAborted => aborted;

    /// <summary>Ends the connection as a machine does that fails.</summary>
    public void Abort() => stream.Dispose();
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class HttpRequest(string head, Stream stream)
{
    public string Method => head.Split(' ')[0];

    public PathString Path => new(Uri.UnescapeDataString(Target[0]));

    public QueryValues Query => new(Target.Skip(1).SelectMany(query => query.Split('&')));

    public RequestBody Body { get; } = new(head, stream);

    private string[] Target => head.Split(' ')[1].Split('?');
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class RequestBody(string head, Stream stream)
{
    public async Task CopyToAsync(Stream copy)
    {
        var left = int.Parse(Regex.Match(head, "\r\nContent-Length: ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        if (head.Contains("100-continue")) await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n"));
        var buffer = new byte[64 << 10];
        for (int read; left > 0 && (read = await stream.ReadAsync(buffer, 0, Math.Min(buffer.Length, left))) > 0; left -= read) copy.Write(buffer, 0, read);
    }
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class QueryValues(IEnumerable<string> pairs)
{
    public string? this[string name] => pairs.Where(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal)).Select(pair => pair.Substring(name.Length + 1)).FirstOrDefault();
}

/// <inheritdoc cref="HttpContext"/>
internal readonly record struct PathString(string Value)
{
    public static implicit operator string(PathString path) => path.Value;

    public override string ToString() => Value;
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class HttpResponse
{
    public int StatusCode { get; set; } = 200;

    public string ContentType { get; set; } = "text/plain";

    public MemoryStream Body { get; } = new();
}

/// <inheritdoc cref="HttpContext"/>
internal static class HttpResponseWritingExtensions
{
    public static Task WriteAsync(this HttpResponse response, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return response.Body.WriteAsync(bytes, 0, bytes.Length);
    }
}

/// <inheritdoc cref="HttpContext"/>
internal static class HttpMethods
{
    public static bool IsPost(string method) => method == "POST";
}
