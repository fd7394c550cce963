namespace HubSpotImports.Checks;

/// <summary>
/// A date with a time. HubSpot's knowledge base: a date as <see cref="DateValue"/> reads it, <c>hh:mm</c> and an optional offset
/// <c>+hh:mm</c>; a date alone is midnight; or Unix milliseconds. Deduced: seconds and <c>AM</c>/<c>PM</c> are taken too, no offset
/// means UTC, offsets end at 18 hours, an ISO 8601 instant (<c>2026-01-31T10:00:00Z</c>) is read whatever the order, and digits alone
/// are milliseconds from nine digits on (eight are more likely a date without separators).
/// </summary>
public static class DateTimeValue
{
    private const int FewestEpochDigits = 9;
    private static readonly TimeSpan WidestOffset = TimeSpan.FromHours(18);
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Earliest = new(1000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly long FirstMillisecond = (Earliest.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
    private static readonly long LastMillisecond = (DateTime.MaxValue.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="order">The order of the date's parts.</param>
    /// <param name="value">The time, in UTC.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.CouldNotParseDate"/> or <see cref="ValueFault.OutsideValidTimeRange"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, HsDateFormat order, out DateTime value)
    {
        var text = CellText.Trim(cell);
        if (IsEpoch(text)) return ReadEpoch(text, out value);
        var fault = DateValue.ReadStart(text, IsIsoInstant(text) ? HsDateFormat.YearMonthDay : order, out value, out var length);
        if (fault == ValueFault.CouldNotParseDate || length == text.Length) return fault;
        if (!TryReadClock(text.Slice(length), out var time, out var offset)) return ValueFault.CouldNotParseDate;
        if (fault != ValueFault.None) return fault;
        var ticks = value.Ticks + time.Ticks - offset.Ticks;
        if (ticks < Earliest.Ticks || ticks > DateTime.MaxValue.Ticks) return ValueFault.OutsideValidTimeRange;
        value = new DateTime(ticks, DateTimeKind.Utc);
        return ValueFault.None;
    }

    private static bool IsIsoInstant(ReadOnlySpan<byte> text) =>
        text.Length > 10 && text[4] == (byte)'-' && text[7] == (byte)'-' && text[10] is (byte)'T' or (byte)'t';

    private static bool IsEpoch(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 0 && text[0] == (byte)'-' ? text.Slice(1) : text;
        foreach (var character in digits)
        {
            if (!CellText.IsDigit(character)) return false;
        }

        return digits.Length >= FewestEpochDigits;
    }

    private static ValueFault ReadEpoch(ReadOnlySpan<byte> text, out DateTime value)
    {
        value = default;
        if (text.Length > 16) return ValueFault.OutsideValidTimeRange;
        var negative = text[0] == (byte)'-';
        long milliseconds = 0;
        for (var i = negative ? 1 : 0; i < text.Length; i++) milliseconds = (milliseconds * 10) + text[i] - '0';
        if (negative) milliseconds = -milliseconds;
        if (milliseconds < FirstMillisecond || milliseconds > LastMillisecond) return ValueFault.OutsideValidTimeRange;
        value = Epoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond);
        return ValueFault.None;
    }

    private static bool TryReadClock(ReadOnlySpan<byte> text, out TimeSpan time, out TimeSpan offset)
    {
        offset = default;
        if (TryReadIsoClock(text, out time)) return true;

        var i = 0;
        SkipBlanks(text, ref i);
        if (i == 0 && text[i++] is not ((byte)'T' or (byte)'t')) return false;
        if (!TryReadNumber(text, ref i, 1, 2, out var hours) || !TryReadColon(text, ref i) || !TryReadNumber(text, ref i, 2, 2, out var minutes))
            return false;
        var seconds = 0;
        var ticks = 0L;
        if (TryReadColon(text, ref i) && !(TryReadNumber(text, ref i, 2, 2, out seconds) && TryReadFraction(text, ref i, out ticks))) return false;
        SkipBlanks(text, ref i);
        if (text.Length >= i + 2 && (text[i + 1] | 0x20) == 'm' && (text[i] | 0x20) is 'a' or 'p')
        {
            if (hours is < 1 or > 12) return false;
            hours = (hours % 12) + ((text[i] | 0x20) == 'p' ? 12 : 0);
            i += 2;
            SkipBlanks(text, ref i);
        }

        if (hours > 23 || minutes > 59 || seconds > 59 || !TryReadOffset(text, ref i, out offset)) return false;
        time = new TimeSpan(hours, minutes, seconds) + new TimeSpan(ticks);
        return i == text.Length;
    }

    // T10:15:00Z, as programs write it.
    private static bool TryReadIsoClock(ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = default;
        if (text.Length != 10 || text[0] != (byte)'T' || text[3] != (byte)':' || text[6] != (byte)':' || text[9] != (byte)'Z') return false;

        var (hours, minutes, seconds) = (DateValue.TwoDigits(text, 1), DateValue.TwoDigits(text, 4), DateValue.TwoDigits(text, 7));
        if (hours is < 0 or > 23 || minutes is < 0 or > 59 || seconds is < 0 or > 59) return false;

        time = new TimeSpan(hours, minutes, seconds);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, ref int i, out TimeSpan offset)
    {
        offset = default;
        if (i == text.Length) return true;
        if (text[i] is (byte)'Z' or (byte)'z')
        {
            i++;
            return true;
        }

        if (text[i] is not ((byte)'+' or (byte)'-')) return false;
        var negative = text[i++] == (byte)'-';
        if (!TryReadNumber(text, ref i, 2, 2, out var hours)) return false;
        TryReadColon(text, ref i);
        if (!TryReadNumber(text, ref i, 2, 2, out var minutes) || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (offset > WidestOffset) return false;
        if (negative) offset = -offset;
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, ref int i, out long ticks)
    {
        ticks = 0;
        if (i >= text.Length || text[i] != (byte)'.') return true;
        var start = ++i;
        var unit = TimeSpan.TicksPerSecond / 10;
        for (; i < text.Length && CellText.IsDigit(text[i]); i++, unit /= 10) ticks += (text[i] - '0') * unit;
        return i - start is > 0 and <= 9;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, ref int i, int fewest, int most, out int value)
    {
        var start = i;
        value = 0;
        for (; i < text.Length && i - start < most && CellText.IsDigit(text[i]); i++) value = (value * 10) + text[i] - '0';
        return i - start >= fewest;
    }

    private static bool TryReadColon(ReadOnlySpan<byte> text, ref int i)
    {
        if (i >= text.Length || text[i] != (byte)':') return false;
        i++;
        return true;
    }

    private static void SkipBlanks(ReadOnlySpan<byte> text, ref int i)
    {
        while (i < text.Length && text[i] == (byte)' ') i++;
    }
}
