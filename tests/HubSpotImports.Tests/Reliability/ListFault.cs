using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A list of imports that is not as one would wish.</summary>
/// <param name="Name">As the results name it.</param>
/// <param name="Faults">What the sandbox is told.</param>
internal sealed record ListFault(string Name, params IReadOnlyList<SandboxFault> Faults)
{
    public static ListFault Kind { get; } = new("kind");

    /// <summary>How many imports are there before; enough for several pages where pages are what goes wrong.</summary>
    public int Earlier { get; init; } = 1;

    public static IReadOnlyList<ListFault> All { get; } =
    [
        Kind,
        new("hides for a short time", Of(FaultAction.Hide, 600)),
        new("hides for a long time", Of(FaultAction.Hide, 8_000)),
        new("hides for ever", Of(FaultAction.Hide)),
        new("active only", Of(FaultAction.ActiveOnly)),
        new("oldest first", Of(FaultAction.OldestFirst)),
        new("shuffled", Of(FaultAction.Shuffle)),
        new("without requests", Of(FaultAction.OmitRequest)),
        new("renamed", Of(FaultAction.Rename) with { Value = "Renamed" }),
        new("without requests, renamed", Of(FaultAction.OmitRequest), Of(FaultAction.Rename) with { Value = "Renamed" }),
        new("of another app", Of(FaultAction.OtherApp)),
        new("forgets", Of(FaultAction.Forget)),
        new("pages shift on", Of(FaultAction.Shift) with { By = 1 }, Of(FaultAction.OldestFirst)) { Earlier = 100 },
        new("pages shift back", Of(FaultAction.Shift) with { By = -1 }, Of(FaultAction.Shuffle)) { Earlier = 100 },
        new("503 once", Of(FaultAction.Answer)),
        new("503 always", Of(FaultAction.Answer) with { Times = 0 }),
        new("cut", Of(FaultAction.Cut)),
        new("drops", Of(FaultAction.Drop)),
        new("html 200", Of(FaultAction.Html) with { Status = 200 }),
        new("hangs", Of(FaultAction.Hang)),
    ];

    public override string ToString() => Name;

    private static SandboxFault Of(FaultAction action, int milliseconds = 0) => new() { On = RequestKind.List, Do = action, Milliseconds = milliseconds };
}
