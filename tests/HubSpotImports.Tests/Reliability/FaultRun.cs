using HubSpotImports.Operations;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Reliability;

/// <summary>How a case ended.</summary>
/// <param name="Case">The case.</param>
/// <param name="First">How the first run ended, as the results name it.</param>
/// <param name="Last">What brought it to its end.</param>
/// <param name="Complaints">What speaks against it; none where it is right.</param>
internal sealed record FaultEnd(FaultCase Case, string First, string Last, IReadOnlyList<string> Complaints);

/// <summary>Lets a case come to pass, goes on as a person would, and asks the checker.</summary>
internal sealed class FaultRun
{
    private static readonly string[] UndecidedIds = ["HsSubmissionUndecided", "HsImportIdUnknown"];

    private readonly FaultCase _case;
    private readonly FaultyHubSpot _hubSpot;
    private readonly SourceRows _rows;
    private readonly List<string> _complaints = [];
    private bool _mayRepeat;

    private FaultRun(FaultCase @case, FaultyHubSpot hubSpot, SourceRows rows) => (_case, _hubSpot, _rows) = (@case, hubSpot, rows);

    public static async Task<FaultEnd> RunAsync(FaultCase @case)
    {
        await using var hubSpot = await FaultyHubSpot.StartAsync(@case);
        using var rows = new SourceRows(@case.Parts * @case.Rows, @case.Creates, padding: @case.RowLength);
        return await new FaultRun(@case, hubSpot, rows).RunAsync();
    }

    /// <summary>The same case, and a client that remembers nothing and sends what failed again until it succeeds.</summary>
    public static async Task<FaultEnd> BlindAsync(FaultCase @case)
    {
        await using var hubSpot = await FaultyHubSpot.StartAsync(@case);
        using var rows = new SourceRows(@case.Parts * @case.Rows, @case.Creates, padding: @case.RowLength);
        var plan = await hubSpot.PlanAsync(rows.Request);
        foreach (var upload in plan) await hubSpot.SendBlindlyAsync(upload);
        await hubSpot.MendAsync();
        var counts = await rows.CountAsync(hubSpot.Server);
        return new FaultEnd(@case, "", "", [.. ExactlyOnce.Doubles(counts, mayRepeat: false), .. ExactlyOnce.Missing(counts)]);
    }

    private StartImportRequest Request => _rows.Request with { SettlingTime = _hubSpot.SettlingTime };

    private async Task<FaultEnd> RunAsync()
    {
        var sink = Heard(_hubSpot.Start(Request with { Wait = _case.Fault.Phase != "canceling" }));
        GoOn(sink);
        await _hubSpot.MendAsync();

        var first = FirstOf(sink);
        var rows = await CountAsync();
        _complaints.AddRange(ExactlyOnce.Doubles(rows, _mayRepeat));
        if (_case.Fault.Phase == "canceling") return new FaultEnd(_case, first, await CanceledAsync(), _complaints);

        _complaints.AddRange(ExactlyOnce.Unreported(rows, sink.Errors, _hubSpot.JournalOf(Request.SourcePath)));
        return new FaultEnd(_case, first, await FinishAsync(sink), _complaints);
    }

    // Reads errors, or cancels, where that is what goes wrong.
    private void GoOn(RecordingSink sink)
    {
        if (sink.Objects.OfType<HsImport>().LastOrDefault() is not { } last) return;
        if (_case.Fault.Phase == "reading errors") _hubSpot.ReadErrors(last.Id);
        if (_case.Fault.Phase == "canceling") _hubSpot.Cancel(last.Id);
    }

    private static string FirstOf(RecordingSink sink) => sink.ErrorIds switch
    {
        [] when sink.Warnings.Any(IsRepeat) => "sent again, said so",
        [] when sink.Verbose.Any(text => text.Contains("so it is sent again", StringComparison.Ordinal)) => "proven absent",
        [] when sink.Verbose.Any(text => text.StartsWith("HubSpot has ", StringComparison.Ordinal)) => "found",
        [] => "once",
        var ids when ids.Intersect(UndecidedIds).Any() => "undecided",
        _ => "reported",
    };

