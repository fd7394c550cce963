using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>What a lookup found.</summary>
/// <param name="Import">The import, where the list shows it.</param>
/// <param name="IsAbsent">Whether the list proves that there is none.</param>
/// <param name="Why">Why the list proves nothing; empty where it does.</param>
internal sealed record LookupResult(HsImport? Import, bool IsAbsent, string Why);

/// <summary>
/// Looks in HubSpot's list of imports for one whose answer was lost. It is recognized by its sign alone. That it is not there is proven only
/// by three whole readings of the list, minutes apart, the last one long after the send, in which imports are seen that would be
/// hidden too if the list hid this one.
/// </summary>
/// <param name="client">The account.</param>
/// <param name="submission">The submission.</param>
/// <param name="others">The submissions of this machine, whose imports the list must show.</param>
/// <param name="settlingTime">How long after the send the last reading is.</param>
internal sealed class ImportLookup(HubSpotClient client, Submission submission, IReadOnlyList<Submission> others, TimeSpan settlingTime)
{
    /// <summary>How long HubSpot is given until an import must show in its list. Nobody documents it: deduced, with room.</summary>
    public static readonly TimeSpan DefaultSettlingTime = TimeSpan.FromMinutes(15);

    private const int Scans = 3;
    private static readonly TimeSpan BetweenScans = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OldestSend = TimeSpan.FromHours(24);

    // The Date header of HTTP has whole seconds.
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(2);

    // Pages that begin at other places miss other imports, if they miss any.
    private static readonly int[] PageSizes = [100, 83, 61];

    /// <summary>Looks for the import of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="pipe">Told how it goes.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task<LookupResult> FindAsync(SubmissionPart part, CmdletPipe pipe, CancellationToken stop)
    {
        using var bar = pipe.OpenBar($"Looking whether HubSpot took {part.Planned.UploadName}");
        var sentAt = part.CommittedAt ?? submission.UpdatedAt;
        var settledAt = (part.LostAt ?? sentAt) + settlingTime;
        var pause = settlingTime < BetweenScans + BetweenScans ? TimeSpan.FromTicks(settlingTime.Ticks / 2) : BetweenScans;
        var whole = 0;
        List<string> doubts;
        for (var scan = 0; ; scan++)
        {
            var seen = await ReadAsync(PageSizes[scan % PageSizes.Length], stop).ConfigureAwait(false);
            var found = seen.Where(import => SubmissionToken.Marks(import, submission.TokenOf(part.Number))).ToList();
            if (found.Count > 1) pipe.WriteWarning($"HubSpot has {found.Count} imports of {part.Planned.UploadName}: {string.Join(", ", found)}. Look at them; the first is taken for the one.");
            if (found.Count > 0) return new LookupResult(found.OrderBy(import => import.CreatedAt).First(), IsAbsent: false, "");

            doubts = Doubts(seen, part);
            if (IsWhole(seen)) whole++;
            pipe.WriteVerbose($"Reading {scan + 1} of the list of imports: {seen.Count} imports, none of them {part.Planned.UploadName}.");

            var isSettled = DateTimeOffset.UtcNow >= settledAt;
            if (isSettled && (whole >= Scans || scan >= Scans * 2)) break;
            if (settlingTime <= TimeSpan.Zero) return new LookupResult(null, IsAbsent: false, "The list of imports does not show it, and -SettlingTime 0 waits for nothing.");

            bar.Say($"until {settledAt.ToLocalTime():HH:mm:ss}", settledAt);
            await Task.Delay(pause, stop).ConfigureAwait(false);
            if (pause >= BetweenScans && pause < LongestPause) pause = TimeSpan.FromTicks(pause.Ticks * 3 / 2);
        }

        if (whole < Scans) doubts.Add("It does not show all imports of this app that HubSpot took.");
        if (DateTimeOffset.UtcNow - sentAt > OldestSend) doubts.Add("The send is more than 24 hours ago.");
        return new LookupResult(null, IsAbsent: doubts.Count == 0, doubts.Count == 0 ? "" : $"The list of imports does not show it, which proves nothing: {string.Join(" ", doubts)}");
    }

    private async Task<List<HsImport>> ReadAsync(int pageSize, CancellationToken stop)
    {
        var seen = new List<HsImport>();
        await foreach (var import in client.ListImportsAsync(pageSize, stop).ConfigureAwait(false)) seen.Add(import);
        return seen;
    }

    // A list that lacks one import may lack another. Old ones may have left it.
    private bool IsWhole(List<HsImport> seen)
    {
        var ids = new HashSet<string>(seen.Select(import => import.Id), StringComparer.Ordinal);
        return Known().All(known => known.TakenAt is not { } takenAt || DateTimeOffset.UtcNow - takenAt > OldestSend || ids.Contains(known.ImportId!));
    }

    // The positive control: an import that came later shows with its sign, and one that has ended shows.
    private List<string> Doubts(List<HsImport> seen, SubmissionPart part)
    {
        var doubts = new List<string>();
        if (part.CommittedServerTime is not { } committedAt) doubts.Add("HubSpot's clock at the send is not known.");
        else if (!seen.Exists(import => import.CreatedAt > committedAt + ClockGrain && IsSigned(import, part))) doubts.Add("It shows no later import of this module.");
        if (!seen.Exists(import => import.IsFinished)) doubts.Add("It shows no import that has ended.");
        return doubts;
    }

    // Of this machine or another: its sign shows, so that of the lost one would, if it has one in the same place.
    private bool IsSigned(HsImport import, SubmissionPart part) =>
        import.Files.Any(file => file.SourcePath.Split('.') is [_, var token, _] && SubmissionToken.IsToken(token))
        || (SubmissionToken.IsIn(part.Planned.ImportName, submission.TokenOf(part.Number)) && import.Name?.LastIndexOf(" #", StringComparison.Ordinal) is >= 0 and var sign && SubmissionToken.IsToken(import.Name[(sign + 2)..]));

    private IEnumerable<SubmissionPart> Known() => others
        .Where(other => other.Head.Account == submission.Head.Account && other.Head.BaseUri == submission.Head.BaseUri && (other.Head.App is null || other.Head.App == submission.Head.App))
        .SelectMany(other => other.Parts)
        .Where(part => part.ImportId is not null);
}
