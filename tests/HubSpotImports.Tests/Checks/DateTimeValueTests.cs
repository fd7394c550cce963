using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class DateTimeValueTests
{
    [Theory]
    [InlineData("01/31/2026", "2026-01-31T00:00:00.000")]
    [InlineData("01/31/2026 10:30", "2026-01-31T10:30:00.000")]
    [InlineData("01/31/2026 9:05", "2026-01-31T09:05:00.000")]
    [InlineData("01/31/2026 10:30 +02:00", "2026-01-31T08:30:00.000")]
    [InlineData("01/31/2026 10:30+02:00", "2026-01-31T08:30:00.000")]
    [InlineData("01/31/2026 22:30 -05:00", "2026-02-01T03:30:00.000")]
    [InlineData("01/31/2026 10:30:15", "2026-01-31T10:30:15.000")]
    [InlineData("01/31/2026 10:30 PM", "2026-01-31T22:30:00.000")]
    [InlineData("01/31/2026 12:00 am", "2026-01-31T00:00:00.000")]
    [InlineData("January 5, 2026 10:30", "2026-01-05T10:30:00.000")]
    [InlineData("2026-01-31T10:30:00Z", "2026-01-31T10:30:00.000")]
    [InlineData("2026-01-31T10:30:00.125+0130", "2026-01-31T09:00:00.125")]
    [InlineData("1769855400000", "2026-01-31T10:30:00.000")]
    [InlineData("-86400000000", "1967-04-07T00:00:00.000")]
    public void Is_a_time(string cell, string expected)
    {
        Assert.Equal(ValueFault.None, DateTimeValue.Read(cell.Utf8(), HsDateFormat.MonthDayYear, out var time));
        Assert.Equal(expected, time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:30")]
    [InlineData("01/31/2026 25:00")]
    [InlineData("01/31/2026 10:60")]
    [InlineData("01/31/2026 10")]
    [InlineData("01/31/2026 13:00 PM")]
    [InlineData("01/31/2026 10:30 CET")]
    [InlineData("01/31/2026 10:30 +2")]
    [InlineData("31/01/2026 10:30")]
    [InlineData("20260131")]
    [InlineData("01/31/2026 10:30:")]
    public void Is_no_time(string cell) =>
        Assert.Equal(ValueFault.CouldNotParseDate, DateTimeValue.Read(cell.Utf8(), HsDateFormat.MonthDayYear, out _));

    [Theory]
    [InlineData("01/31/0500 10:30")]
    [InlineData("999999999999999")]
    [InlineData("99999999999999999999999")]
    [InlineData("01/01/1000 00:00 +02:00")]
    [InlineData("12/31/9999 23:00 -02:00")]
    public void Is_out_of_range(string cell) =>
        Assert.Equal(ValueFault.OutsideValidTimeRange, DateTimeValue.Read(cell.Utf8(), HsDateFormat.MonthDayYear, out _));

    [Fact]
    public void Unix_milliseconds_are_read_back() => Prop.ForAll<int>(minutes =>
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000_000_000L + (minutes * 60L)).UtcDateTime;
        var cell = new DateTimeOffset(time).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return DateTimeValue.Read(cell.Utf8(), HsDateFormat.DayMonthYear, out var read) == ValueFault.None && read == time;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() => Prop.ForAll<byte[]>(cell =>
        DateTimeValue.Read(cell, HsDateFormat.DayMonthYear, out _) is ValueFault.None or ValueFault.CouldNotParseDate or ValueFault.OutsideValidTimeRange)
        .QuickCheckThrowOnFailure();
}
