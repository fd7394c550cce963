using System.Runtime.CompilerServices;
using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// What an account may import within 24 hours, as far as the journals of this machine and HubSpot's list, which shows the imports of this app
/// alone, tell what it has imported.
/// </summary>
/// <param name="client">The account.</param>
/// <param name="folder">The journals.</param>
/// <param name="waits">Whether to wait until there is room.</param>
/// <param name="limits">What the account may; HubSpot's documented limits where it is left out.</param>
internal sealed class DailyQuota(HubSpotClient client, SubmissionFolder folder, bool waits, QuotaLimits? limits = null)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly QuotaLimits _limits = limits ?? QuotaLimits.Documented;

    /// <summary>Says whether a submission as a whole fits, before its first byte.</summary>
    /// <param name="head">What is to be sent.</param>
    /// <param name="pipe">Told what is known.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsQuotaExceeded</c>: it does not, and nobody wants to wait.</exception>
    public async Task CheckAsync(JournalHead head, CmdletPipe pipe, CancellationToken stop)
    {
        if (waits) return; // Each part waits for its own room.

        var used = await UsedAsync(head, pipe, stop).ConfigureAwait(false);
        var rows = head.Parts.Sum(part => part.Rows);
        pipe.WriteVerbose($"In the last 24 hours: {used.Count:N0} imports with {used.Sum(import => import.Rows):N0} rows.");
        if (RoomAt(used, rows, head.Parts.Count) is { } roomAt) throw HsError.QuotaExceeded(head.SourcePath, rows, head.Parts.Count, used.Sum(import => import.Rows), used.Count, _limits, roomAt);
    }

    /// <summary>Waits until there is room for a part.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="number">The part.</param>
    /// <param name="pipe">Told how long.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task TakeAsync(Submission submission, int number, CmdletPipe pipe, CancellationToken stop)
    {
        if (!waits) return;

        var part = submission.Head.Parts[number - 1];
        using var bar = pipe.OpenBar("Waiting for room in the account's daily limit");
        while (RoomAt(await UsedAsync(submission.Head, pipe, stop).ConfigureAwait(false), part.Rows, imports: 1) is { } roomAt)
        {
            var left = roomAt - DateTimeOffset.UtcNow;
            bar.Say($"{part.UploadName}, until {roomAt.ToLocalTime():HH:mm}", roomAt);
            await Task.Delay(left < LongestPause ? TimeSpan.FromTicks(Math.Max(left.Ticks, TimeSpan.TicksPerSecond)) : LongestPause, stop).ConfigureAwait(false);
        }
    }

    private async Task<List<Used>> UsedAsync(JournalHead head, CmdletPipe pipe, CancellationToken stop)
    {
        var since = DateTimeOffset.UtcNow - Day;
        var used = folder.ReadAll(_ => { })
            .Where(other => other.Head.Account == head.Account && other.Head.BaseUri == head.BaseUri)
            .SelectMany(other => other.Parts)
            .Where(part => (part.TakenAt ?? part.CommittedAt) > since && part.State is not (HsSubmissionPartState.Unsent or HsSubmissionPartState.Refused))
            .Select(part => new Used(part.ImportId, (part.TakenAt ?? part.CommittedAt)!.Value, part.Planned.Rows))
            .ToList();

        var known = new HashSet<string?>(used.Select(import => import.Id));
        try
        {
            await foreach (var import in ListAsync(since, stop).ConfigureAwait(false))
            {
                if (known.Add(import.Id)) used.Add(new Used(import.Id, import.CreatedAt!.Value, import.TotalRows ?? 0));
            }
        }
        catch (HsException fault) when (fault.IsPassing)
        {
            // HubSpot keeps its own count: a file that it has no room for is refused there.
            pipe.WriteVerbose($"Only the journal tells what was imported within 24 hours. {fault.Message}");
        }

        return used;
    }

    // HubSpot's order is not documented: only where it shows to be the newest first, one that is old ends the reading.
    private async IAsyncEnumerable<HsImport> ListAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken stop)
    {
        DateTimeOffset? last = null;
        bool? isNewestFirst = null;
        await foreach (var import in client.ListImportsAsync(pageSize: 100, stop).ConfigureAwait(false))
        {
            if (import.CreatedAt > since) yield return import;
            if (import.CreatedAt > last) isNewestFirst = false;
            else if (import.CreatedAt < last) isNewestFirst ??= true;
            if (isNewestFirst == true && import.CreatedAt <= since) yield break;
            last = import.CreatedAt;
        }
    }

    // When the oldest imports have left the 24 hours far enough; nothing where there is room now.
    private DateTimeOffset? RoomAt(List<Used> used, long rows, int imports)
    {
        var (usedRows, usedImports) = (used.Sum(import => import.Rows), used.Count);
        DateTimeOffset? roomAt = null;
        foreach (var oldest in used.OrderBy(import => import.At))
        {
            if (usedRows + rows <= _limits.Rows && usedImports + imports <= _limits.Imports) return roomAt;
            (usedRows, usedImports, roomAt) = (usedRows - oldest.Rows, usedImports - 1, oldest.At + Day);
        }

        return usedRows + rows <= _limits.Rows && usedImports + imports <= _limits.Imports ? roomAt : DateTimeOffset.MaxValue;
    }

    private sealed record Used(string? Id, DateTimeOffset At, long Rows);
}

/// <summary>What an account may import within 24 hours.</summary>
/// <param name="Rows">Rows (HubSpot imports guide: 80 million).</param>
/// <param name="Imports">Imports (knowledge base: 500; a free account's 50 the server checks).</param>
internal sealed record QuotaLimits(long Rows, int Imports)
{
    public static QuotaLimits Documented { get; } = new(80_000_000, 500);
}
