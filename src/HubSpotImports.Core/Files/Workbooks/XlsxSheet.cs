using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>The sheet of an <c>.xlsx</c> (ECMA-376, 18.3), read as it inflates: what is in memory is a row, and the shared strings.</summary>
internal sealed class XlsxSheet : Sheet
{
    private const double LongestDuration = 1_000_000; // Days; beyond it is a number like any other.

    private readonly XlsxPackage _package;
    private readonly HsDateFormat _dateFormat;
    private readonly XmlScanner _reader;
    private readonly XlsxText _text = new();
    private readonly Lazy<XlsxStrings> _strings;
    private readonly Lazy<XlsxStyles> _styles;
    private readonly bool _since1904;

    private XlsxSheet(XlsxPackage package, string path, HsDateFormat dateFormat)
        : base(path)
    {
        (_package, _dateFormat) = (package, dateFormat);
        var workbook = package.RelationsOf("").FirstOrDefault(relation => relation.Type == "officeDocument")?.Target ?? "xl/workbook.xml";
        var sheetId = ReadWorkbook(workbook, out _since1904);
        var relations = package.RelationsOf(workbook).ToList();
        var sheet = relations.Find(relation => relation.Id == sheetId)?.Target ?? throw HsError.InvalidWorkbook(path, "its sheet is missing.");
        var strings = relations.Find(relation => relation.Type == "sharedStrings")?.Target ?? "xl/sharedStrings.xml";
        var styles = relations.Find(relation => relation.Type == "styles")?.Target ?? "xl/styles.xml";
        _strings = new(() => new XlsxStrings(package.Open(strings)));
        _styles = new(() => package.Has(styles) ? ReadStyles(styles) : XlsxStyles.None);
        _reader = package.Open(sheet);
    }

    /// <summary>Opens the one sheet of a workbook.</summary>
    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="path">The full path.</param>
    /// <param name="dateFormat">The order in which dates are written.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>, <c>HsSheetCount</c>.</exception>
    public static XlsxSheet Open(FileStream source, string path, HsDateFormat dateFormat)
    {
        XlsxPackage? package = null;
        try
        {
            package = new XlsxPackage(source, path);
            return new XlsxSheet(package, path, dateFormat);
        }
        catch (Exception cause)
        {
            package?.Dispose();
            if (IsDamageOf(cause)) throw HsError.InvalidWorkbook(path, "it is no zip archive, or a damaged one.", cause);
            throw;
        }
    }

    protected override bool ReadRow()
    {
        while (_reader.Read())
        {
            if (_reader.IsEnd("sheetData"u8) || (_reader.IsStart("sheetData"u8) && _reader.IsEmpty)) return false;
            if (!_reader.IsStart("row"u8)) continue;

            StartRow(Utf8Parser.TryParse(_reader.RawAttribute("r"u8), out long number, out _) ? number : Row + 1);
            if (!_reader.IsEmpty) ReadCells();
            return true;
        }

        return false;
    }

    protected override bool IsDamage(Exception cause) => IsDamageOf(cause);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _reader.Dispose();
        if (_strings.IsValueCreated) _strings.Value.Dispose();
        _package.Dispose();
    }

    // What .NET's readers of zip and XML throw about bytes that are not what they should be; .NET 8 also an IOException. One of the disk comes as
    // HsFileNotReadable already.
    private static bool IsDamageOf(Exception cause) => cause is
        InvalidDataException or DecoderFallbackException or FormatException or OverflowException or IOException or NotSupportedException;

    private string ReadWorkbook(string workbook, out bool since1904)
    {
        since1904 = false;
        var sheets = new List<string>();
        using var reader = _package.Open(workbook);
        while (reader.Read())
        {
            if (reader.IsStart("workbookPr"u8)) since1904 = reader.Attribute("date1904"u8) is "1" or "true";
            if (reader.IsStart("sheet"u8)) sheets.Add(reader.Attribute("id"u8) ?? "");
        }

        return sheets.Count == 1 ? sheets[0] : throw HsError.SheetCount(Path, sheets.Count);
    }

    private XlsxStyles ReadStyles(string styles)
    {
        using var reader = _package.Open(styles);
        return XlsxStyles.Read(reader);
    }

    private void ReadCells()
    {
        var column = -1;
        var (type, style) = (CellType.Number, 0);
        while (_reader.Read())
        {
            if (_text.Takes(_reader)) continue;
            if (_reader.IsStart("c"u8))
            {
                column = _reader.RawAttribute("r"u8) is { Length: > 0 } reference ? ColumnOf(reference) : column + 1;
                type = TypeOf(_reader.RawAttribute("t"u8));
                style = Utf8Parser.TryParse(_reader.RawAttribute("s"u8), out int number, out _) ? number : 0;
            }
            else if (_reader.IsEnd("c"u8)) SetCell(column, ValueOf(type, style, _text.Complete()));
            else if (_reader.IsEnd("row"u8)) return;
        }
    }

    private static CellType TypeOf(ReadOnlySpan<byte> type)
    {
        if (type.Length == 0 || type.SequenceEqual("n"u8)) return CellType.Number;
        if (type.SequenceEqual("s"u8)) return CellType.SharedText;
        if (type.SequenceEqual("b"u8)) return CellType.Boolean;
        return type.SequenceEqual("d"u8) ? CellType.Date : CellType.Text;
    }

    private string ValueOf(CellType type, int style, string text) => text.Length == 0 ? "" : type switch
    {
        CellType.SharedText => _strings.Value[int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)],
        CellType.Boolean => SheetValue.Boolean(text != "0" && text != "false"),
        CellType.Date => SheetValue.Date(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), _dateFormat),
        CellType.Number => NumberOf(style, text),
        _ => text,
    };

    private string NumberOf(int style, string text)
    {
        var kind = _styles.Value[style];
        if (kind == SheetNumber.Plain && IsShort(text)) return text;

        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return kind switch
        {
            SheetNumber.Date => SheetValue.Date(value, _since1904, _dateFormat),
            SheetNumber.Duration when Math.Abs(value) < LongestDuration => SheetValue.Clock(TimeSpan.FromDays(value)),
            _ => SheetValue.Number(value),
        };
    }

    // A whole number of so few digits is in its shortest form.
    private static bool IsShort(string text)
    {
        const int FewDigits = 15;
        if (text.Length > FewDigits || (text[0] == '0' && text.Length > 1)) return false;
        foreach (var c in text)
        {
            if (c is < '0' or > '9') return false;
        }

        return true;
    }

    // "AB12" is column 27, from 0.
    private static int ColumnOf(ReadOnlySpan<byte> reference)
    {
        const int MostLetters = 4;
        var column = 0;
        for (var i = 0; i < reference.Length && i < MostLetters && reference[i] is >= (byte)'A' and <= (byte)'Z'; i++) column = (column * 26) + reference[i] - 'A' + 1;
        return column - 1;
    }

    private enum CellType
    {
        Number,
        SharedText,
        Text, // Also what formulas give, and errors such as #N/A.
        Boolean,
        Date,
    }
}
