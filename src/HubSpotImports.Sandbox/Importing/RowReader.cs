namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// The rows of one uploaded file, whatever its format, from the first data row on. <see cref="Open"/> takes the header off first.
/// </summary>
internal abstract class RowReader(LineNumbering numbering, bool hasHeader) : IDisposable
{
    private long _record;

    /// <summary>The header as the file has it, or <see langword="null"/> when the request says that there is none.</summary>
    public IReadOnlyList<string>? Header { get; private set; }

    /// <summary>How many cells a row must have; set once the header and its mapping are known.</summary>
    public int Columns { get; set; }

    /// <summary>The sheet that is read, of a workbook.</summary>
    public virtual string? PageName => null;

    /// <summary>How many cells the current row has.</summary>
    public abstract int CellCount { get; }

    /// <summary>What keeps the current row from being read at all, if anything does.</summary>
    public abstract RowError? Fault { get; }

    /// <summary>Where the current row stands.</summary>
    public SourceRow Place => new(_record, numbering == LineNumbering.Record ? _record + (hasHeader ? 1 : 0) : LineOf(numbering));

    /// <summary>Opens an uploaded file and reads its header, if it has one.</summary>
    /// <exception cref="FailedImportException">The file is not of the format that the request says, or is empty.</exception>
    public static RowReader Open(Stream stream, RequestedFile file, LineNumbering numbering)
    {
        RowReader rows = file.IsSpreadsheet
            ? new WorkbookRowReader(stream, numbering, file.HasHeader)
            : new CsvRowReader(stream, numbering, file.HasHeader);
        try
        {
            if (file.HasHeader) rows.Header = rows.ReadHeader();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="FailedImportException">The file cannot be read any further.</exception>
    public bool Read()
    {
        if (!ReadRow()) return false;
        _record++;
        return true;
    }

    /// <summary>A cell of the current row as UTF-8.</summary>
    public abstract ReadOnlySpan<byte> Cell(int index);

    /// <summary>A cell of the current row as text.</summary>
    public abstract string Text(int index);

    /// <summary>The time that a cell holds as such, which no text and no order of its parts has a say in.</summary>
    public virtual DateTime? Time(int index) => null;

    /// <summary>All cells of the current row.</summary>
    public List<string> Texts()
    {
        var cells = new List<string>(CellCount);
        for (var i = 0; i < CellCount; i++) cells.Add(Text(i));
        return cells;
    }

    public abstract void Dispose();

    protected abstract bool ReadRow();

    protected abstract long LineOf(LineNumbering numbering);

    /// <summary>What errors say of a row with too many or too few cells.</summary>
    protected RowError WrongCount() => new("INCORRECT_NUMBER_OF_COLUMNS", $"The row has {CellCount} cells, the file {Columns} columns.");

    private List<string> ReadHeader()
    {
        if (!ReadRow()) throw new FailedImportException("INVALID_FILE_TYPE", "The file is empty.");
        Columns = CellCount;
        if (Fault is { } fault) throw new FailedImportException(fault.Code, "The header cannot be read: " + fault.Message);
        var header = Texts();

        // Excel's "CSV UTF-8" begins with a byte order mark; that HubSpot drops it is deduced.
        if (header.Count > 0) header[0] = header[0].TrimStart('\uFEFF');
        return header;
    }
}

/// <summary>Where a row stands in its file.</summary>
/// <param name="Record">The 1-based number of the data row.</param>
/// <param name="Line">The line that errors give for it, as <see cref="LineNumbering"/> counts.</param>
internal readonly record struct SourceRow(long Record, long Line);
