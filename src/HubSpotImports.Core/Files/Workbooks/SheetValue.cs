using System.Globalization;

namespace HubSpotImports.Files;

/// <summary>
/// The text of a cell's value. A date has its month by name (<c>Jan-31-2026</c>), in the order of the import: HubSpot's knowledge base allows
/// it, and nobody takes the month for the day. What HubSpot makes of the cells of a workbook that is sent as it is, is deduced: the same value.
/// </summary>
internal static class SheetValue
{
    private const double LastSerial = 2_958_466;
    private const double FebruaryOf1900 = 60; // Excel counts a February 29th that 1900 did not have.
    private const double DaysFrom1900To1904 = 1_462;

    public static string Boolean(bool value) => value ? "TRUE" : "FALSE";

    /// <summary>A number in the shortest form that reads back as the same, without exponent where it has at most 28 digits.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.IndexOf('E') < 0) return text;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) && (double)plain == value
            ? plain.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A date as Excel stores it: days since 1900 or 1904. Less than a day is a time alone.</summary>
    /// <param name="serial">The days.</param>
    /// <param name="since1904">Whether they count from 1904 on.</param>
    /// <param name="order">The order of day, month and year.</param>
    public static string Date(double serial, bool since1904, HsDateFormat order)
    {
        if (serial is >= 0 and < 1) return Clock(TimeSpan.FromMilliseconds(Math.Round(serial * TimeSpan.FromDays(1).TotalMilliseconds)));

        var days = since1904 ? serial + DaysFrom1900To1904 : serial < FebruaryOf1900 ? serial + 1 : serial;
        return serial < 0 || !(days < LastSerial) ? Number(serial) : Date(DateTime.FromOADate(days), order);
    }

    public static string Date(DateTime value, HsDateFormat order)
    {
        var date = value.ToString(
            order switch
            {
                HsDateFormat.DayMonthYear => "dd-MMM-yyyy",
                HsDateFormat.YearMonthDay => "yyyy-MMM-dd",
                _ => "MMM-dd-yyyy",
            },
            CultureInfo.InvariantCulture);
        return value.TimeOfDay == TimeSpan.Zero ? date : $"{date} {Clock(value.TimeOfDay)}";
    }

    /// <summary>A time of day, or a duration: hours, minutes, and seconds where there are any.</summary>
    public static string Clock(TimeSpan time)
    {
        var sign = time < TimeSpan.Zero ? "-" : "";
        var length = time.Duration();
        var text = string.Format(CultureInfo.InvariantCulture, "{0}{1:00}:{2:00}", sign, (long)Math.Floor(length.TotalHours), length.Minutes);
        if (length is { Seconds: 0, Milliseconds: 0 }) return text;
        text += string.Format(CultureInfo.InvariantCulture, ":{0:00}", length.Seconds);
        return length.Milliseconds == 0 ? text : text + string.Format(CultureInfo.InvariantCulture, ".{0:000}", length.Milliseconds);
    }
}
