using System.Globalization;

namespace HubSpotImports.Files;

/// <summary>What the number of a cell is shown as.</summary>
internal enum SheetNumber
{
    /// <summary>A number.</summary>
    Plain,

    /// <summary>A date, a time, or both.</summary>
    Date,

    /// <summary>Hours, minutes or seconds without an upper end: <c>[h]:mm</c>.</summary>
    Duration,
}

/// <summary>Says of the cell styles of an <c>.xlsx</c> which show numbers as dates (ECMA-376, 18.8).</summary>
internal sealed class XlsxStyles
{
    private const int MostStyles = 100_000;

    private readonly List<SheetNumber> _styles = [];

    private XlsxStyles()
    {
    }

    /// <summary>A workbook without styles.</summary>
    public static XlsxStyles None { get; } = new();

    /// <summary>What a style shows numbers as.</summary>
    /// <param name="style">The style's number, from 0.</param>
    public SheetNumber this[int style] => style >= 0 && style < _styles.Count ? _styles[style] : SheetNumber.Plain;

    /// <summary>Reads the styles.</summary>
    public static XlsxStyles Read(XmlScanner reader)
    {
        var styles = new XlsxStyles();
        var formats = new Dictionary<int, SheetNumber>();
        var isCellStyle = false;
        while (reader.Read())
        {
            if (reader.IsStart("cellXfs"u8)) isCellStyle = !reader.IsEmpty;
            else if (reader.IsEnd("cellXfs"u8)) isCellStyle = false;
            else if (reader.IsStart("numFmt"u8)) formats[FormatOf(reader)] = KindOf(reader.Attribute("formatCode"u8) ?? "");
            if (!isCellStyle || !reader.IsStart("xf"u8)) continue;

            if (styles._styles.Count == MostStyles) throw new InvalidDataException("There are more cell styles than any workbook has.");
            var format = FormatOf(reader);
            styles._styles.Add(formats.TryGetValue(format, out var kind) ? kind : KindOf(format));
        }

        return styles;
    }

    /// <summary>What a format of the workbook's own shows: dates have a y, m, d, h or s outside of quotes, escapes and brackets.</summary>
    internal static SheetNumber KindOf(string formatCode)
    {
        for (var i = 0; i < formatCode.Length && formatCode[i] != ';'; i++)
        {
            switch (formatCode[i])
            {
                case '"':
                    i = EndOf(formatCode, '"', i + 1);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = EndOf(formatCode, ']', i + 1);
                    if (formatCode.Substring(i + 1, end - i - 1).ToUpperInvariant() is "H" or "HH" or "M" or "MM" or "S" or "SS") return SheetNumber.Duration;
                    i = end;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return SheetNumber.Date;
            }
        }

        return SheetNumber.Plain;
    }

    // The formats that every workbook has (18.8.30), those of East Asian languages with them.
    private static SheetNumber KindOf(int builtIn) => builtIn switch
    {
        46 => SheetNumber.Duration,
        (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) => SheetNumber.Date,
        _ => SheetNumber.Plain,
    };

    private static int EndOf(string text, char end, int start) => text.IndexOf(end, Math.Min(start, text.Length)) is >= 0 and var index ? index : text.Length;

    private static int FormatOf(XmlScanner reader) =>
        int.TryParse(reader.Attribute("numFmtId"u8), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
