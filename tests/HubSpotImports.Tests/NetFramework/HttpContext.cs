using System.Text;

#pragma warning disable IDE0130 // The tests of the sandbox in the process look for these there.
namespace Microsoft.AspNetCore.Http;

/// <summary>As much of ASP.NET Core's as tests use that answer in place of the sandbox.</summary>
internal sealed class HttpContext(string head, CancellationToken aborted)
{
    public HttpRequest Request { get; } = new(head.Split(' ')[0], head.Split(' ')[1]);

    public HttpResponse Response { get; } = new();

    public CancellationToken RequestAborted => aborted;
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class HttpRequest(string method, string target)
{
    public string Method => method;

    public PathString Path { get; } = new(Uri.UnescapeDataString(target.Split('?')[0]));

    public QueryValues Query { get; } = new(target.Split('?').Skip(1).SelectMany(query => query.Split('&')));
}

/// <inheritdoc cref="HttpContext"/>
internal sealed class QueryValues(IEnumerable<string> pairs)
{
    public string? this[string name] => pairs.Where(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal)).Select(pair => pair.Substring(name.Length + 1)).FirstOrDefault();
}

/// <inheritdoc cref="HttpContext"/>
internal readonly record struct PathString(string Value)
{
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
