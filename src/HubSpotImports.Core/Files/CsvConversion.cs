using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>Rows of a file that are one part of a conversion.</summary>
/// <param name="FirstRow">The first row.</param>
/// <param name="LastRow">The last row.</param>
/// <param name="Offset">Where the first row begins, from the header on, where that is known: in UTF-8.</param>
internal sealed record RowRange(long FirstRow, long LastRow, long? Offset);

/// <summary>What a conversion writes of a range of rows.</summary>
/// <param name="Range">The rows.</param>
/// <param name="Rows">How many of them are sent.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">Their XXH64.</param>
internal sealed record ConversionResult(RowRange Range, long Rows, long Length, ulong Hash);

/// <summary>Writes a CSV file anew: comma, UTF-8, CR LF, quotes where they are needed, only the columns and rows that are sent.</summary>
/// <param name="file">The file.</param>
/// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
/// <param name="heldBack">The rows that are not sent.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class CsvConversion(SourceFile file, IReadOnlyList<int> kept, RowSet heldBack, ImportLimits limits)
{
    private const int RowsBetweenProgress = 16_384;

    /// <summary>Computes what <see cref="WriteAsync"/> writes, cut into as few parts as HubSpot's limits allow.</summary>
    /// <param name="progress">Told now and then how many bytes and rows were read.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task<IReadOnlyList<ConversionResult>> MeasureAsync(Action<long, long>? progress, CancellationToken stop)
    {
        var parts = new List<ConversionResult>();
        using var source = FileInspector.Open(file.Path);
        using var rows = new ConvertedRows(file, source, limits, start: null);
        var hasRow = await ReadSentAsync(rows, stop).ConfigureAwait(false);
        while (hasRow)
        {
            using var part = new PartMeasure(this, limits, rows);
            do
            {
                part.Add(rows);
                if (rows.Row % RowsBetweenProgress == 0) progress?.Invoke(source.Position, rows.Row);
                hasRow = await ReadSentAsync(rows, stop).ConfigureAwait(false);
            }
            while (hasRow && part.HasRoom(rows.Reader));

            parts.Add(part.Complete());
        }

        return parts;
    }

    /// <summary>Writes a range of rows, with the header in front where there is one.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="range">The rows.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task WriteAsync(FileStream source, RowRange range, Stream destination, CancellationToken stop)
    {
        using var rows = new ConvertedRows(file, source, limits, range);
        var writer = NewWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            WriteHeader(writer);
            while (rows.Row < range.LastRow && await ReadSentAsync(rows, stop).ConfigureAwait(false))
            {
                if (rows.Row < range.FirstRow) continue;
                WriteRecord(rows.Reader, writer);
                await writer.EndRecordAsync(stop).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> ReadSentAsync(ConvertedRows rows, CancellationToken stop)
    {
        bool hasRow;
        do
        {
            hasRow = await rows.ReadAsync(stop).ConfigureAwait(false);
        }
        while (hasRow && heldBack.Contains(rows.Row));

        return hasRow;
    }

    private static CsvWriter NewWriter(Stream destination) =>
        CsvWriter.Create(destination, new CsvWriterOptions { ValidateFieldCount = false }, leaveOpen: true);

    private void WriteHeader(CsvWriter writer)
    {
        if (!file.HasHeader) return;
        foreach (var column in kept) writer.WriteField(file.Header[column]);
        writer.EndRecord();
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

    /// <summary>A part while it is measured.</summary>
    private sealed class PartMeasure : IDisposable
    {
        // More than any record takes beyond its own bytes: quotes around and doubled, separators, a line end.
        private const int Surplus = 4;

        private readonly CsvConversion _conversion;
        private readonly ImportLimits _limits;
        private readonly HashingStream _measured = new(Stream.Null, _ => { });
        private readonly CsvWriter _writer;
        private readonly long _firstRow;
        private readonly long? _offset;
        private long _lastRow;
        private long _rows;
        private long _atMost;

        public PartMeasure(CsvConversion conversion, ImportLimits limits, ConvertedRows rows)
        {
            _conversion = conversion;
            _limits = limits;
            _writer = NewWriter(_measured);
            _firstRow = rows.Row;
            _offset = rows.Offset;
            conversion.WriteHeader(_writer);
        }

        /// <summary>Whether a record surely fits.</summary>
        public bool HasRoom(CsvReader record)
        {
            if (_rows == _limits.Rows) return false;

            var atMost = MostBytesOf(record);
            if (_atMost + atMost <= _limits.Bytes) return true;

            // The estimate has used up the room, so the true length takes its place.
            _writer.Flush();
            _atMost = _measured.Length;
            return _atMost + atMost <= _limits.Bytes;
        }

        public void Add(ConvertedRows rows)
        {
            _atMost += MostBytesOf(rows.Reader);
            _conversion.WriteRecord(rows.Reader, _writer);
            _writer.EndRecord();
            _lastRow = rows.Row;
            _rows++;
        }

        public ConversionResult Complete()
        {
            _writer.Flush();
            return new ConversionResult(new RowRange(_firstRow, _lastRow, _offset), _rows, _measured.Length, _measured.Hash);
        }

        public void Dispose()
        {
            _writer.Dispose();
            _measured.Dispose();
        }

        private static long MostBytesOf(CsvReader record) => (2L * record.RawRecord.Length) + (Surplus * (long)(record.FieldCount + 1));
    }
}
