namespace HubSpotImports.Checks;

/// <summary>
/// Gathers what the values of a date column say of the order of their parts, so that a wrong order is told once, with the order that fits,
/// instead of once a row.
/// </summary>
/// <param name="kind">Date or date-time.</param>
/// <param name="chosen">The order of the import.</param>
internal sealed class DateOrderEvidence(ValueKind kind, HsDateFormat chosen)
{
    private static readonly HsDateFormat[] Orders = [HsDateFormat.MonthDayYear, HsDateFormat.DayMonthYear, HsDateFormat.YearMonthDay];

    private readonly long[] _fits = new long[Orders.Length];
    private long _refused;
    private long _readable;
    private bool _speaksForChosen;

    /// <summary>Counts a value.</summary>
    /// <param name="cell">The value.</param>
    /// <param name="fault">What the chosen order says of it.</param>
    /// <param name="value">The date that it reads.</param>
    public void Add(ReadOnlySpan<byte> cell, ValueFault fault, DateTime value)
    {
        if (fault == ValueFault.None)
        {
            _readable++;

            // A day above 12 can be no month, and a year in front no day, and a month may be named: such a value fits the chosen order alone.
            _speaksForChosen = _speaksForChosen || value.Day > 12 || chosen == HsDateFormat.YearMonthDay || HasName(cell);
            return;
        }

        if (fault != ValueFault.CouldNotParseDate) return;

        _refused++;
        for (var i = 0; i < Orders.Length; i++)
        {
            if (Orders[i] != chosen && Fits(cell, Orders[i])) _fits[i]++;
        }
    }

    /// <summary>Takes what another thread counted, which begins anew.</summary>
    public void Take(DateOrderEvidence other)
    {
        for (var i = 0; i < _fits.Length; i++) (_fits[i], other._fits[i]) = (_fits[i] + other._fits[i], 0);
        (_refused, other._refused) = (_refused + other._refused, 0);
        (_readable, other._readable) = (_readable + other._readable, 0);
        _speaksForChosen |= other._speaksForChosen;
    }

    /// <summary>
    /// The order that nearly all values fit which the chosen one refuses (some may fit none), when no value speaks for the chosen one.
    /// </summary>
    public HsDateFormat? BetterOrder
    {
        get
        {
            var best = Array.IndexOf(_fits, _fits.Max());
            return _refused > 0 && !_speaksForChosen && _fits[best] * 10 >= _refused * 9 ? Orders[best] : null;
        }
    }

    /// <summary>Whether every value can be read with the month first and with the day first, so that none tells which is meant.</summary>
    public bool IsAmbiguous => _refused == 0 && _readable > 0 && !_speaksForChosen;

    /// <summary>How many of the refused values fit that order.</summary>
    public long FitBetter => _fits.Max();

    /// <summary>How many values the chosen order refuses.</summary>
    public long Refused => _refused;

    /// <summary>How many values it reads.</summary>
    public long Readable => _readable;

    // A letter before the time: that of a month's name, or the T of an ISO instant.
    private static bool HasName(ReadOnlySpan<byte> cell)
    {
        foreach (var character in cell)
        {
            if (character == ':') return false;
            if (CellText.IsLetter(character)) return true;
        }

        return false;
    }

    private bool Fits(ReadOnlySpan<byte> cell, HsDateFormat order) =>
        (kind == ValueKind.Date ? DateValue.Read(cell, order, out _) : DateTimeValue.Read(cell, order, out _)) == ValueFault.None;
}
