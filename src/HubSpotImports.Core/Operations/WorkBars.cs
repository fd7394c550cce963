using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>The bars of imports that HubSpot works at, one for each, as far as its counters tell.</summary>
/// <param name="imports">All that are waited for.</param>
/// <param name="pipe">Shows them.</param>
internal sealed class WorkBars(IReadOnlyList<HsImport> imports, CmdletPipe pipe) : IDisposable
{
    // HubSpot works at three at a time (imports guide); all others wait.
    private const int MostShown = 3;

    private readonly Dictionary<string, ProgressBar> _bars = [];

    /// <summary>Says how far imports are; the bars of others go away.</summary>
    /// <param name="open">Those that have not ended.</param>
    public void Show(IReadOnlyList<HsImport> open)
    {
        var shown = open.OrderBy(import => import.State == "DEFERRED").Take(MostShown).ToList();
        foreach (var gone in _bars.Keys.Except(shown.Select(import => import.Id)).ToList())
        {
            _bars[gone].Dispose();
            _bars.Remove(gone);
        }

        foreach (var import in shown)
        {
            if (!_bars.TryGetValue(import.Id, out var bar)) _bars[import.Id] = bar = pipe.OpenBar($"HubSpot at work{Which(import)}");
            var total = import.SourceRows ?? import.TotalRows ?? 0;
            if (total > 0) bar.SayRows((import.CreatedObjects ?? 0) + (import.UpdatedObjects ?? 0), total, import.State);
            else bar.Say(import.State.Length > 0 ? import.State : "not looked at yet");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bar in _bars.Values) bar.Dispose();
    }

    private string Which(HsImport import) => import switch
    {
        { PartCount: > 1 } when imports.All(other => other.SubmissionId == import.SubmissionId) => $": part {import.Part} of {import.PartCount}",
        _ when imports.Count == 1 => "",
        _ => $": import {import.Id}",
    };
}