    private async Task<string> FinishAsync(RecordingSink sink)
    {
        var how = "";
        if (sink.Errors.Count > 0)
        {
            (how, sink) = IsUndecided(sink) && _case.Next == NextStep.Advice ? await AdviceAsync(sink) : ("same command", Again());
            if (IsUndecided(sink) && how.Length > 0 && how != "nobody can tell") (how, sink) = await AdviceAsync(sink);
        }

        if (sink.ErrorIds.Contains("HsImportGone")) how = "gone from HubSpot";
        if (how is "nobody can tell" or "gone from HubSpot")
        {
            if (_case.List.Name != "forgets") _complaints.Add($"Nothing is forgotten, and yet: {Text(sink)}");
            _complaints.AddRange(ExactlyOnce.Doubles(await CountAsync(), _mayRepeat));
            return how;
        }

        await _hubSpot.SettleAsync();
        var rows = await CountAsync();
        if (sink.Errors.Count > 0) _complaints.Add($"After '{how}' there are errors still: {Text(sink)}");
        _complaints.AddRange(ExactlyOnce.Missing(rows).Concat(ExactlyOnce.Doubles(rows, _mayRepeat)));

        // Once more: what is in stays so. Rows with an identifier are sent as the update that they are.
        var again = Again();
        await _hubSpot.SettleAsync();
        if (_case.Creates && again.ErrorIds is not ["HsAlreadySent"]) _complaints.Add($"The same command after the end says {Text(again)}.");
        if (!_case.Creates && again.Errors.Count > 0) _complaints.Add($"The same command after the end says {Text(again)}.");
        _complaints.AddRange(ExactlyOnce.Doubles(await CountAsync(), mayRepeat: !_case.Creates));
        return how;
    }

    // A canceled import may have some rows in; nothing of it is ever sent again.
    private async Task<string> CanceledAsync()
    {
        Again();
        await _hubSpot.SettleAsync();
        _complaints.AddRange(ExactlyOnce.Doubles(await CountAsync(), mayRepeat: !_case.Creates));
        return "same command";
    }

    private RecordingSink Again() => Heard(_hubSpot.StartWithoutControl(Request with { SettlingTime = TimeSpan.FromSeconds(1) }));

    // Does what the error's text says, and nothing else.
    private async Task<(string How, RecordingSink Sink)> AdviceAsync(RecordingSink sink)
    {
        var how = "";
        for (var parts = 0; IsUndecided(sink); parts++)
        {
            var error = sink.Errors.First(error => UndecidedIds.Contains(error.Id));
            var advice = Advice.Read(error.RecommendedAction);
            if (advice is null || parts == _case.Parts)
            {
                _complaints.Add($"This leads nowhere: {error.RecommendedAction}");
                return (how, sink);
            }

            var wish = advice.Follow(await _hubSpot.ListAsync());
            if (wish.AdoptImportId is not null)
            {
                how += "adopted ";
            }
            else if ((await CountAsync()).Skip(FirstRowOf(advice.SubmissionId, advice.UploadName) - 1).First().Imports > 0)
            {
                // It is in, and gone from every list: whoever looks at the records sees it, and leaves it so.
                return ("nobody can tell", sink);
            }
            else
            {
                how += "sent again ";
                if (!wish.Resend) _complaints.Add($"It is not there, and no way out is named: {error.RecommendedAction}");
            }

            sink = Heard(_hubSpot.Resume(wish));
        }

        return (how.TrimEnd(), sink);
    }

    private int FirstRowOf(string id, string uploadName)
    {
        var submission = _hubSpot.JournalOf(Request.SourcePath)!;
        if (submission.Head.SubmissionId != id) _complaints.Add($"The advice names the submission {id}, and it is {submission.Head.SubmissionId}.");
        return (int)submission.Head.Parts.Single(part => part.UploadName == uploadName).FirstRow;
    }

    private async Task<IReadOnlyList<RowCount>> CountAsync() => await _rows.CountAsync(_hubSpot.Server);

    // Rows with identifiers may be in two imports only where that was said.
    private RecordingSink Heard(RecordingSink sink)
    {
        _mayRepeat |= !_case.Creates && sink.Warnings.Any(IsRepeat);
        return sink;
    }

    private static bool IsRepeat(string warning) => warning.Contains("so it is sent again: no record can be there twice", StringComparison.Ordinal);

    private static bool IsUndecided(RecordingSink sink) => sink.ErrorIds.Intersect(UndecidedIds).Any();

    private static string Text(RecordingSink sink) => sink.Errors.Count == 0 ? "no error" : string.Join("; ", sink.Errors.Select(error => $"{error.Id}: {error.Message}"));
}
