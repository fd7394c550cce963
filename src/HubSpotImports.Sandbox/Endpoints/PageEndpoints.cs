namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The page for people, and the two files that it loads; they are part of the program, and hold nothing of the account.</summary>
internal static class PageEndpoints
{
    // Nothing from elsewhere, and no script or style in the page itself: a cell that got into it as HTML could still do nothing.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, (string File, string ContentType)> Files = new(StringComparer.Ordinal)
    {
        ["/"] = ("index.html", "text/html;charset=utf-8"),
        ["/page.css"] = ("page.css", "text/css;charset=utf-8"),
        ["/page.js"] = ("page.js", "text/javascript;charset=utf-8"),
    };

    /// <summary>Whether a request is for the page rather than for HubSpot's API.</summary>
    public static bool Contains(HttpRequest request) => HttpMethods.IsGet(request.Method) && Files.ContainsKey(request.Path.Value ?? "");

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, (file, contentType)) in Files) routes.MapGet(path, context => WriteAsync(context, file, contentType));
    }

    private static async Task WriteAsync(HttpContext context, string file, string contentType)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.ContentType = contentType;
        await using var content = typeof(PageEndpoints).Assembly.GetManifestResourceStream("Page/" + file)!;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
