using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>What is sent of a file.</summary>
/// <param name="Source">The file, with the encoding that the whole of it turned out to have.</param>
/// <param name="Parts">Its parts, in order; more than one where the file passes a limit of HubSpot's.</param>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="Faulty">Rows that did not pass the check.</param>
internal sealed record FilePlan(SourceFile Source, IReadOnlyList<FilePart> Parts, long Rows, RowSet Faulty)
{
    /// <summary>Places from which the file can be read on.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; init; } = [];
}

/// <summary>Reads a file and plans what is sent of it.</summary>
internal static class FilePlanner
{
    /// <summary>Plans the send of a file.</summary>
    /// <param name="file">The file, inspected.</param>
    /// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
    /// <param name="newCheck">Makes what looks at the rows, anew for each read of the file.</param>
    /// <param name="holdsBackFaulty">Whether rows that do not pass the check are left out.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="progress">Told now and then how many bytes and rows were read.</param>
    /// <param name="stop">Breaks off.</param>
    /// <param name="settings">How many threads.</param>
    /// <exception cref="HsException">The file has no rows, passes a limit that parts do not help with, or cannot be read.</exception>
    public static async Task<FilePlan> PlanAsync(
        SourceFile file, IReadOnlyList<int> kept, Func<IFileCheck> newCheck, bool holdsBackFaulty, ImportLimits limits, Action<long, long>? progress, CancellationToken stop, ScanSettings? settings = null)
    {
        if (kept.Count > limits.Columns) throw HsError.TooManyColumns(file.Path, kept.Count, limits.Columns);

        var plan = file.Format == HsFileFormat.Spreadsheet
            ? await PlanWorkbookAsync(file, kept, newCheck, holdsBackFaulty, limits, progress, stop).ConfigureAwait(false)
            : await PlanCsvAsync(file, kept, newCheck, holdsBackFaulty ? null : new RowSet(), limits, progress, settings ?? ScanSettings.Default, stop).ConfigureAwait(false);
        if (plan.Rows == 0) throw HsError.FileHasNoRows(file.Path);
        if (plan.Parts.FirstOrDefault(part => part.Length > limits.Bytes) is { } tooLong) throw HsError.FileTooLarge(file.Path, tooLong.Length, limits.Bytes);
        return plan;
    }

    /// <summary>Plans the send of a file anew that was planned before. Nothing is checked.</summary>
    /// <param name="file">The file, inspected.</param>
    /// <param name="kept">The columns that are sent, from 0, in the file's order.</param>
    /// <param name="heldBack">The rows that are left out.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="progress">Told now and then how many bytes and rows were read.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException">The file cannot be read.</exception>
    public static async Task<IReadOnlyList<FilePart>> PlanAgainAsync(
        SourceFile file, IReadOnlyList<int> kept, RowSet heldBack, ImportLimits limits, Action<long, long>? progress, CancellationToken stop)
    {
        var plan = file.Format == HsFileFormat.Spreadsheet
            ? await PlanWorkbookAsync(file, kept, () => new NoCheck(), holdsBackFaulty: false, limits, progress, stop).ConfigureAwait(false)
            : await PlanCsvAsync(file, kept, () => new NoCheck(), heldBack, limits, progress, ScanSettings.Default, stop).ConfigureAwait(false);
        return plan.Parts;
    }

    // Without rows that are held back, those that do not pass the check are.
    private static async Task<FilePlan> PlanCsvAsync(
        SourceFile file,
        IReadOnlyList<int> kept,
        Func<IFileCheck> newCheck,
        RowSet? heldBack,
        ImportLimits limits,
        Action<long, long>? progress,
        ScanSettings settings,
        CancellationToken stop)
    {
        var isWhole = kept.Count == file.Header.Count;
        var scan = await ScanAsync().ConfigureAwait(false);
        if (scan.InvalidAt is { } invalidAt)
        {
            if (scan.SeenMultiByte || file.Encoding.IsGiven) throw HsError.InvalidEncoding(file.Path, file.Encoding.Name, await EncodingFault.LineAtAsync(file, invalidAt, stop).ConfigureAwait(false));

            // Nothing before spoke for UTF-8, so it is the code page, and everything is read anew.
            file = file with { Encoding = SourceEncoding.Windows1252 };
            scan = await ScanAsync().ConfigureAwait(false);
        }

        var parts = isWhole && scan.IsStrict
            ? [.. scan.Parts.Select(part => new ByteRangePart(file, part))]
            : await ConvertAsync(file, kept, heldBack ?? scan.Faulty, limits, progress, stop).ConfigureAwait(false);
        return new FilePlan(file, parts, scan.Rows, scan.Faulty)
        {
            Checkpoints = scan.Checkpoints,
        };

        Task<CsvScan> ScanAsync() => CsvScan.RunAsync(file, limits, newCheck, () => isWhole ? new RangeParts(limits, holdsBackFaulty: heldBack is null, heldBack) : null, settings, progress, stop);
    }

    private static async Task<IReadOnlyList<FilePart>> ConvertAsync(
        SourceFile file, IReadOnlyList<int> kept, RowSet heldBack, ImportLimits limits, Action<long, long>? progress, CancellationToken stop)
    {
        var conversion = new CsvConversion(file, kept, heldBack, limits);
        var measured = await conversion.MeasureAsync(progress, stop).ConfigureAwait(false);
        return [.. measured.Select(part => new ConvertedPart(file, conversion, part))];
    }

    // A workbook goes up as it is: HubSpot reads it itself, and no part of it is a workbook.
    private static async Task<FilePlan> PlanWorkbookAsync(
        SourceFile file, IReadOnlyList<int> kept, Func<IFileCheck> newCheck, bool holdsBackFaulty, ImportLimits limits, Action<long, long>? progress, CancellationToken stop)
    {
        if (kept.Count < file.Header.Count) throw HsError.WorkbookColumnIgnored(file.Path, [.. file.Header.Where((_, index) => !kept.Contains(index))]);
        if (file.LinesBeforeHeader > 0) throw HsError.HeaderNotFirst(file.Path, file.LinesBeforeHeader + 1);

        var scan = await CsvScan.RunAsync(file, limits, newCheck, () => null, ScanSettings.Default, progress, stop).ConfigureAwait(false);
        if (scan.Rows > limits.Rows) throw HsError.TooManyRows(file.Path, limits.Rows);
        if (holdsBackFaulty && scan.Faulty.Count > 0) throw HsError.WorkbookRowsHeldBack(file.Path, scan.Faulty.Count, scan.Rows);

        using var source = FileInspector.Open(file.Path);
        using var measure = new HashingStream(Stream.Null, _ => { });
        await source.CopyToAsync(measure, 128 << 10, stop).ConfigureAwait(false);
        return new FilePlan(file, [ByteRangePart.Whole(file, measure.Hash, scan.Rows)], scan.Rows, scan.Faulty);
    }

    // For a file that was checked when it was planned first.
    private sealed class NoCheck : IFileCheck, IRowCheck
    {
        public IRowCheck ForThread() => this;

        public void Begin()
        {
        }

        public bool Check(CsvReader record, int row) => true;

        public void End(RecordBlock block)
        {
        }
    }
}
