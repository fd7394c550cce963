using HubSpotImports.Sandbox;
using Microsoft.AspNetCore.Http;

namespace HubSpotImports.Tests.Reliability;

/// <summary>How much of the body of a start the sandbox reads before the fault comes.</summary>
internal enum BodyRead
{
    /// <summary>None: the answer comes before the body, or while it is on its way.</summary>
    Nothing,

    /// <summary>Half, and then nothing any more.</summary>
    Half,

    /// <summary>All but the last bytes, which are on their way: the client has written its tail.</summary>
    AllButTheEnd,

    /// <summary>All of it, and yet nothing is acted on.</summary>
    All,
}

/// <summary>Something that goes wrong with a call.</summary>
/// <param name="Phase">When, as the results name it.</param>
/// <param name="Kind">What, as the results name it.</param>
/// <param name="Fault">What the sandbox is told; nothing where reading less than the whole body is the fault.</param>
/// <param name="Read">What it reads before.</param>
internal sealed record CallFault(string Phase, string Kind, SandboxFault? Fault, BodyRead Read = BodyRead.Nothing)
{
    private static readonly int[] Refusals = [400, 401, 403, 404, 405, 411, 413, 414, 415, 422, 423, 429, 477];
    private static readonly int[] Unclear = [408, 409, 499, 500, 502, 503, 504];

    /// <summary>Before any of the body, or within it: HubSpot cannot have taken the import.</summary>
    public static IReadOnlyList<CallFault> Early { get; } =
    [
        .. Refusals.Concat(Unclear).Select(status => Before($"{status}", FaultAction.Answer, status)),
        Before("html 502", FaultAction.Html),
        Before("redirect 302", FaultAction.Redirect),
        Before("redirect 307", FaultAction.Redirect, 307),
        Before("drop", FaultAction.Drop),
        Before("hang", FaultAction.Hang),
        Before("delay", FaultAction.Delay, milliseconds: 200),
        Before("restart", FaultAction.Restart, milliseconds: 100),
        new("in the body", "drop", new SandboxFault { On = RequestKind.Start, Do = FaultAction.Drop, When = FaultMoment.During }),
        new("in the body", "hang", null, BodyRead.Half),
    ];

    /// <summary>From the tail on: only an answer tells.</summary>
    public static IReadOnlyList<CallFault> Late { get; } =
    [
        new("at the tail", "drop", null, BodyRead.AllButTheEnd),
        .. Refusals.Concat(Unclear).Select(status => Whole($"{status}", FaultAction.Answer, status)),
        Whole("html 502", FaultAction.Html),
        Whole("html 200", FaultAction.Html, 200),
        Whole("redirect 302", FaultAction.Redirect),
        Whole("drop", FaultAction.Drop),
        Whole("hang", FaultAction.Hang),
        Whole("restart", FaultAction.Restart, milliseconds: 100),
        .. Unclear.Select(status => Taken($"{status}", FaultAction.Answer, status)),
        Taken("html 502", FaultAction.Html),
        Taken("drop", FaultAction.Drop),
        Taken("hang", FaultAction.Hang),
        Taken("delay", FaultAction.Delay, milliseconds: 200),
        Taken("delay beyond the limit", FaultAction.Delay, milliseconds: 3_000),
        Taken("restart", FaultAction.Restart, milliseconds: 100),
        InAnswer("cut", FaultAction.Cut),
        InAnswer("html 200", FaultAction.Html, 200),
        InAnswer("empty", FaultAction.Answer, 200, ""),
        InAnswer("no id", FaultAction.Answer, 200, "{}"),
    ];

    /// <summary>After the start was answered: while the import is waited for, its errors are read, or it is canceled.</summary>
    public static IReadOnlyList<CallFault> Later { get; } =
    [
        .. new[] { ("polling", RequestKind.Get), ("reading errors", RequestKind.Errors), ("canceling", RequestKind.Cancel) }.SelectMany(phase => new[]
        {
            Of(phase, "401", FaultAction.Answer, 401), Of(phase, "403", FaultAction.Answer, 403), Of(phase, "404", FaultAction.Answer, 404),
            Of(phase, "429", FaultAction.Answer, 429), Of(phase, "500", FaultAction.Answer, 500), Of(phase, "503", FaultAction.Answer, 503),
            Of(phase, "html 502", FaultAction.Html), Of(phase, "html 200", FaultAction.Html, 200), Of(phase, "redirect 302", FaultAction.Redirect),
            Of(phase, "drop", FaultAction.Drop), Of(phase, "cut", FaultAction.Cut), Of(phase, "hang", FaultAction.Hang), Of(phase, "delay", FaultAction.Delay),
            Of(phase, "restart", FaultAction.Restart),
        }),
    ];

    /// <summary>Reads what is read of a start that the fault is for.</summary>
    /// <returns>Whether that was all: the sandbox says nothing to it any more.</returns>
    public async Task<bool> MeetAsync(HttpContext context)
    {
        if (Read == BodyRead.Nothing) return false;

        var left = Read switch { BodyRead.Half => context.Request.ContentLength / 2, BodyRead.AllButTheEnd => context.Request.ContentLength - 10, _ => long.MaxValue };
        var buffer = new byte[4_096];
        for (int read; left > 0 && (read = await context.Request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left.Value)))) > 0;) left -= read;
        if (Read == BodyRead.All) return false;

        if (Read == BodyRead.Half) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Abort();
        return true;
    }

    public override string ToString() => $"{Phase}, {Kind}";

    private static CallFault Before(string kind, FaultAction action, int? status = null, int milliseconds = 0) => new("before the body", kind, Start(action, FaultMoment.Before, status, milliseconds));

    private static CallFault Whole(string kind, FaultAction action, int? status = null, int milliseconds = 0) => new("sent whole, not taken", kind, Start(action, FaultMoment.Before, status, milliseconds), BodyRead.All);

    private static CallFault Taken(string kind, FaultAction action, int? status = null, int milliseconds = 0) => new("taken, before the answer", kind, Start(action, FaultMoment.After, status, milliseconds));

    private static CallFault InAnswer(string kind, FaultAction action, int? status = null, string? body = null) => new("taken, in the answer", kind, Start(action, FaultMoment.After, status) with { Body = body });

    private static SandboxFault Start(FaultAction action, FaultMoment when, int? status, int milliseconds = 0) =>
        new() { On = RequestKind.Start, Do = action, When = when, Status = status, Milliseconds = milliseconds };

    private static CallFault Of((string Name, RequestKind On) phase, string kind, FaultAction action, int? status = null) =>
        new(phase.Name, kind, new SandboxFault { On = phase.On, Do = action, Status = status, Milliseconds = 100 });
}
