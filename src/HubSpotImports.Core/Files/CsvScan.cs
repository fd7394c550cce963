namespace HubSpotImports.Files;

/// <summary>What one read of a whole CSV file tells. Blocks of its rows are added in order.</summary>
internal sealed class CsvScan
{
    private const int RowsBetweenCheckpoints = 16_384;

    private readonly RangeParts? _ranges;
    private readonly List<Checkpoint> _checkpoints = [];
    private long _lines;

    private CsvScan(SourceFile file, RangeParts? ranges)
    {
        _ranges = ranges;
        _lines = file.LinesBeforeHeader;
        IsStrict = file.Separator == ',' && file.Encoding.Encoding is null;
    }

    /// <summary>Data rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether HubSpot reads the bytes as this module does, so that they can be sent as they are.</summary>
    public bool IsStrict { get; private set; }

    /// <summary>The offset of the first byte that is not UTF-8, from the header on. The scan ends there.</summary>
    public long? InvalidAt { get; private set; }

    /// <summary>Whether a valid UTF-8 sequence of several bytes came before.</summary>
    public bool SeenMultiByte { get; private set; }

    /// <summary>The rows that did not pass the check.</summary>
    public RowSet Faulty { get; } = new();

    /// <summary>For a strict file: the parts that HubSpot's limits make of it.</summary>
    public IReadOnlyList<PartBytes> Parts => _ranges?.Parts ?? [];

    /// <summary>Places about every 16,384 rows; none where the file is decoded while it is read.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints => _checkpoints;

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="newCheck">Makes the check of its rows; anew where the file has to be read in another way.</param>
    /// <param name="newRanges">Makes what gathers the parts of a strict file; gives none where nothing is sent as it is.</param>
    /// <param name="settings">How many threads.</param>
    /// <param name="progress">Told now and then how many bytes and rows were read.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsInvalidCsv</c>, or the file cannot be read.</exception>
    public static async Task<CsvScan> RunAsync(
        SourceFile file, ImportLimits limits, Func<IFileCheck> newCheck, Func<RangeParts?> newRanges, ScanSettings settings, Action<long, long>? progress, CancellationToken stop)
    {
        CsvScan scan;
        if (file is { Encoding.Encoding: null, IsWorkbook: false })
        {
            scan = new CsvScan(file, newRanges());
            if (await new BlockScan(file, limits, Add).RunAsync(newCheck(), settings, stop).ConfigureAwait(false)) return scan;
        }

        scan = new CsvScan(file, ranges: null) { IsStrict = false };
        await new StreamScan(file, limits, Add).RunAsync(newCheck().ForThread(), stop).ConfigureAwait(false);
        return scan;

        void Add(RecordBlock block)
        {
            scan.Add(block);
            progress?.Invoke(block.SourceOffset + block.SourceBytes, scan.Rows);
        }
    }

    private void Add(RecordBlock block)
    {
        block.Place(Rows, _lines);
        SeenMultiByte |= block.SeenMultiByte;
        InvalidAt ??= block.Offset + block.InvalidAt;
        if (InvalidAt is not null) return;

        IsStrict &= block.IsStrict;
        foreach (var row in block.Faulty) Faulty.Add(block.RowsBefore + row);
        if (block.Bytes.Length > 0 && (_checkpoints.Count == 0 || Rows - _checkpoints[^1].RowsBefore >= RowsBetweenCheckpoints))
        {
            _checkpoints.Add(new Checkpoint(block.Offset, Rows, _lines));
        }

        if (IsStrict) _ranges?.Add(block);
        Rows += block.Rows;
        _lines += block.Lines;
    }
}
