using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// The one sheet of a workbook, read row by row. A row without anything in it is passed over, as HubSpot does (deduced). What its cells hold
/// becomes text as <see cref="SheetValue"/> says.
/// </summary>
/// <param name="path">The full path of the workbook.</param>
internal abstract class Sheet(string path) : IDisposable
{
    /// <summary>Columns of a worksheet (Excel's specification).</summary>
    protected const int MostColumns = 16_384;

    /// <summary>Rows of a worksheet (Excel's specification).</summary>
    protected const int MostRows = 1_048_576;

    private const int MostCharactersOfRow = 4_000_000;

    private readonly List<string> _cells = [];
    private long _characters;

    /// <summary>The number of the row in the sheet, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>Its cells, up to the last that holds anything.</summary>
    public IReadOnlyList<string> Cells => _cells;

    protected string Path { get; } = path;

    /// <summary>Goes to the next row that holds anything.</summary>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>.</exception>
    public bool Read()
    {
        try
        {
            do
            {
                _cells.Clear();
                _characters = 0;
                if (!ReadRow()) return false;
            }
            while (_cells.Count == 0);
            return true;
        }
        catch (Exception cause) when (IsDamage(cause))
        {
            throw HsError.InvalidWorkbook(Path, Row == 0 ? "it is damaged." : $"it is damaged behind row {Row}.", cause);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Goes to the next row, and says with <see cref="StartRow"/> and <see cref="SetCell"/> what is in it.</summary>
    protected abstract bool ReadRow();

    /// <summary>Whether an exception of the reader means that the file is damaged.</summary>
    protected abstract bool IsDamage(Exception cause);

    protected abstract void Dispose(bool disposing);

    protected void StartRow(long number)
    {
        if (number <= Row || number > MostRows) throw HsError.InvalidWorkbook(Path, $"row {number} stands behind row {Row}, or where no sheet has rows.");
        Row = number;
    }

    protected void SetCell(int column, string text)
    {
        if (column is < 0 or >= MostColumns) throw HsError.InvalidWorkbook(Path, $"a cell of row {Row} is in a column that no sheet has.");
        if (text.Length == 0) return;

        _characters += text.Length;
        if (_characters > MostCharactersOfRow) throw HsError.InvalidWorkbook(Path, $"row {Row} holds more than {MostCharactersOfRow:N0} characters.");

        while (_cells.Count <= column) _cells.Add("");
        _cells[column] = text;
    }
}
