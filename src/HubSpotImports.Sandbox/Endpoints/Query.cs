using System.Globalization;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Reads the parameters that HubSpot's lists have in common.</summary>
internal static class Query
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;

    /// <summary>How many results a page has. HubSpot documents neither default nor maximum; 100 and 1,000 are deduced.</summary>
    public static int Limit(HttpRequest request) => request.Query["limit"].ToString() switch
    {
        "" => DefaultLimit,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 => Math.Min(limit, LargestLimit),
        _ => throw RefusedRequestException.Invalid("limit is not a positive whole number."),
    };

    /// <summary>A place in a list, as a page before gave it.</summary>
    public static long? Cursor(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) => cursor,
        _ => throw RefusedRequestException.Invalid($"{name} is not a cursor of this list."),
    };

    public static bool Flag(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw RefusedRequestException.Invalid($"{name} is neither true nor false."),
    };

    /// <summary>The address of another page of the same list.</summary>
    public static string Link(HttpRequest request, string name, long cursor, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.Path}?limit={limit}&{name}={cursor}");

    /// <summary>Refuses an address whose version is no date of the form <c>2026-03</c>.</summary>
    public static void CheckVersion(HttpContext context)
    {
        if (context.Request.RouteValues.TryGetValue("version", out var version) && !ApiVersion.TryParseDated((string?)version, out _))
            throw RefusedRequestException.NotFound($"There is no version '{version}'.");
    }

    /// <summary>The object type in the address, by id or name.</summary>
    public static ObjectType ObjectType(HttpContext context, ObjectTypes types, string name = "objectType")
    {
        var text = (string?)context.Request.RouteValues[name];
        return types.TryFind(text, out var type) ? type : throw RefusedRequestException.NotFound($"There is no object type '{text}'.");
    }

    /// <summary>A number in the address; what is no number names nothing that there is.</summary>
    public static long Id(HttpContext context, string name) =>
        long.TryParse((string?)context.Request.RouteValues[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RefusedRequestException.NotFound("resource not found");
}
