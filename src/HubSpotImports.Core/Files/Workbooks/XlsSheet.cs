using System.Buffers.Binary;
using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// The sheet of an <c>.xls</c>, read by ExcelDataReader. It tells an error such as <c>#N/A</c> from a blank cell no more than Excel's own
/// export does from a text, so errors of an <c>.xls</c> are blank.
/// </summary>
internal sealed class XlsSheet : Sheet
{
    // 65,536 rows of 256 columns stay below; above, following the chains of sectors takes ExcelDataReader minutes.
    private const long MostBytes = 128 << 20;
    private const int HeaderLength = 512;

    // ExcelDataReader goes through every cell up to the last that a damaged file names, which takes minutes.
    private const int ColumnsOfOldSheet = 256;
    private const int RowsOfOldSheet = 65_536;

    private static readonly DateTime FirstDay = new(1900, 1, 1);

    private readonly IExcelDataReader _reader;
    private readonly HsDateFormat _dateFormat;

    static XlsSheet()
    {
#if NET
        // ExcelDataReader asks the runtime for code pages, which .NET has in the box and does not show by itself.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
#endif
    }

    private XlsSheet(IExcelDataReader reader, string path, HsDateFormat dateFormat)
        : base(path) => (_reader, _dateFormat) = (reader, dateFormat);

    /// <summary>Opens the one sheet of a workbook.</summary>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="path">The full path.</param>
    /// <param name="dateFormat">The order in which dates are written.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>, <c>HsSheetCount</c>.</exception>
    public static XlsSheet Open(FileStream source, string path, HsDateFormat dateFormat)
    {
        CheckHeader(source, path);
        IExcelDataReader reader;
        try
        {
            reader = ExcelReaderFactory.CreateBinaryReader(new BufferedStream(source, 64 << 10), new ExcelReaderConfiguration { LeaveOpen = true });
        }
        catch (Exception cause) when (IsDamageOf(cause))
        {
            throw HsError.InvalidWorkbook(path, "it is protected by a password, or damaged.", cause);
        }

        var fault = reader.ResultsCount != 1 ? HsError.SheetCount(path, reader.ResultsCount)
            : reader.FieldCount > ColumnsOfOldSheet || reader.RowCount > RowsOfOldSheet ? HsError.InvalidWorkbook(path, "it is damaged.")
            : null;
        if (fault is null) return new XlsSheet(reader, path, dateFormat);
        reader.Dispose();
        throw fault;
    }

    protected override bool ReadRow()
    {
        if (!_reader.Read()) return false;

        StartRow(Row + 1);
        for (var column = 0; column < _reader.FieldCount; column++) SetCell(column, TextOf(_reader.GetValue(column)));
        return true;
    }

    protected override bool IsDamage(Exception cause) => IsDamageOf(cause);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
    }

    // ExcelDataReader trusts the numbers in a file, so that damaged ones lead it anywhere.
    private static bool IsDamageOf(Exception cause) => cause is ExcelReaderException or ArgumentException or IndexOutOfRangeException
        or NullReferenceException or InvalidCastException or InvalidOperationException or OverflowException or FormatException
        or KeyNotFoundException or NotSupportedException or EndOfStreamException or InvalidDataException or System.Security.Cryptography.CryptographicException;

    // What ExcelDataReader believes of the header (MS-CFB, 2.2), and would reserve memory for.
    private static void CheckHeader(FileStream source, string path)
    {
        if (source.Length > MostBytes) throw HsError.InvalidWorkbook(path, $"it has {source.Length:N0} bytes, more than an Excel 97-2003 workbook can need.");

        var header = new byte[HeaderLength];
        var read = 0;
        for (int piece; read < HeaderLength && (piece = source.Read(header, read, HeaderLength - read)) > 0;) read += piece;
        source.Position = 0;
        var sectorShift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        var miniSectorShift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        var tableSectors = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(44));
        var chainSectors = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(72));
        var sectors = source.Length >> 9;
        if (read < HeaderLength || sectorShift is not (9 or 12) || miniSectorShift != 6 || tableSectors > sectors || chainSectors > sectors / 127 + 1)
        {
            throw HsError.InvalidWorkbook(path, "it is damaged.");
        }
    }

    private string TextOf(object? value) => value switch
    {
        string text => text,
        double number => SheetValue.Number(number),
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool boolean => SheetValue.Boolean(boolean),
        DateTime time when time < FirstDay => SheetValue.Clock(time.TimeOfDay),
        DateTime date => SheetValue.Date(date, _dateFormat),
        TimeSpan duration => SheetValue.Clock(duration),
        _ => "",
    };
}
