using System.Diagnostics;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Faults;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>
/// The way of every request: the test's hook, the host, the faults that are set, who calls and how often, the endpoint; and HubSpot's error
/// body for whatever is refused.
/// </summary>
internal sealed class RequestPipeline(SandboxOptions options, Authentication authentication, SandboxGate gate, FaultInjector faults, RequestLog requests)
{
    private readonly RateLimits _limits = new(options);

    public async Task AnswerAsync(HttpContext context, RequestDelegate endpoint)
    {
        var from = Stopwatch.GetTimestamp();
        var isOwn = context.Request.Path.StartsWithSegments("/sandbox");
        var isPage = PageEndpoints.Contains(context.Request);
        try
        {
            if (options.Intercept is { } intercept && await intercept(context)) return;
            if (isPage) await RefusingAsync(context, () => AnswerPageAsync(context, endpoint));
            else if (isOwn) await RefusingAsync(context, () => AnswerOwnAsync(context, endpoint));
            else await faults.AnswerAsync(context, _ => RefusingAsync(context, () => AnswerPublicAsync(context, endpoint)));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, or a fault has dropped it; nobody is left to answer.
            context.Response.StatusCode = 499;
        }
        finally
        {
            if (!isOwn && !isPage) requests.Add(context, from);

            // What the page asks for every second is no news.
            if (context.Request.Path != OverviewEndpoints.Path) options.Log?.Invoke($"{context.Request.Method} {context.Request.Path} {context.Response.StatusCode}");
        }
    }

    private static HubSpotError NoSuchPlace(int statusCode) => statusCode == StatusCodes.Status405MethodNotAllowed
        ? new HubSpotError("METHOD_NOT_ALLOWED", "This address does not take this method.")
        : new HubSpotError("OBJECT_NOT_FOUND", "resource not found");

    private Task AnswerPageAsync(HttpContext context, RequestDelegate endpoint)
    {
        gate.CheckHost(context.Request);
        return endpoint(context);
    }

    private Task AnswerOwnAsync(HttpContext context, RequestDelegate endpoint)
    {
        gate.CheckHost(context.Request);
        gate.CheckOwn(context.Request);
        return endpoint(context);
    }

    private Task AnswerPublicAsync(HttpContext context, RequestDelegate endpoint)
    {
        gate.CheckHost(context.Request);

        // Who asks for a token has none yet.
        if (RequestKinds.Of(context.Request) == RequestKind.Token) return endpoint(context);
        var caller = authentication.Check(context.Request);
        context.Features.Set(caller);
        _limits.Count(caller, context.Response.Headers);
        return endpoint(context);
    }

    private async Task RefusingAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer();
            if (!context.Response.HasStarted && context.Response.StatusCode is 404 or 405)
                await JsonAnswer.WriteErrorAsync(context, context.Response.StatusCode, NoSuchPlace(context.Response.StatusCode));
        }
        catch (RefusedRequestException refusal)
        {
            await JsonAnswer.WriteErrorAsync(context, refusal.StatusCode, refusal.Error);
        }
        catch (BadHttpRequestException refusal) when (!context.RequestAborted.IsCancellationRequested)
        {
            await JsonAnswer.WriteErrorAsync(context, refusal.StatusCode, new HubSpotError("VALIDATION_ERROR", refusal.Message));
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // A fault of the sandbox itself: told where a developer looks, and answered as HubSpot answers its own.
            options.Log?.Invoke(fault.ToString());
            await JsonAnswer.WriteErrorAsync(
                context, StatusCodes.Status500InternalServerError, new HubSpotError("INTERNAL_ERROR", "The sandbox failed: " + fault.GetType().Name));
        }
    }
}
