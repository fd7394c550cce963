using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>How CsvHelper is to read: never values in exceptions, never a record without end.</summary>
internal static class CsvDialect
{
    /// <summary>To find the header and the separator.</summary>
    public static CsvReaderOptions ForInspection(ImportLimits limits) => Base(limits);

    /// <summary>To read every record of a file that was inspected, the header as the first.</summary>
    public static CsvReaderOptions For(SourceFile file, ImportLimits limits, Action malformed) => Base(limits) with
    {
        HasHeader = false,
        Separator = file.Separator,
        Encoding = file.Encoding.Encoding,
        DetectSeparatorHint = false,
        OnMalformedRecord = _ => malformed(),
    };

    private static CsvReaderOptions Base(ImportLimits limits) => new()
    {
        MaxRecordSize = limits.RecordBytes,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };
}
