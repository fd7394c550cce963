using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Importing;

namespace HubSpotImports.Sandbox.Faults;

/// <summary>Lets faults come to pass around the answer that the sandbox would give.</summary>
internal sealed class FaultInjector(Account account, ImportQueue queue)
{
    private long _downUntil;

    /// <summary>Answers the request, with whatever faults it meets.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        if (account.Clock.GetUtcNow().Ticks < Interlocked.Read(ref _downUntil))
        {
            Drop(context);
            return;
        }

        var met = account.Faults.Meet(RequestKinds.Of(context.Request));
        if (met.Count == 0)
        {
            await answer(context);
            return;
        }

        var views = met.Where(ListView.Concerns).ToList();
        if (views.Count > 0) context.Features.Set(new ListView(views, account.Clock.GetUtcNow()));
        foreach (var fault in Happenings(met, isAfter: false))
        {
            if (await HappenAsync(context, fault)) return;
        }

        var body = await BufferAsync(context, answer);
        body = Change(body, met);
        foreach (var fault in Happenings(met, isAfter: true))
        {
            if (await HappenAsync(context, fault)) return;
        }

        if (met.Any(fault => fault.Do == FaultAction.Cut)) await CutAsync(context, body);
        else await WriteAsync(context, body);
    }

    private static IEnumerable<SandboxFault> Happenings(IReadOnlyList<SandboxFault> met, bool isAfter) =>
        met.Where(fault => fault.Do < FaultAction.State && fault.Do != FaultAction.Cut && (fault.When == FaultMoment.After) == isAfter);

    private static void Drop(HttpContext context)
    {
        // Only the log sees it: no status reaches the client.
        if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        context.Abort();
    }

    private static async Task<byte[]> BufferAsync(HttpContext context, RequestDelegate answer)
    {
        var wire = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await answer(context);
            await context.Response.BodyWriter.FlushAsync();
            return buffer.ToArray();
        }
        finally
        {
            context.Response.Body = wire;
        }
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }

    // The server closes a connection whose answer is shorter than was said. To abort it would lose what is still on its way.
    private static async Task CutAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
    }

    private static Task GiveAsync(HttpContext context, SandboxFault fault, int status, string type, string body)
    {
        context.Response.Clear();
        context.Response.StatusCode = fault.Status ?? status;
        context.Response.ContentType = type;
        foreach (var (name, value) in fault.Headers ?? new Dictionary<string, string>()) context.Response.Headers[name] = value;
        return WriteAsync(context, Encoding.UTF8.GetBytes(fault.Body ?? body));
    }

    private static Dictionary<string, string> WithLocation(SandboxFault fault) =>
        new(fault.Headers ?? new Dictionary<string, string>()) { ["Location"] = fault.Location ?? "/elsewhere" };

    private static string ErrorBody(int status) => JsonSerializer.Serialize(
        new HubSpotError(status >= 500 ? "INTERNAL_ERROR" : "VALIDATION_ERROR", "A fault that was asked for."), SandboxJson.Default.HubSpotError);

    private static async Task ReadHalfAsync(HttpRequest request)
    {
        var left = (request.ContentLength ?? 0) / 2;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while (left > 0 && (read = await request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)))) > 0) left -= read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // An import stands alone in an answer, or in the results of a list.
    private static byte[] Change(byte[] body, IReadOnlyList<SandboxFault> met)
    {
        var changes = met.Where(fault => fault.Do is FaultAction.State or FaultAction.Rename or FaultAction.OmitRequest).ToList();
        if (changes.Count == 0 || body.Length == 0 || JsonNode.Parse(body) is not JsonObject root) return body;
        foreach (var import in (root["results"] as JsonArray)?.OfType<JsonObject>() ?? [root])
        {
            if (!import.ContainsKey("state")) continue;
            var name = (string?)import["importName"];
            foreach (var change in changes.Where(change => ListView.IsFor(change, name))) Change(import, change);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Change(JsonObject import, SandboxFault change)
    {
        if (change.Do == FaultAction.State) import["state"] = change.Value;
        else if (change.Do == FaultAction.Rename) import["importName"] = change.Value;
        else import.Remove("importRequestJson");
    }

    /// <returns>Whether the request has got its answer, or never will.</returns>
    private async Task<bool> HappenAsync(HttpContext context, SandboxFault fault)
    {
        switch (fault.Do)
        {
            case FaultAction.Answer:
                await GiveAsync(context, fault, 503, fault.ContentType, ErrorBody(fault.Status ?? 503));
                return true;
            case FaultAction.Html:
                await GiveAsync(context, fault, 502, "text/html;charset=utf-8", "<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>");
                return true;
            case FaultAction.Redirect:
                await GiveAsync(context, fault with { Headers = WithLocation(fault) }, 302, fault.ContentType, "");
                return true;
            case FaultAction.Drop:
                if (fault.When == FaultMoment.During) await ReadHalfAsync(context.Request);
                Drop(context);
                return true;
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            case FaultAction.Restart:
                Drop(context);
                await RestartAsync(fault);
                return true;
            case FaultAction.Delay:
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), account.Clock, context.RequestAborted);
                return false;
            default:
                await ForgetAsync(context, fault);
                return false;
        }
    }

    // Connections that come in the meantime are accepted and dropped: the port must stay the same, and cannot be given back for a time.
    private async Task RestartAsync(SandboxFault fault)
    {
        Interlocked.Exchange(ref _downUntil, account.Clock.GetUtcNow().AddMilliseconds(fault.Milliseconds).Ticks);
        await queue.RestartAsync(CancellationToken.None);
    }

    private async Task ForgetAsync(HttpContext context, SandboxFault fault)
    {
        foreach (var import in await account.Imports.UnforgottenAsync(context.RequestAborted))
        {
            if (ListView.IsFor(fault, import.Name)) await account.Imports.ForgetAsync(import.Id, context.RequestAborted);
        }
    }
}
