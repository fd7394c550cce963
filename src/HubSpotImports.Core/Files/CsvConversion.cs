using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>What a conversion writes.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">Their XXH64.</param>
/// <param name="Rows">Data rows.</param>
internal sealed record ConversionResult(long Length, ulong Hash, long Rows);

/// <summary>Writes a CSV file anew: comma, UTF-8, CR LF, quotes where they are needed, only the columns that are sent.</summary>
/// <param name="file">The file.</param>
/// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class CsvConversion(SourceFile file, IReadOnlyList<int> kept, ImportLimits limits)
{
    /// <summary>Computes what <see cref="WriteAsync"/> would write.</summary>
    public async Task<ConversionResult> MeasureAsync(CancellationToken stop)
    {
        using var source = FileInspector.Open(file.Path);
        using var measure = new HashingStream(Stream.Null, _ => { });
        var rows = await WriteAsync(source, measure, stop).ConfigureAwait(false);
        return new ConversionResult(measure.Length, measure.Hash, rows);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="stop">Breaks off.</param>
    /// <returns>How many data rows were written.</returns>
    public async Task<long> WriteAsync(FileStream source, Stream destination, CancellationToken stop)
    {
        source.Position = file.BytesBeforeHeader;
        long record = -1;
        long line = 0;
        try
        {
            using var reader = CsvReader.Create(source, CsvDialect.For(file, limits, () => { }), leaveOpen: true);
            var writer = CsvWriter.Create(destination, new CsvWriterOptions { ValidateFieldCount = false }, leaveOpen: true);
            await using (writer.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(stop).ConfigureAwait(false))
                {
                    record++;
                    line = reader.LineNumber;
                    WriteRecord(reader, writer);
                    await writer.EndRecordAsync(stop).ConfigureAwait(false);
                    if (record > limits.Rows) throw HsError.TooManyRows(file.Path, limits.Rows);
                }
            }
        }
        catch (CsvFormatException cause)
        {
            throw HsError.InvalidCsv(file.Path, CsvFault.Describe(limits), file.LinesBeforeHeader + Math.Max(cause.LineNumber, line + 1));
        }

        return Math.Max(0, record);
    }

    private void WriteRecord(CsvReader reader, CsvWriter writer)
    {
        var fields = reader.FieldCount;
        var written = 0;
        foreach (var column in kept)
        {
            if (column >= fields) break;
            writer.WriteField(reader.GetSpan(column));
            written++;
        }

        if (fields == file.Header.Count) return;

        // A record of another length stays one: cells beyond the header go along, and what would look complete by chance is made longer.
        for (var extra = file.Header.Count; extra < fields; extra++, written++) writer.WriteField(reader.GetSpan(extra));
        for (; written == 0 || written == kept.Count; written++) writer.WriteField("");
    }
}
