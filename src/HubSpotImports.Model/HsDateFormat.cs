namespace HubSpotImports;

/// <summary>The order of the parts of a date in a file (<c>dateFormat</c> of the HubSpot imports guide).</summary>
public enum HsDateFormat
{
    /// <summary>Month, day, year (<c>MONTH_DAY_YEAR</c>): HubSpot's default.</summary>
    MonthDayYear,

    /// <summary>Day, month, year (<c>DAY_MONTH_YEAR</c>).</summary>
    DayMonthYear,

    /// <summary>Year, month, day (<c>YEAR_MONTH_DAY</c>).</summary>
    YearMonthDay,
}
