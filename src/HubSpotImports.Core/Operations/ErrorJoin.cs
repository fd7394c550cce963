using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Joins the errors of an import to the rows of a file that it was made from: one read of the file for many errors, a few numbers in memory
/// for each of them. Of an import of several files it joins those of its own file; errors of which HubSpot does not say the file are not sure.
/// </summary>
internal sealed class ErrorJoin
{
    /// <summary>How many errors are joined in one read of the file.</summary>
    public const int MostErrors = 50_000;

    private const int MostPlaces = 2_000_000;
    private static readonly HsLineNumbering[] Numberings = (HsLineNumbering[])Enum.GetValues(typeof(HsLineNumbering));

    // HubSpot's time of the import may be rounded to the second.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    private readonly ImportLimits _limits;
    private readonly DateTimeOffset _writtenAt;
    private readonly HsLineNumbering? _known;

    private ErrorJoin(SourceFile source, int number, DateTimeOffset writtenAt, HsLineNumbering? known, ImportLimits limits)
    {
        Source = source;
        FileNumber = number;
        _writtenAt = writtenAt;
        _known = known;
        _limits = limits;
    }

    /// <summary>The file.</summary>
    public SourceFile Source { get; }

    /// <summary>Which of the import's files it is, from 0.</summary>
    public int FileNumber { get; }

    /// <summary>Its data rows, once it was read.</summary>
    public long? Rows { get; private set; }

    /// <summary>Whether errors contradict the account's way of counting lines, so that every way was tried with them.</summary>
    public bool IsKnownWrong { get; private set; }

    /// <summary>Opens a file to join errors to.</summary>
    /// <param name="import">The import; others that errors are joined of are parts of the same file.</param>
    /// <param name="paths">The full paths of the files that it was made from, as far as they are known.</param>
    /// <param name="index">Which of them is meant.</param>
    /// <param name="encoding">How it was read when it was sent; <see langword="null"/> to find out.</param>
    /// <param name="known">How the account counts the lines of a CSV; <see langword="null"/> where nobody knows.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException">The file is missing or cannot be read; <c>HsSourceMismatch</c>, <c>HsSourceAmbiguous</c>: the columns of no file of the import, or of more than one, are all in it.</exception>
    public static async Task<ErrorJoin> OpenAsync(HsImport import, IReadOnlyList<string> paths, int index, Encoding? encoding, HsLineNumbering? known, ImportLimits limits, CancellationToken stop)
    {
        var path = paths[index];
        var (file, number) = await FindAsync(import, paths, index, encoding, limits, stop).ConfigureAwait(false);
        return new ErrorJoin(await WholeEncoding.DecideAsync(file, stop).ConfigureAwait(false), number, File.GetLastWriteTimeUtc(path), known, limits);
    }

    /// <summary>The file as an import took it: as a workbook or as CSV, with its dates in the order of the import.</summary>
    /// <param name="import">The import.</param>
    public SourceFile SourceOf(HsImport import) => Source with
    {
        Format = FileOf(import)?.Format ?? Source.Format,
        DateFormat = import.DateFormat,
    };

    /// <summary>The columns of the source that an import was sent; none where HubSpot does not show its request.</summary>
    /// <param name="import">The import.</param>
    public IReadOnlyList<HsColumnMapping> ColumnsOf(HsImport import) => FileOf(import)?.ColumnMappings ?? [];

    /// <summary>Whether an error is about a row of this file, by what HubSpot says.</summary>
    /// <param name="import">Its import.</param>
    /// <param name="error">The error.</param>
    public bool IsOfFile(HsImport import, HsImportError error) => import.Files.Count <= 1 || error.FileNumber == FileNumber;

    /// <summary>Joins errors of an import, at most <see cref="MostErrors"/>.</summary>
    /// <param name="import">The import.</param>
    /// <param name="errors">Errors of it.</param>
    /// <param name="stop">Breaks off.</param>
    /// <returns>The same errors in the same order; those about rows with the line of the source, as far as it is sure.</returns>
    /// <exception cref="HsException">The file cannot be read; <c>HsSourceMismatch</c>.</exception>
    public async Task<IReadOnlyList<HsImportError>> RunAsync(HsImport import, IReadOnlyList<HsImportError> errors, CancellationToken stop)
    {
        var columns = ColumnsOf(import);
        var lines = errors
            .Where(error => IsJoined(import, error))
            .GroupBy(error => error.Line!.Value)
            .OrderBy(group => group.Key)
            .Select(group => new RefusedLine(group.Key, [.. group]))
            .ToList();
        if (lines.Count == 0) return [.. errors.Select(error => Unjoined(import, error))];

        var source = SourceOf(import);
        await ReadAsync(source, SentBy(columns), lines, stop).ConfigureAwait(false);

        var notSent = import.Files.Count > 1 ? null : Rows - import.TotalRows; // The counter is one for all files.

        // Where HubSpot does not show the request, a row too many is a header that is none.
        if (import.Files.Count == 0 && notSent < 0) throw HsError.SourceMismatch(Source.Path, import);

        var search = new RowSearch(lines, notSent, IsSheet(source) ? null : _known);
        search.ByContent();
        if (notSent is not < 0 && import.CreatedAt + Rounding > _writtenAt && KnowsLines(import)) search.ByLine();
        IsKnownWrong |= search.IsKnownWrong;

        var byLine = lines.ToDictionary(line => line.Line);
        return [.. errors.Select(error => IsJoined(import, error) ? Joined(import, error, byLine[error.Line!.Value]) : Unjoined(import, error))];
    }

