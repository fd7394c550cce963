using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// The rows of the one sheet of an <c>.xlsx</c> or <c>.xls</c> workbook. Lines are the sheet's row numbers; rows without any cell are passed
/// over, as blank lines of a CSV file are. How HubSpot turns cells into text is not documented; deduced: numbers as Excel keeps them, whatever
/// their format shows; a true date as a date, whatever <c>dateFormat</c> says; blank cells at the end of a row are not missing.
/// </summary>
internal sealed class WorkbookRowReader : RowReader
{
    private readonly IExcelDataReader _reader;
    private int _filled;

    static WorkbookRowReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public WorkbookRowReader(Stream stream, LineNumbering numbering, bool hasHeader)
        : base(numbering, hasHeader)
    {
        _reader = Try(() => ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        if (_reader.ResultsCount == 1) return;
        _reader.Dispose();
        throw new FailedImportException("INVALID_SHEET_COUNT", $"The workbook has {_reader.ResultsCount} sheets; exactly one can be imported.");
    }

    public override string? PageName => _reader.Name;

    public override int CellCount => Math.Max(Columns, _filled);

    public override RowError? Fault => _filled <= Columns ? null : WrongCount();

    /// <summary>The last row that the sheet says it has, the header counted; it may be blank.</summary>
    public int LastRow => _reader.RowCount;

    public override ReadOnlySpan<byte> Cell(int index) => Encoding.UTF8.GetBytes(Text(index));

    public override string Text(int index) => index >= _filled ? "" : _reader.GetValue(index) switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "TRUE" : "FALSE",
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),

        // Excel keeps fifteen digits, which is what a decimal takes from a double.
        double number when Math.Abs(number) < 1e27 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    public override DateTime? Time(int index) =>
        index < _filled && _reader.GetValue(index) is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;

    public override void Dispose() => _reader.Dispose();

    protected override bool ReadRow()
    {
        do
        {
            if (!Try(_reader.Read)) return false;
            _filled = _reader.FieldCount;
            while (_filled > 0 && _reader.GetValue(_filled - 1) is null or "") _filled--;
        }
        while (_filled == 0);
        return true;
    }

    protected override long LineOf(LineNumbering numbering) => _reader.Depth + 1;

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
#pragma warning disable CA1031 // A broken workbook shows in exceptions of any kind: of the archive, of its XML, of the library's own code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new FailedImportException("INVALID_SPREADSHEET", $"The file cannot be read as a workbook ({exception.GetType().Name}).");
        }
    }
}
