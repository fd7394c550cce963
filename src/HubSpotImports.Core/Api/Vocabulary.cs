namespace HubSpotImports.Api;

/// <summary>HubSpot's words for this module's enums, and back. Words are exact: they come from HubSpot's guide and specification.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<HsColumnType, string> ColumnTypes = new()
    {
        [HsColumnType.Standard] = "STANDARD",
        [HsColumnType.ObjectId] = "HUBSPOT_OBJECT_ID",
        [HsColumnType.AlternateId] = "HUBSPOT_ALTERNATE_ID",
        [HsColumnType.AssociationLabel] = "FLEXIBLE_ASSOCIATION_LABEL",
        [HsColumnType.AssociationKeys] = "ASSOCIATION_KEYS",
        [HsColumnType.EventTimestamp] = "EVENT_TIMESTAMP",
    };

    public static string Word(HsColumnType value) => ColumnTypes[value];

    public static string Word(HsIdColumnType value) => value == HsIdColumnType.ObjectId ? "HUBSPOT_OBJECT_ID" : "HUBSPOT_ALTERNATE_ID";

    public static string Word(HsFileFormat value) => value == HsFileFormat.Csv ? "CSV" : "SPREADSHEET";

    public static string Word(HsImportOperation value) => value.ToString().ToUpperInvariant();

    public static string Word(HsMarketingEventSubmissionType value) => value.ToString().ToUpperInvariant();

    public static string Word(HsDateFormat value) => value switch
    {
        HsDateFormat.DayMonthYear => "DAY_MONTH_YEAR",
        HsDateFormat.YearMonthDay => "YEAR_MONTH_DAY",
        _ => "MONTH_DAY_YEAR",
    };

    /// <summary>The order that a stored request names; HubSpot's default where it names none.</summary>
    public static HsDateFormat DateFormat(string? word) => word switch
    {
        "DAY_MONTH_YEAR" => HsDateFormat.DayMonthYear,
        "YEAR_MONTH_DAY" => HsDateFormat.YearMonthDay,
        _ => HsDateFormat.MonthDayYear,
    };

    /// <summary>The column type that a stored request names; an unknown or absent word reads as <see cref="HsColumnType.Standard"/>.</summary>
    public static HsColumnType ColumnType(string? columnType, string? idColumnType)
    {
        var word = columnType ?? idColumnType;
        return ColumnTypes.FirstOrDefault(pair => pair.Value == word).Key;
    }

    public static HsIdColumnType? IdColumnType(string? word) => word switch
    {
        "HUBSPOT_OBJECT_ID" => HsIdColumnType.ObjectId,
        "HUBSPOT_ALTERNATE_ID" => HsIdColumnType.AlternateId,
        _ => null,
    };

    public static HsMarketingEventSubmissionType? SubmissionType(string? word) =>
        Enum.TryParse<HsMarketingEventSubmissionType>(word, ignoreCase: true, out var value) ? value : null;
}
