using System.Globalization;
using System.Net.Http.Headers;

namespace HubSpotImports.Api;

/// <summary>How long an answer asks to wait before the call is repeated.</summary>
internal static class AskedPause
{
    private const int Locked = 423;
    private const int RateLimited = 429;

    // HubSpot's error handling page: wait two seconds at least.
    private static readonly TimeSpan WhileLocked = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The <c>Retry-After</c>, in seconds or as a date. HubSpot promises it for status 477 alone; of a rate limit without it, the length of
    /// the window whose calls are used up (HubSpot usage guidelines).
    /// </summary>
    /// <param name="response">The answer.</param>
    public static TimeSpan? Of(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var asked = RetryAfter(response.Headers) ?? (status == RateLimited ? Window(response.Headers) : null);
        return status == Locked && !(asked > WhileLocked) ? WhileLocked : asked;
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        // A date is one of the server's clock.
        var asked = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - (headers.Date ?? DateTimeOffset.UtcNow);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    private static TimeSpan? Window(HttpResponseHeaders headers) =>
        Number(headers, "X-HubSpot-RateLimit-Remaining") is null or 0 && Number(headers, "X-HubSpot-RateLimit-Interval-Milliseconds") is { } milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
