using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>Looks at a record of a file while it is scanned.</summary>
/// <param name="record">The reader, on the record.</param>
/// <param name="row">The number of the row, from 1.</param>
/// <param name="line">The line of the file where it begins.</param>
/// <returns>Whether HubSpot should take it.</returns>
internal delegate bool RowCheck(CsvReader record, long row, long line);

/// <summary>What one read of a whole CSV file tells.</summary>
internal sealed record CsvScan
{
    /// <summary>Data rows.</summary>
    public long Rows { get; private init; }

    /// <summary>The XXH64 of all bytes from the header on.</summary>
    public ulong Hash { get; private init; }

    /// <summary>Whether HubSpot reads the bytes as this module does, so that they can be sent as they are.</summary>
    public bool IsStrict { get; private init; }

    /// <summary>Whether lines without anything stand between records.</summary>
    public bool HasBlankLines { get; private init; }

    /// <summary>The offset of the first byte that is not UTF-8, from the header on.</summary>
    public long? InvalidAt { get; private init; }

    /// <summary>Whether a valid UTF-8 sequence of several bytes came before.</summary>
    public bool SeenMultiByte { get; private init; }

    /// <summary>The offset behind the header, from the header on.</summary>
    public long HeaderEnd { get; private init; }

    /// <summary>Where the parts end that HubSpot's limits make of the file; the last is the end of the file.</summary>
    public IReadOnlyList<Cut> Cuts { get; private init; } = [];

    /// <summary>The rows that did not pass the check.</summary>
    public RowSet Faulty { get; private init; } = new();

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="check">Looks at each row; none for structure alone.</param>
    /// <param name="progress">Told now and then how many bytes were read.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<CsvScan> RunAsync(SourceFile file, ImportLimits limits, RowCheck? check, Action<long>? progress, CancellationToken stop)
    {
        const int RowsBetweenReports = 16_384;

        using var source = FileInspector.Open(file.Path);
        source.Position = file.BytesBeforeHeader;
        using var observed = new ObservedStream(source);
        var malformed = false;
        var recordIsMalformed = false;
        var blankLines = false;
        var cutter = new PartCutter(limits);
        var faulty = new RowSet();
        long row = -1;
        long line = 0;
        long nextLine = 1;
        try
        {
            using var reader = CsvReader.Create(observed, CsvDialect.For(file, limits, () => malformed = recordIsMalformed = true), leaveOpen: true);
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
            {
                row++;
                line = reader.LineNumber;
                if (recordIsMalformed && CsvDialect.EndsInsideQuotes(reader.RawRecord, file.Separator))
                {
                    throw HsError.InvalidCsv(file.Path, "a quote is not closed.", file.LinesBeforeHeader + line);
                }

                recordIsMalformed = false;
                blankLines |= line != nextLine;
                nextLine = line + 1 + LineBreaks(reader.RawRecord);
                if (observed.Utf8.InvalidAt is not null && file.Encoding.Encoding is null) break;
                if (row == 0) continue;

                cutter.Add(reader.ByteOffset);
                if (check is not null && !check(reader, row, file.LinesBeforeHeader + line)) faulty.Add(row);
                if (row % RowsBetweenReports == 0) progress?.Invoke(source.Position);
            }
        }
        catch (CsvFormatException cause)
        {
            throw CsvFault.Of(file, limits, cause, line);
        }

        observed.Utf8.Complete();
        return new CsvScan
        {
            Rows = Math.Max(0, row),
            Hash = observed.Hash.Value,
            IsStrict = !malformed && !blankLines && !observed.EndsWithBlankLine && !observed.HasNul && !observed.HasBareCarriageReturn && file.Separator == ',',
            HasBlankLines = blankLines,
            InvalidAt = file.Encoding.Encoding is null ? observed.Utf8.InvalidAt : null,
            SeenMultiByte = observed.Utf8.SeenMultiByte,
            HeaderEnd = cutter.HeaderEnd,
            Cuts = cutter.Complete(observed.Length - file.BytesBeforeHeader),
            Faulty = faulty,
        };
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
