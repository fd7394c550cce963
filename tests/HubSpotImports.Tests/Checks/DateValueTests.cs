using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class DateValueTests
{
    [Theory]
    [InlineData("01/31/2026", HsDateFormat.MonthDayYear, "2026-01-31")]
    [InlineData("1/3/2026", HsDateFormat.MonthDayYear, "2026-01-03")]
    [InlineData("1/3/2026", HsDateFormat.DayMonthYear, "2026-03-01")]
    [InlineData("31.01.2026", HsDateFormat.DayMonthYear, "2026-01-31")]
    [InlineData("2026-01-31", HsDateFormat.YearMonthDay, "2026-01-31")]
    [InlineData("26-01-31", HsDateFormat.YearMonthDay, "2026-01-31")]
    [InlineData("31-Jan-26", HsDateFormat.DayMonthYear, "2026-01-31")]
    [InlineData("31/january/2026", HsDateFormat.DayMonthYear, "2026-01-31")]
    [InlineData("5 January 2026", HsDateFormat.DayMonthYear, "2026-01-05")]
    [InlineData("5. January 2026", HsDateFormat.DayMonthYear, "2026-01-05")]
    [InlineData("January 5, 2026", HsDateFormat.MonthDayYear, "2026-01-05")]
    [InlineData("MAY.5.2026", HsDateFormat.MonthDayYear, "2026-05-05")]
    [InlineData("2026 Dec 31", HsDateFormat.YearMonthDay, "2026-12-31")]
    [InlineData(" 02/29/2024 ", HsDateFormat.MonthDayYear, "2024-02-29")]
    [InlineData("01/01/49", HsDateFormat.MonthDayYear, "2049-01-01")]
    [InlineData("01/01/50", HsDateFormat.MonthDayYear, "1950-01-01")]
    [InlineData("01/01/1000", HsDateFormat.MonthDayYear, "1000-01-01")]
    [InlineData("12/31/9999", HsDateFormat.MonthDayYear, "9999-12-31")]
    public void Is_a_date(string cell, HsDateFormat order, string expected)
    {
        Assert.Equal(ValueFault.None, DateValue.Read(cell.Utf8(), order, out var date));
        Assert.Equal(expected, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, date.Kind);
    }

    [Theory]
    [InlineData("", HsDateFormat.MonthDayYear)]
    [InlineData("soon", HsDateFormat.MonthDayYear)]
    [InlineData("31/01/2026", HsDateFormat.MonthDayYear)]
    [InlineData("2026-01-31", HsDateFormat.MonthDayYear)]
    [InlineData("01/31/2026", HsDateFormat.DayMonthYear)]
    [InlineData("31 Jan 2026", HsDateFormat.MonthDayYear)]
    [InlineData("02/30/2026", HsDateFormat.MonthDayYear)]
    [InlineData("02/29/2026", HsDateFormat.MonthDayYear)]
    [InlineData("00/01/2026", HsDateFormat.MonthDayYear)]
    [InlineData("01/00/2026", HsDateFormat.MonthDayYear)]
    [InlineData("01/31-2026", HsDateFormat.MonthDayYear)]
    [InlineData("01 31 2026", HsDateFormat.MonthDayYear)]
    [InlineData("01. 31. 2026", HsDateFormat.MonthDayYear)]
    [InlineData("01/31", HsDateFormat.MonthDayYear)]
    [InlineData("01/31/", HsDateFormat.MonthDayYear)]
    [InlineData("01/31/202", HsDateFormat.MonthDayYear)]
    [InlineData("001/31/2026", HsDateFormat.MonthDayYear)]
    [InlineData("20260131", HsDateFormat.YearMonthDay)]
    [InlineData("31-Janu-2026", HsDateFormat.DayMonthYear)]
    [InlineData("31-Sept-2026", HsDateFormat.DayMonthYear)]
    [InlineData("31 Januar 2026", HsDateFormat.DayMonthYear)]
    [InlineData("01/31/2026 10:00", HsDateFormat.MonthDayYear)]
    [InlineData("01/31/2026x", HsDateFormat.MonthDayYear)]
    public void Is_no_date(string cell, HsDateFormat order) =>
        Assert.Equal(ValueFault.CouldNotParseDate, DateValue.Read(cell.Utf8(), order, out _));

    [Theory]
    [InlineData("01/31/0999")]
    [InlineData("01/31/20266")]
    [InlineData("01/31/99999999999999999999")]
    public void Is_out_of_range(string cell) =>
        Assert.Equal(ValueFault.OutsideValidTimeRange, DateValue.Read(cell.Utf8(), HsDateFormat.MonthDayYear, out _));

    [Fact]
    public void Every_spelling_of_a_day_is_read_back() => Prop.ForAll<uint, byte>((number, spelling) =>
    {
        var day = new DateTime(1000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number % 3_287_181);
        var separator = "/-."[spelling % 3];
        foreach (var month in (string[])["MM", "MMM", "MMMM"])
        {
            foreach (var (order, pattern) in ((HsDateFormat, string)[])[
                (HsDateFormat.MonthDayYear, $"{month}'{separator}'dd'{separator}'yyyy"),
                (HsDateFormat.DayMonthYear, $"dd'{separator}'{month}'{separator}'yyyy"),
                (HsDateFormat.YearMonthDay, $"yyyy'{separator}'{month}'{separator}'dd")])
            {
                if (DateValue.Read(day.ToString(pattern, CultureInfo.InvariantCulture).Utf8(), order, out var read) != ValueFault.None || read != day)
                    return false;
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() => Prop.ForAll<byte[]>(cell =>
        DateValue.Read(cell, HsDateFormat.DayMonthYear, out _) is ValueFault.None or ValueFault.CouldNotParseDate or ValueFault.OutsideValidTimeRange)
        .QuickCheckThrowOnFailure();
}
