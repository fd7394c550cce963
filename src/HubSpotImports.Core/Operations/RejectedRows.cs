using HubSpotImports.Checks;
using HubSpotImports.Files;

namespace HubSpotImports.Operations;

/// <summary>
/// Decides which rows of a file go into its reject file, from the errors of its imports. A row goes in only if it is sure which row it is, that
/// it is not in HubSpot, and that sending it again creates nothing twice.
/// </summary>
/// <param name="import">An import of the rows; the others are parts of the same file.</param>
/// <param name="columns">The columns that it was sent.</param>
/// <param name="headerLines">The last line that is no row's: 1, or 0 where there is no header.</param>
/// <param name="includesIncomplete">Whether rows that are in without a value go in too.</param>
internal sealed class RejectedRows(HsImport import, IReadOnlyList<HsColumnMapping> columns, int headerLines, bool includesIncomplete)
{
    // These refuse a row before HubSpot looks for objects in it.
    private static readonly HashSet<string> WholeRow = ["COULD_NOT_PARSE_ROW", "INCORRECT_NUMBER_OF_COLUMNS", "ROW_DATA_TOO_LARGE"];

    private readonly ILookup<string, HsColumnMapping> _objects = columns.ToLookup(column => column.ObjectTypeId);
    private readonly Dictionary<long, List<HsImportError>> _byRow = [];
    private readonly HashSet<(string Import, long? Line)> _uncertain = [];
    private readonly HashSet<(string Import, long? Line)> _unknown = [];
    private int _unknownRows;

    /// <summary>Rows that are surely not in, and cannot be told from others of the file.</summary>
    public int Uncertain => _uncertain.Count;

    /// <summary>Rows of which HubSpot does not say whether they are in.</summary>
    public int Unknown => _unknown.Count + _unknownRows;

    /// <summary>Errors about a file as a whole.</summary>
    public int AboutFile { get; private set; }

    /// <summary>Rows that are in, or may be in part, and would create a record a second time.</summary>
    public int WouldDouble { get; private set; }

    /// <summary>Rows that are in without a value, and stay out of the file.</summary>
    public int Incomplete { get; private set; }

    /// <summary>The object type of which a second send would create records again; <see langword="null"/> where HubSpot finds each record.</summary>
    public string? DoubledType => columns.Count == 0 ? "record" : _objects.FirstOrDefault(IsDoubled)?.First().ObjectType;

    /// <summary>Takes an error that was joined to the file.</summary>
    /// <param name="error">The error.</param>
    public void Add(HsImportError error)
    {
        if (error.Row is null && !(error.Line > headerLines))
        {
            AboutFile++;
        }
        else if (error.Row is { } row)
        {
            if (!_byRow.TryGetValue(row, out var errors)) _byRow.Add(row, errors = []);
            errors.Add(error with { RowText = null });
        }
        else if (error.Outcome == HsRowOutcome.NotIn || (includesIncomplete && error.Outcome == HsRowOutcome.InWithoutValue))
        {
            _uncertain.Add((error.ImportId, error.Line));
        }
        else if (error.Outcome == HsRowOutcome.Unknown)
        {
            _unknown.Add((error.ImportId, error.Line));
        }
    }

    /// <summary>The rows for the file.</summary>
    /// <param name="source">The source.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task<RowSet> DecideAsync(SourceFile source, ImportLimits limits, CancellationToken stop)
    {
        var rows = new RowSet();
        var partlyIn = new RowSet();
        foreach (var pair in _byRow)
        {
            if (pair.Value.Exists(error => error.Outcome == HsRowOutcome.Unknown)) _unknownRows++;
            else if (IsOut(pair.Value)) rows.Add(pair.Key);
            else if (includesIncomplete || pair.Value.Exists(error => error.Outcome == HsRowOutcome.NotIn)) partlyIn.Add(pair.Key);
            else Incomplete++;
        }

        if (partlyIn.Count > 0) await AddIdentifiedAsync(partlyIn, rows, source, limits, stop).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Why a row is in the file.</summary>
    /// <param name="row">The row.</param>
    public IEnumerable<RejectReason> ReasonsOf(long row) =>
        _byRow[row].Select(error => new RejectReason(error.Column, error.Value, error.ErrorType, error.Outcome.ToString(), error.Message));

    private static bool IsIdentifier(HsColumnMapping column) => column.ColumnType is HsColumnType.ObjectId or HsColumnType.AlternateId;

    private bool IsDoubled(IGrouping<string, HsColumnMapping> columnsOfType) =>
        (import.Operations.TryGetValue(columnsOfType.Key, out var operation) ? operation : "UPSERT") switch
        {
            "CREATE" => true,
            "UPDATE" => false,
            _ => !columnsOfType.Any(IsIdentifier),
        };

    // The types of an import of several files are those of all of them.
    private bool IsOfOneObject => import.Files.Count > 1
        ? StartImportRequest.ObjectTypeIds(columns).Count() == 1
        : _objects.Count <= 1 && import.ObjectTypeIds.Count <= 1;

    // Of a row with several objects, an error says only that one of them is not in.
    private bool IsOut(List<HsImportError> errors) =>
        errors.Exists(error => error.Outcome == HsRowOutcome.NotIn && (IsOfOneObject || WholeRow.Contains(error.ErrorType)));

    // What is in already may be sent again only if HubSpot finds it: by an identifier that is there, and that HubSpot took.
    private async Task AddIdentifiedAsync(RowSet partlyIn, RowSet rows, SourceFile source, ImportLimits limits, CancellationToken stop)
    {
        var header = source.Header.ToList();
        var identifiers = columns.Where(IsIdentifier).ToDictionary(column => header.IndexOf(column.ColumnName));
        using var stream = FileInspector.Open(source.Path);
        using var reader = new ConvertedRows(source, stream, limits, start: null);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
        {
            if (!partlyIn.Contains(reader.Row)) continue;

            var found = identifiers
                .Where(pair => pair.Key < reader.Reader.FieldCount && CellText.Trim(reader.Reader.GetSpan(pair.Key)).Length > 0)
                .Where(pair => !_byRow[reader.Row].Exists(error => error.Column == pair.Value.ColumnName))
                .Select(pair => pair.Value.ObjectTypeId)
                .Distinct();
            if (DoubledType is null && found.Count() == _objects.Count) rows.Add(reader.Row);
            else WouldDouble++;
        }
    }
}
