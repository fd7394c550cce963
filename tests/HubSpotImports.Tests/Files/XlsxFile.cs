using System.IO.Compression;
using System.Text;

namespace HubSpotImports.Tests.Files;

/// <summary>Writes the least of a workbook that ECMA-376 asks for; each part can be replaced, so that a test can spoil it.</summary>
internal sealed record XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The content of <c>sheetData</c>.</summary>
    public string Rows { get; init; } = Row(1, Inline("A1", "Email"), Inline("B1", "Name")) + Row(2, Inline("A2", "a@example.com"), Inline("B2", "Ada"));

    /// <summary>The content of the shared string table; none for a workbook without one.</summary>
    public string? SharedStrings { get; init; }

    /// <summary>The content of <c>styleSheet</c>: style 1 is a date, 2 a date with a time, 3 a duration, 4 a number with two decimals. None for a workbook without styles.</summary>
    public string? Styles { get; init; } = """<numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]d/m/yyyy\ h:mm;@"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="2"/></cellXfs>""";

    /// <summary>Whether days count from 1904 on.</summary>
    public bool Since1904 { get; init; }

    public int Sheets { get; init; } = 1;

    public string SheetTarget { get; init; } = "worksheets/sheet1.xml";

    /// <summary>What stands before the root element of the sheet.</summary>
    public string SheetProlog { get; init; } = "";

    public bool HasSheetPart { get; init; } = true;

    public byte[] Bytes
    {
        get
        {
            using var stream = new MemoryStream();
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                var sheets = Enumerable.Range(1, Sheets).ToList();
                Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}">{(Since1904 ? "<workbookPr date1904=\"1\"/>" : "")}<sheets>{string.Concat(sheets.Select(n => $"""<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>"""))}</sheets></workbook>""");
                Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select(n => $"""<Relationship Id="rId{n}" Type="{Relations}/worksheet" Target="{SheetTarget}"/>"""))}</Relationships>""");
                if (HasSheetPart) Add(zip, "xl/worksheets/sheet1.xml", $"""{SheetProlog}<worksheet xmlns="{Main}"><sheetData>{Rows}</sheetData></worksheet>""");
                if (Styles is not null) Add(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}">{Styles}</styleSheet>""");
                if (SharedStrings is not null) Add(zip, "xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{SharedStrings}</sst>""");
            }

            return stream.ToArray();
        }
    }

    public static string Row(int number, params string[] cells) => $"""<row r="{number}">{string.Concat(cells)}</row>""";

    public static string Inline(string reference, string text) => $"""<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>""";

    public static string Shared(string reference, int index) => $"""<c r="{reference}" t="s"><v>{index}</v></c>""";

    public static string Value(string reference, string value, int style = 0, string type = "n") => $"""<c r="{reference}" s="{style}" t="{type}"><v>{value}</v></c>""";

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(xml));
    }
}
