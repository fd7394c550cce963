namespace HubSpotImports.Checks;

/// <summary>
/// A date. HubSpot's knowledge base ("set up your import file"): month as digits, three-letter or full English name, year of two or four
/// digits, separators <c>/ - .</c>, parts in the order of <see cref="HsDateFormat"/>. Deduced: both separators are the same, a month's name
/// may also stand between blanks (<c>5 January 2026</c>, <c>January 5, 2026</c>), two-digit years run from 1950 to 2049, and years
/// outside 1000 to 9999 are <c>OUTSIDE_VALID_TIME_RANGE</c>.
/// </summary>
public static class DateValue
{
    private const int FirstYear = 1000;
    private const int LastYear = 9999;
    private const int FixedLength = 10;

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    /// <param name="order">The order of the parts.</param>
    /// <param name="value">The date, at midnight UTC.</param>
    /// <returns><see cref="ValueFault.None"/>, <see cref="ValueFault.CouldNotParseDate"/> or <see cref="ValueFault.OutsideValidTimeRange"/>.</returns>
    public static ValueFault Read(ReadOnlySpan<byte> cell, HsDateFormat order, out DateTime value)
    {
        var text = CellText.Trim(cell);
        var fault = ReadStart(text, order, out value, out var length);
        return length == text.Length ? fault : ValueFault.CouldNotParseDate;
    }

    /// <summary>Reads the date at the start of a text, and says how long it is.</summary>
    internal static ValueFault ReadStart(ReadOnlySpan<byte> text, HsDateFormat order, out DateTime value, out int length)
    {
        length = 0;
        if (TryReadFixed(text, order, out value))
        {
            length = FixedLength;
            return ValueFault.None;
        }

        var first = ReadPart(text, ref length);
        var separator1 = ReadSeparator(text, ref length);
        var second = ReadPart(text, ref length);
        var separator2 = ReadSeparator(text, ref length);
        var third = ReadPart(text, ref length);
        var (year, month, day) = order switch
        {
            HsDateFormat.DayMonthYear => (third, second, first),
            HsDateFormat.YearMonthDay => (first, second, third),
            _ => (third, first, second),
        };
        if (!month.IsMonth || !day.IsDay || !year.IsYear || !FitTogether(separator1, separator2, month.IsName))
            return ValueFault.CouldNotParseDate;
        var fullYear = year.Length == 2 ? year.Value + (year.Value < 50 ? 2000 : 1900) : year.Value;
        if (fullYear is < FirstYear or > LastYear) return ValueFault.OutsideValidTimeRange;
        if (day.Value > DateTime.DaysInMonth(fullYear, month.Value)) return ValueFault.CouldNotParseDate;
        value = new DateTime(fullYear, month.Value, day.Value, 0, 0, 0, DateTimeKind.Utc);
        return ValueFault.None;
    }

    // Nearly all dates are 31/01/2026 or 2026-01-31: a few digits at places that are known.
    private static bool TryReadFixed(ReadOnlySpan<byte> text, HsDateFormat order, out DateTime value)
    {
        value = default;
        if (text.Length < FixedLength || (text.Length > FixedLength && CellText.IsDigit(text[FixedLength]))) return false;

        var isYearFirst = order == HsDateFormat.YearMonthDay;
        var separator = text[isYearFirst ? 4 : 2];
        if (separator is not ((byte)'/' or (byte)'-' or (byte)'.') || text[isYearFirst ? 7 : 5] != separator) return false;

        var (year, first, second) = isYearFirst
            ? ((TwoDigits(text, 0) * 100) + TwoDigits(text, 2), TwoDigits(text, 5), TwoDigits(text, 8))
            : ((TwoDigits(text, 6) * 100) + TwoDigits(text, 8), TwoDigits(text, 0), TwoDigits(text, 3));
        var (month, day) = order == HsDateFormat.DayMonthYear ? (second, first) : (first, second);
        if (year < FirstYear || month is < 1 or > 12 || day < 1 || day > 28 && day > DateTime.DaysInMonth(year, month)) return false;

        value = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    /// <summary>The number of two digits; of anything else one so small that no part of a date can make up for it.</summary>
    internal static int TwoDigits(ReadOnlySpan<byte> text, int start)
    {
        var (tens, ones) = (text[start] - (uint)'0', text[start + 1] - (uint)'0');
        return tens > 9 || ones > 9 ? -1_000_000 : (int)((tens * 10) + ones);
    }

    private static bool FitTogether(Separator first, Separator second, bool monthIsName) =>
        first == second && first != Separator.None && (monthIsName || first != Separator.Blank);

    private static Part ReadPart(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        if (i < text.Length && CellText.IsDigit(text[i]))
        {
            var value = 0;
            for (; i < text.Length && CellText.IsDigit(text[i]); i++) value = Math.Min((value * 10) + text[i] - '0', 1_000_000);
            return new Part(value, i - start, IsName: false);
        }

        while (i < text.Length && CellText.IsLetter(text[i])) i++;
        return new Part(MonthNamed(text.Slice(start, i - start)), i - start, IsName: true);
    }

    private static Separator ReadSeparator(ReadOnlySpan<byte> text, ref int i)
    {
        if (i >= text.Length) return Separator.None;
        var sign = text[i];

        // The dot of "5. January 2026" and the comma of "January 5, 2026" belong to the blank after them.
        var blank = sign is (byte)'.' or (byte)',' && i + 1 < text.Length && text[i + 1] == (byte)' ' ? i + 1 : i;
        if (text[blank] == (byte)' ')
        {
            i = blank;
            while (i < text.Length && text[i] == (byte)' ') i++;
            return Separator.Blank;
        }

        i++;
        return sign switch
        {
            (byte)'/' => Separator.Slash,
            (byte)'-' => Separator.Hyphen,
            (byte)'.' => Separator.Dot,
            _ => Separator.None,
        };
    }

    private static int MonthNamed(ReadOnlySpan<byte> name) => name.Length < 3 ? 0
        : IsMonth(name, "january"u8) ? 1
        : IsMonth(name, "february"u8) ? 2
        : IsMonth(name, "march"u8) ? 3
        : IsMonth(name, "april"u8) ? 4
        : IsMonth(name, "may"u8) ? 5
        : IsMonth(name, "june"u8) ? 6
        : IsMonth(name, "july"u8) ? 7
        : IsMonth(name, "august"u8) ? 8
        : IsMonth(name, "september"u8) ? 9
        : IsMonth(name, "october"u8) ? 10
        : IsMonth(name, "november"u8) ? 11
        : IsMonth(name, "december"u8) ? 12
        : 0;

    // The third letter rules out most of the twelve.
    private static bool IsMonth(ReadOnlySpan<byte> name, ReadOnlySpan<byte> month) =>
        (name[2] | 0x20) == month[2] && (CellText.Is(name, month) || CellText.Is(name, month.Slice(0, 3)));

    private enum Separator
    {
        None,
        Slash,
        Hyphen,
        Dot,
        Blank,
    }

    private readonly record struct Part(int Value, int Length, bool IsName)
    {
        public bool IsDay => !IsName && Length is 1 or 2 && Value >= 1;

        public bool IsMonth => IsName ? Value > 0 : Length is 1 or 2 && Value is >= 1 and <= 12;

        // Five digits and more are a year that HubSpot does not know, not a text that is no year.
        public bool IsYear => !IsName && Length is 2 or >= 4;
    }
}
