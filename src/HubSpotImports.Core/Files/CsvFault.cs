using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>Says in words what stopped the reading of a CSV: CsvHelper's own messages speak of its options.</summary>
internal static class CsvFault
{
    /// <summary>The error.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="cause">What CsvHelper says.</param>
    /// <param name="lastLine">The line of the last record that could be read, from the header on.</param>
    public static HsException Of(SourceFile file, ImportLimits limits, CsvFormatException cause, long lastLine) => HsError.InvalidCsv(
        file.Path,
        $"a record is longer than {limits.RecordBytes >> 20} MB; most often a quote is not closed.",
        file.LinesBeforeHeader + Math.Max(cause.LineNumber, lastLine + 1));
}
