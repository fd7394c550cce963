using HubSpotImports.Pipeline;

namespace HubSpotImports.Tests.Pipeline;

public sealed class ProgressBarsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TickingClock _clock = new();
    private readonly List<HsProgress> _shown = [];
    private readonly ProgressBars _bars;

    public ProgressBarsTests()
    {
        _bars = new ProgressBars(_shown.Add, _clock);
    }

    [Fact]
    public void A_bar_is_shown_four_times_a_second_however_often_the_work_speaks()
    {
        using (var bar = _bars.Open("Sending"))
        {
            for (var done = 0; done < 10_000; done++)
            {
                bar.SayBytes(done * 1000L, 10_000_000);
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }

        Assert.Equal(40 + 1, _shown.Count);
        Assert.Equal(_shown.Select(progress => progress.PercentComplete).Order(), _shown.Select(progress => progress.PercentComplete));
        Assert.Single(_shown, progress => progress.IsCompleted);
        Assert.True(_shown[^1].IsCompleted);
    }

    [Fact]
    public void What_has_nothing_new_to_say_is_not_shown_again()
    {
        using var bar = _bars.Open("Waiting");
        bar.Say("for HubSpot");
        _clock.Advance(10 * Second);

        Assert.Equal(new HsProgress("Waiting", "for HubSpot"), Assert.Single(_shown));
    }

    [Fact]
    public void What_is_over_at_once_shows_no_bar()
    {
        using (var bar = _bars.Open("Checking"))
        {
            bar.SayBytes(1, 2);
            _clock.Advance(ProgressBars.BetweenUpdates - TimeSpan.FromMilliseconds(1));
        }

        _clock.Advance(Second);
        Assert.Empty(_shown);
        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public void Rate_and_time_left_come_after_a_second()
    {
        using var bar = _bars.Open("Checking");
        bar.SayBytes(0, 200_000_000, 0);
        _clock.Advance(Second / 2);
        bar.SayBytes(20_000_000, 200_000_000, 10_000);
        _clock.Advance(Second / 4);
        Assert.Equal(("20.0 of 200.0 MB, 10,000 rows", 10, -1), (_shown[^1].Status, _shown[^1].PercentComplete, _shown[^1].SecondsRemaining));

        _clock.Advance(Second / 4 * 5);
        bar.SayBytes(80_000_000, 200_000_000, 1_234_567);
        _clock.Advance(Second);
        Assert.Equal(("80.0 of 200.0 MB, 35.6 MB/s, 1,234,567 rows", 40, 4), (_shown[^1].Status, _shown[^1].PercentComplete, _shown[^1].SecondsRemaining));
    }

    [Fact]
    public void The_rate_of_what_began_earlier_counts_from_the_first_look()
    {
        using var bar = _bars.Open("HubSpot at work");
        bar.SayRows(900, 1000, "PROCESSING");
        _clock.Advance(10 * Second);
        bar.SayRows(950, 1000, "PROCESSING");
        _clock.Advance(Second / 4);

        Assert.Equal(("950 of 1,000 rows, 5/s, PROCESSING", 95, 11), (_shown[^1].Status, _shown[^1].PercentComplete, _shown[^1].SecondsRemaining));
    }

    [Fact]
    public void What_begins_anew_has_a_rate_of_its_own()
    {
        using var bar = _bars.Open("Sending");
        bar.SayBytes(0, 1000);
        _clock.Advance(10 * Second);
        bar.SayBytes(1000, 1000);
        _clock.Advance(Second);
        bar.SayBytes(0, 1000);
        _clock.Advance(Second / 4);

        Assert.Equal(("0 of 1,000 bytes", 0, -1), (_shown[^1].Status, _shown[^1].PercentComplete, _shown[^1].SecondsRemaining));
    }

    [Fact]
    public void More_than_all_is_all()
    {
        using var bar = _bars.Open("HubSpot at work");
        bar.SayRows(12, 10, "PROCESSING");
        _clock.Advance(Second);

        Assert.Equal(("10 of 10 rows, PROCESSING", 100), (_shown[^1].Status, _shown[^1].PercentComplete));
    }

    [Fact]
    public void What_will_be_over_at_a_time_has_its_seconds()
    {
        using var bar = _bars.Open("Waiting");
        bar.Say("until later", _clock.GetUtcNow().AddMinutes(2));
        _clock.Advance(Second / 4);

        Assert.Equal(119, _shown[^1].SecondsRemaining);
    }

    [Fact]
    public void The_first_bar_is_the_whole_and_shown_before_its_parts()
    {
        using (var whole = _bars.Open("Importing"))
        {
            using (var check = _bars.Open("Checking"))
            {
                check.Say("header");
                whole.Say("checking");
                _clock.Advance(Second);
            }

            using var first = _bars.Open("Sending part 1");
            using var second = _bars.Open("HubSpot at work");
            second.Say("b");
            first.Say("a");
            _clock.Advance(Second);
        }

        Assert.Equal(
            [
                ("Importing", 1, -1, false), ("Checking", 2, 1, false), ("Checking", 2, 1, true), ("Sending part 1", 2, 1, false), ("HubSpot at work", 3, 1, false),
                ("HubSpot at work", 3, 1, true), ("Sending part 1", 2, 1, true), ("Importing", 1, -1, true),
            ],
            _shown.Select(progress => (progress.Activity, progress.Id, progress.ParentId, progress.IsCompleted)));
        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public void A_bar_goes_away_once()
    {
        var bar = _bars.Open("Checking");
        bar.Say("header");
        _clock.Advance(Second);
        bar.Dispose();
        bar.Dispose();

        Assert.Equal([false, true], _shown.Select(progress => progress.IsCompleted));
    }

    [Fact]
    public void A_reader_who_has_stopped_does_not_hide_what_went_wrong()
    {
        using var stopping = new CancellationTokenSource();
        var sink = new RecordingSink { OnObject = _ => stopping.Cancel() };

        var error = Assert.Throws<HsException>(() => sink.Run(
            async (pipe, stop) =>
            {
                using var bar = pipe.OpenBar("Sending");
                bar.Say("now");
                while (sink.Progress.Count == 0) await Task.Delay(10, CancellationToken.None);
                pipe.WriteObject(1);
                while (!stop.IsCancellationRequested) await Task.Delay(10, CancellationToken.None);
                throw HsError.FileNotFound("it");
            },
            stopping.Token));

        Assert.Equal("HsFileNotFound", error.Id);
    }
}
