using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>How CsvHelper is to read: never values in exceptions, never a record without end.</summary>
internal static class CsvDialect
{
    /// <summary>To find the header and the separator.</summary>
    public static CsvReaderOptions ForInspection(string path, ImportLimits limits) => Base(limits) with
    {
        OnMalformedRecord = record => CheckQuotes(record, path, linesBefore: 0),
    };

    /// <summary>To read every record of a file that was inspected, the header as the first.</summary>
    public static CsvReaderOptions For(SourceFile file, ImportLimits limits, Action malformed) => Base(limits) with
    {
        HasHeader = false,
        Separator = file.Separator,
        Encoding = file.Encoding.Encoding,
        DetectSeparatorHint = false,
        OnMalformedRecord = record =>
        {
            CheckQuotes(record, file.Path, file.LinesBeforeHeader);
            malformed();
        },
    };

    /// <summary>To read blocks of a UTF-8 file that was inspected.</summary>
    public static CsvReaderOptions ForBlocks(SourceFile file, Action malformed) => new()
    {
        HasHeader = false,
        Separator = file.Separator,
        DetectSeparatorHint = false,
        OnMalformedRecord = _ => malformed(),
    };

    /// <summary>
    /// Whether a record ends before its last quote is closed. CsvHelper tells one fault a record, so a stray quote before it hides this one.
    /// </summary>
    public static bool EndsInsideQuotes(ReadOnlySpan<byte> record, char separator)
    {
        var (isFieldStart, isQuoted) = (true, false);
        for (var i = 0; i < record.Length; i++)
        {
            if (isQuoted)
            {
                if (record[i] != '"') continue;
                if (i + 1 < record.Length && record[i + 1] == '"') i++;
                else isQuoted = false;
                continue;
            }

            isQuoted = isFieldStart && record[i] == '"';
            isFieldStart = record[i] == separator;
        }

        return isQuoted;
    }

    // CsvHelper recovers by taking all that follows for one cell: every row behind the quote would be lost.
    private static void CheckQuotes(CsvMalformedRecord record, string path, int linesBefore)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote) throw HsError.InvalidCsv(path, "a quote is not closed.", linesBefore + record.LineNumber);
    }

    private static CsvReaderOptions Base(ImportLimits limits) => new()
    {
        MaxRecordSize = limits.RecordBytes,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };
}
