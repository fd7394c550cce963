using System.Buffers;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>Reads a file once and plans what is sent of it.</summary>
public static class FilePlanner
{
    /// <summary>Plans the send of a file.</summary>
    /// <param name="file">The file, inspected.</param>
    /// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException">The file has no rows, passes a limit, or cannot be read.</exception>
    public static async Task<FilePart> PlanAsync(SourceFile file, IReadOnlyList<int> kept, ImportLimits limits, CancellationToken stop)
    {
        if (kept.Count > limits.Columns) throw HsError.TooManyColumns(file.Path, kept.Count, limits.Columns);

        var part = file.Format == HsFileFormat.Spreadsheet
            ? await PlanWorkbookAsync(file, kept, stop).ConfigureAwait(false)
            : await PlanCsvAsync(file, kept, limits, stop).ConfigureAwait(false);
        if (part.Rows == 0) throw HsError.FileHasNoRows(file.Path);
        if (part.Rows > limits.Rows) throw HsError.TooManyRows(file.Path, limits.Rows);
        if (part.Length > limits.Bytes) throw HsError.FileTooLarge(file.Path, part.Length, limits.Bytes);
        return part;
    }

    private static async Task<FilePart> PlanCsvAsync(SourceFile file, IReadOnlyList<int> kept, ImportLimits limits, CancellationToken stop)
    {
        if (file.Encoding.Encoding is null)
        {
            var scan = await CsvScan.RunAsync(file, limits, stop).ConfigureAwait(false);
            if (scan.InvalidAt is { } invalidAt)
            {
                if (scan.SeenMultiByte) throw HsError.InvalidEncoding(file.Path, await LineOfAsync(file, invalidAt, stop).ConfigureAwait(false));
                file = file with { Encoding = SourceEncoding.Windows1252 };
            }
            else if (scan.IsStrict && kept.Count == file.Header.Count)
            {
                return new ByteRangePart(file, file.BytesBeforeHeader, scan.Hash, scan.Rows);
            }
        }

        var conversion = new CsvConversion(file, kept, limits);
        return new ConvertedPart(file, conversion, await conversion.MeasureAsync(stop).ConfigureAwait(false));
    }

    // A workbook goes up as it is: HubSpot reads it itself.
    private static async Task<FilePart> PlanWorkbookAsync(SourceFile file, IReadOnlyList<int> kept, CancellationToken stop)
    {
        if (kept.Count < file.Header.Count)
        {
            throw HsError.WorkbookColumnIgnored(file.Path, [.. file.Header.Where((_, index) => !kept.Contains(index))]);
        }

        using var source = FileInspector.Open(file.Path);
        using var measure = new HashingStream(Stream.Null, _ => { });
        await source.CopyToAsync(measure, 128 << 10, stop).ConfigureAwait(false);
        return new ByteRangePart(file, 0, measure.Hash, Workbook.CountRows(source, file.Path, stop));
    }

    private static async Task<long> LineOfAsync(SourceFile file, long offsetFromHeader, CancellationToken stop)
    {
        using var source = FileInspector.Open(file.Path);
        var left = file.BytesBeforeHeader + offsetFromHeader;
        var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            long line = 1;
            int read;
            while (left > 0 && (read = await source.ReadAsync(buffer, 0, (int)Math.Min(buffer.Length, left), stop).ConfigureAwait(false)) > 0)
            {
                for (var i = 0; i < read; i++)
                {
                    if (buffer[i] == '\n') line++;
                }

                left -= read;
            }

            return line;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