    // The file, and which of the import's it is: the one whose columns it has; of several, the one that went up under its name, or that stands in the same place.
    private static async Task<(SourceFile File, int Number)> FindAsync(HsImport import, IReadOnlyList<string> paths, int index, Encoding? encoding, ImportLimits limits, CancellationToken stop)
    {
        if (import.Files.Count == 0) return (await FileInspector.InspectAsync(paths[index], encoding, hasHeader: true, limits, stop).ConfigureAwait(false), 0);

        var fitting = new List<(SourceFile File, int Number)>();
        foreach (var hasHeader in import.Files.Select(file => file.HasHeader).Distinct())
        {
            var file = await FileInspector.InspectAsync(paths[index], encoding, hasHeader, limits, stop).ConfigureAwait(false);
            fitting.AddRange(Enumerable.Range(0, import.Files.Count)
                .Where(number => import.Files[number].HasHeader == hasHeader && import.Files[number].ColumnMappings.All(column => file.Header.Contains(column.ColumnName)))
                .Select(number => (file, number)));
        }

        if (fitting.Count > 1 && fitting.FindAll(entry => UploadFile.IsNameOf(import.Files[entry.Number].SourcePath, paths[index])) is { Count: > 0 } named) fitting = named;
        if (fitting.Count > 1 && paths.Count == import.Files.Count) fitting.RemoveAll(entry => entry.Number != index);
        return fitting.Count == 1 ? fitting[0] : throw (fitting.Count == 0 ? HsError.SourceMismatch(paths[index], import) : HsError.SourceAmbiguous(paths[index], import));
    }

    private HsImportFile? FileOf(HsImport import) => import.Files.ElementAtOrDefault(FileNumber);

    // Of a workbook, HubSpot has to show whether lines are rows of the sheet or lines of its CSV.
    private bool KnowsLines(HsImport import) => !Source.IsWorkbook || import.Files.Count > 0;

    private static bool IsSheet(SourceFile file) => file is { IsWorkbook: true, Format: HsFileFormat.Spreadsheet };

    // Line 0 is the whole file (HubSpot's specification), line 1 the header where there is one.
    private bool IsJoined(HsImport import, HsImportError error) => error.Line > Source.HeaderRecords && IsOfFile(import, error);

    // A row of a file that HubSpot does not tell could be in any of them.
    private static HsImportError Unjoined(HsImport import, HsImportError error) =>
        import.Files.Count > 1 && error is { FileNumber: null, Line: > 0 } ? error with { LineConfidence = HsLineConfidence.Ambiguous } : error;

    // Of several files, only content proves that HubSpot's ids of them are in their order.
    private HsImportError Joined(HsImport import, HsImportError error, RefusedLine line) => error with
    {
        Line = line.Place?.Line ?? error.Line,
        Row = line.Place?.Row,
        ColumnNumber = line.Place is not null && error.Column is { } header ? ColumnOf(header) + 1 : error.ColumnNumber,
        LineConfidence = line.Confidence,
        SourcePath = import.Files.Count <= 1 || line.Place is not null ? Source.Path : null,
        Column = import.Files.Count <= 1 || line.Rows is not null || line.Content is null || Source.IsWorkbook ? error.Column : null,
    };

    private int ColumnOf(string header)
    {
        for (var column = 0; column < Source.Header.Count; column++)
        {
            if (Source.Header[column] == header) return column;
        }

        return -1;
    }

    // Of an import whose request HubSpot does not show, every column is taken to be sent.
    private IReadOnlyList<int> SentBy(IReadOnlyList<HsColumnMapping> columns) => columns.Count > 0
        ? [.. columns.Select(column => ColumnOf(column.ColumnName)).OrderBy(column => column)]
        : [.. Enumerable.Range(0, Source.Header.Count)];

    private async Task ReadAsync(SourceFile file, IReadOnlyList<int> sent, List<RefusedLine> lines, CancellationToken stop)
    {
        // HubSpot may write numbers and dates of a sheet otherwise than they are written here: that a content is nowhere says nothing then.
        var isSheet = IsSheet(file);
        var columns = new SentColumns(file, sent);
        var byContent = ByContent(lines);
        var withoutContent = lines.Where(line => line.Content is null || (isSheet && !line.IsContradictory)).ToDictionary(line => line.Line);
        var places = 0;
        long line = columns.HeaderLines + 1;
        using var source = FileInspector.Open(file.Path);
        using var rows = new ConvertedRows(file, source, _limits, start: null);
        while (await rows.ReadAsync(stop).ConfigureAwait(false))
        {
            columns.Read(rows.Reader);
            var record = rows.Row + file.HeaderRecords;
            var place = isSheet ? new RowPlace(rows.Row, rows.Line, rows.Line, rows.Line, record) : new RowPlace(rows.Row, rows.Line, line, line + columns.Breaks, record);
            line = place.LastSent + 1;
            if (byContent.TryGetValue(columns.Hash, out var same))
            {
                if (places++ < MostPlaces) same.Places.Add(place);
                else same.HasMore = true;
            }

            if (withoutContent.Count == 0) continue;
            foreach (var numbering in Numberings)
            {
                if (withoutContent.TryGetValue(place.LineBy(numbering), out var standing)) standing.Stand(numbering, place, rows.Reader, columns);
            }
        }

        Rows = rows.Row;
        foreach (var refused in lines.Where(refused => refused.Rows?.Places.Count == 0)) refused.Rows = null;
    }

    private static Dictionary<ulong, SameRows> ByContent(List<RefusedLine> lines)
    {
        var byContent = new Dictionary<ulong, SameRows>();
        foreach (var line in lines)
        {
            if (line.Content is not { } content || line.IsContradictory) continue;
            if (!byContent.TryGetValue(content, out var rows)) byContent.Add(content, rows = new SameRows());
            rows.Lines.Add(line);
            line.Rows = rows;
        }

        return byContent;
    }
}
