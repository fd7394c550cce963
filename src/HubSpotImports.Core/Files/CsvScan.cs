using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>What one read of a whole CSV file tells.</summary>
/// <param name="Rows">Data rows.</param>
/// <param name="Hash">The XXH64 of all bytes from the header on.</param>
/// <param name="IsStrict">Whether HubSpot reads the bytes as this module does, so that they can be sent as they are.</param>
/// <param name="InvalidAt">The offset of the first byte that is not UTF-8.</param>
/// <param name="SeenMultiByte">Whether a valid UTF-8 sequence of several bytes came before.</param>
internal sealed record CsvScan(long Rows, ulong Hash, bool IsStrict, long? InvalidAt, bool SeenMultiByte)
{
    /// <summary>Reads the file.</summary>
    /// <param name="file">A file in UTF-8.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<CsvScan> RunAsync(SourceFile file, ImportLimits limits, CancellationToken stop)
    {
        using var source = FileInspector.Open(file.Path);
        source.Position = file.BytesBeforeHeader;
        using var observed = new ObservedStream(source);
        var malformed = false;
        var blankLines = false;
        long record = -1;
        long line = 0;
        long nextLine = 1;
        try
        {
            using var reader = CsvReader.Create(observed, CsvDialect.For(file, limits, () => malformed = true), leaveOpen: true);
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
            {
                record++;
                line = reader.LineNumber;
                blankLines |= line != nextLine;
                nextLine = line + 1 + LineBreaks(reader.RawRecord);
                if (record > limits.Rows) throw HsError.TooManyRows(file.Path, limits.Rows);
                if (observed.Utf8.InvalidAt is not null) break;
            }
        }
        catch (CsvFormatException cause)
        {
            throw HsError.InvalidCsv(file.Path, CsvFault.Describe(limits), file.LinesBeforeHeader + Math.Max(cause.LineNumber, line + 1));
        }

        observed.Utf8.Complete();
        var strict = !malformed && !blankLines && !observed.EndsWithBlankLine && !observed.HasNul && !observed.HasBareCarriageReturn && file.Separator == ',';
        return new CsvScan(Math.Max(0, record), observed.Hash.Value, strict, observed.Utf8.InvalidAt, observed.Utf8.SeenMultiByte);
    }

    private static int LineBreaks(ReadOnlySpan<byte> record)
    {
        var breaks = 0;
        int index;
        while ((index = record.IndexOfAny((byte)'\r', (byte)'\n')) >= 0)
        {
            breaks++;
            var isPair = record[index] == '\r' && index + 1 < record.Length && record[index + 1] == '\n';
            record = record[(index + (isPair ? 2 : 1))..];
        }

        return breaks;
    }
}
