using System.Globalization;

namespace HubSpotImports.Pipeline;

/// <summary>
/// One bar of <see cref="ProgressBars"/>: takes what the work says of itself, and adds rate and time left. Words about it come one after another,
/// from whatever thread.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const double MegaByte = 1_000_000;

    // A rate of less tells nothing.
    private static readonly TimeSpan FirstRate = TimeSpan.FromSeconds(1);

    private readonly ProgressBars _bars;
    private readonly TimeProvider _clock;
    private readonly HsProgress _blank;
    private Said? _said;
    private Said? _next;

    /// <summary>Made by <see cref="ProgressBars.Open"/>.</summary>
    /// <param name="bars">Those it is one of.</param>
    /// <param name="clock">Time.</param>
    /// <param name="blank">What does not change of it.</param>
    public ProgressBar(ProgressBars bars, TimeProvider clock, HsProgress blank)
    {
        (_bars, _clock, _blank) = (bars, clock, blank);
    }

    /// <inheritdoc cref="HsProgress.Id"/>
    public int Id => _blank.Id;

    /// <summary>What was shown last; <see langword="null"/> while nothing was.</summary>
    public HsProgress? LastShown { get; private set; }

    /// <summary>Says where the work stands.</summary>
    /// <param name="status">In words.</param>
    /// <param name="until">When it will be over, where that is known.</param>
    public void Say(string status, DateTimeOffset? until = null) => Volatile.Write(ref _next, new Said(status, 0, 0, Unit.None, until, default));

    /// <summary>Says how many bytes are done.</summary>
    /// <param name="done">So many.</param>
    /// <param name="total">Of so many.</param>
    /// <param name="rows">And so many rows, where they are counted.</param>
    public void SayBytes(long done, long total, long? rows = null) =>
        SayMeasured(done, total, Unit.Bytes, rows is { } counted ? $"{Number(counted)} rows" : "");

    /// <summary>Says how many rows are done.</summary>
    /// <param name="done">So many.</param>
    /// <param name="total">Of so many.</param>
    /// <param name="state">HubSpot's word for what is done with them.</param>
    public void SayRows(long done, long total, string state) => SayMeasured(done, total, Unit.Rows, state);

    /// <inheritdoc/>
    public void Dispose() => _bars.Close(this);

    /// <summary>What there is to show that was not shown.</summary>
    internal HsProgress? Next()
    {
        if (Interlocked.Exchange(ref _next, null) is not { } said) return null;

        LastShown = said.Unit == Unit.None ? _blank with { Status = said.Words, SecondsRemaining = SecondsUntil(said.Until) } : Measured(said);
        return LastShown;
    }

    // What is less than before has begun anew.
    private void SayMeasured(long done, long total, Unit unit, string words)
    {
        var begin = _said is { } before && before.Unit == unit && before.Done <= done ? before.Begin : (_clock.GetTimestamp(), done);
        _said = new Said(words, done, total, unit, null, begin);
        Volatile.Write(ref _next, _said);
    }

    private HsProgress Measured(Said said)
    {
        var (done, total) = (Math.Min(said.Done, said.Total), said.Total);
        var elapsed = _clock.GetElapsedTime(said.Begin.At);
        var rate = elapsed >= FirstRate ? (done - said.Begin.Done) / elapsed.TotalSeconds : 0;
        return _blank with
        {
            Status = string.Join(", ", new[] { Amount(done, total, said.Unit), rate > 0 ? Rate(rate, said.Unit) : "", said.Words }.Where(words => words.Length > 0)),
            PercentComplete = total > 0 ? (int)(done * 100.0 / total) : -1,
            SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling((total - done) / rate)) : -1,
        };
    }

    private int SecondsUntil(DateTimeOffset? until) => until is { } time ? (int)Math.Min(int.MaxValue, Math.Max(0, (time - _clock.GetUtcNow()).TotalSeconds)) : -1;

    private static string Amount(long done, long total, Unit unit) => unit switch
    {
        Unit.Rows => $"{Number(done)} of {Number(total)} rows",
        _ when total < MegaByte => $"{Number(done)} of {Number(total)} bytes",
        _ => $"{Mega(done)} of {Mega(total)} MB",
    };

    private static string Rate(double rate, Unit unit) => unit == Unit.Bytes ? $"{Mega(rate)} MB/s" : $"{Number(rate)}/s";

    private static string Mega(double bytes) => (bytes / MegaByte).ToString("N1", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private enum Unit
    {
        None,
        Bytes,
        Rows,
    }

    // Begin: when the measuring began, by the clock's timestamp, and at which number.
    private sealed record Said(string Words, long Done, long Total, Unit Unit, DateTimeOffset? Until, (long At, long Done) Begin);
}
