using System.IO.Compression;
using System.Xml;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// Reads of an <c>.xlsx</c> workbook only what an import needs: how many sheets, the header, the number of rows. Entries are read as a
/// stream, without DTDs and with a cap on what they may inflate to (ECMA-376 is the format).
/// </summary>
internal static class Workbook
{
    private const long MostCharacters = 4_000_000_000;
    private const int MostHeaderCells = 16_384;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Whether a file begins as an <c>.xlsx</c> (a zip) or an <c>.xls</c> (a compound file) does.</summary>
    public static bool HasSignature(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || IsCompoundFile(start);

    /// <summary>Reads the header of the one sheet.</summary>
    public static SourceFile Inspect(FileStream stream, string path, ReadOnlySpan<byte> start, CancellationToken stop)
    {
        if (IsCompoundFile(start)) throw HsError.OldWorkbook(path);
        return Read(stream, path, (zip, sheet) =>
        {
            using var reader = NewReader(sheet);
            var header = new List<string>();
            var shared = new List<int>();
            foreach (var cell in CellsOfFirstRow(reader))
            {
                stop.ThrowIfCancellationRequested();
                if (cell.Column is < 0 or >= MostHeaderCells) throw HsError.InvalidWorkbook(path, "a header cell is in a column that no sheet has.");
                while (header.Count <= cell.Column) header.Add("");
                header[cell.Column] = cell.Text;
                if (cell.IsShared) shared.Add(cell.Column);
            }

            ResolveShared(zip, header, shared, path);
            return new SourceFile(path, HsFileFormat.Spreadsheet, stream.Length, header);
        });
    }

    /// <summary>Counts the rows of the sheet that hold a value, the header not counted.</summary>
    public static long CountRows(FileStream stream, string path, CancellationToken stop) => Read(stream, path, (_, sheet) =>
    {
        using var reader = NewReader(sheet);
        long rows = 0;
        var hasValue = false;
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" or "t" }) hasValue = true;
            if (reader is not { NodeType: XmlNodeType.EndElement, LocalName: "row" }) continue;
            stop.ThrowIfCancellationRequested();
            if (hasValue) rows++;
            hasValue = false;
        }

        return Math.Max(0, rows - 1);
    });

    private static bool IsCompoundFile(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static T Read<T>(FileStream stream, string path, Func<ZipArchive, Stream, T> read)
    {
        try
        {
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            using var sheet = Entry(zip, SheetName(zip, path), path).Open();
            return read(zip, sheet);
        }
        catch (Exception cause) when (cause is InvalidDataException or XmlException)
        {
            throw HsError.InvalidWorkbook(path, cause is XmlException ? "its XML is damaged." : "it is no zip archive, or a damaged one.", cause);
        }
    }

    private static string SheetName(ZipArchive zip, string path)
    {
        using var workbook = Entry(zip, "xl/workbook.xml", path).Open();
        using var reader = NewReader(workbook);
        var ids = new List<string>();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" }) ids.Add(reader.GetAttribute("id", Relationships) ?? "");
        }

        if (ids.Count != 1) throw HsError.SheetCount(path, ids.Count);

        using var relations = Entry(zip, "xl/_rels/workbook.xml.rels", path).Open();
        using var relation = NewReader(relations);
        while (relation.Read())
        {
            if (relation is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relation.GetAttribute("Id") == ids[0])
            {
                var target = relation.GetAttribute("Target") ?? "";
                return target.Length > 0 && target[0] == '/' ? target.Substring(1) : $"xl/{target}";
            }
        }

        throw HsError.InvalidWorkbook(path, "its sheet is missing.");
    }

    private static IEnumerable<(int Column, string Text, bool IsShared)> CellsOfFirstRow(XmlReader reader)
    {
        var (column, next, shared, isFormula) = (0, 0, false, false);
        var text = "";
        while (reader.Read())
        {
            if (reader.LocalName == "f") isFormula = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "c":
                    column = reader.GetAttribute("r") is { } reference ? ColumnOf(reference) : next;
                    (next, shared, text) = (column + 1, reader.GetAttribute("t") == "s", "");
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace when !isFormula:
                    text += reader.Value;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "c" && text.Length > 0:
                    yield return (column, text, shared);
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "row":
                    yield break;
            }
        }
    }

    private static void ResolveShared(ZipArchive zip, List<string> header, List<int> shared, string path)
    {
        if (shared.Count == 0) return;

        var wanted = shared.ToLookup(column => int.TryParse(header[column], out var index) ? index : -1);
        using var strings = Entry(zip, "xl/sharedStrings.xml", path).Open();
        using var reader = NewReader(strings);
        var (index, left, text, isPhonetic) = (0, shared.Count, "", false);
        while (left > 0 && reader.Read())
        {
            if (reader.LocalName == "rPh") isPhonetic = reader.NodeType == XmlNodeType.Element;
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace && !isPhonetic) text += reader.Value;
            if (reader.LocalName != "si" || (reader.NodeType != XmlNodeType.EndElement && !reader.IsEmptyElement)) continue;

            foreach (var column in wanted[index])
            {
                header[column] = text;
                left--;
            }

            (index, text) = (index + 1, "");
        }

        if (left > 0) throw HsError.InvalidWorkbook(path, "a header cell points to a text that is not there.");
    }

    // "AB12" is column 27, from 0.
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(c => c is >= 'A' and <= 'Z').Take(4)) column = (column * 26) + c - 'A' + 1;
        return column - 1;
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name, string path) =>
        zip.GetEntry(name) ?? throw HsError.InvalidWorkbook(path, $"it has no {name}.");

    private static XmlReader NewReader(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
    });
}
