using System.Text;

namespace HubSpotImports.Tests.Files;

/// <summary>
/// Writes the least of an Excel 97-2003 workbook that MS-XLS and MS-CFB ask for: a compound file with one stream, and in it the records of the
/// workbook and of its sheets.
/// </summary>
internal sealed class XlsFile
{
    private const int SectorLength = 512;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint FatSector = 0xFFFFFFFD;
    private const uint Free = 0xFFFFFFFF;

    /// <summary>Cells: a string, a double, a bool, a DateTime (a number with a date format), an error code as byte, or <see langword="null"/>.</summary>
    public IReadOnlyList<object?[]> Rows { get; init; } = [["Email", "Name"], ["a@example.com", "Ada"]];

    public int Sheets { get; init; } = 1;

    public bool Since1904 { get; init; }

    public byte[] Bytes => Compound(Workbook());

    private byte[] Workbook()
    {
        var sheet = Sheet();
        var start = Globals([.. Enumerable.Repeat(0, Sheets)]).Length;
        var globals = Globals([.. Enumerable.Range(0, Sheets).Select(i => start + (i * sheet.Length))]);
        return [.. globals, .. Enumerable.Repeat(sheet, Sheets).SelectMany(bytes => bytes)];
    }

    private byte[] Globals(int[] offsets)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Record(writer, 0x0809, w => Begin(w, 0x0005));
        Record(writer, 0x0042, w => w.Write((ushort)1200));
        Record(writer, 0x0022, w => w.Write((ushort)(Since1904 ? 1 : 0)));
        Style(writer, 0);
        Style(writer, 22); // m/d/yy h:mm
        for (var i = 0; i < offsets.Length; i++)
        {
            Record(writer, 0x0085, w =>
            {
                w.Write(offsets[i]);
                w.Write((ushort)0);
                w.Write((byte)2);
                w.Write((byte)0);
                w.Write(Encoding.ASCII.GetBytes($"S{i}"));
            });
        }

        Record(writer, 0x000A, _ => { });
        return stream.ToArray();
    }

    private byte[] Sheet()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Record(writer, 0x0809, w => Begin(w, 0x0010));
        Record(writer, 0x0200, w =>
        {
            w.Write(0);
            w.Write(Rows.Count);
            w.Write((ushort)0);
            w.Write((ushort)Rows.Max(row => row.Length));
            w.Write((ushort)0);
        });
        for (var row = 0; row < Rows.Count; row++)
        {
            for (var column = 0; column < Rows[row].Length; column++) Cell(writer, row, column, Rows[row][column]);
        }

        Record(writer, 0x000A, _ => { });
        return stream.ToArray();
    }

    private void Cell(BinaryWriter writer, int row, int column, object? value)
    {
        if (value is null) return;
        Record(writer, value is string ? 0x0204 : value is bool or byte ? 0x0205 : 0x0203, w =>
        {
            w.Write((ushort)row);
            w.Write((ushort)column);
            w.Write((ushort)(value is DateTime ? 1 : 0));
            switch (value)
            {
                case string text:
                    w.Write((ushort)text.Length);
                    w.Write((byte)1);
                    w.Write(Encoding.Unicode.GetBytes(text));
                    break;
                case bool boolean:
                    w.Write(boolean);
                    w.Write((byte)0);
                    break;
                case byte error:
                    w.Write(error);
                    w.Write((byte)1);
                    break;
                case DateTime date:
                    w.Write(date.ToOADate() - (Since1904 ? 1462 : 0));
                    break;
                default:
                    w.Write((double)value);
                    break;
            }
        });
    }

    private static void Begin(BinaryWriter writer, ushort kind)
    {
        writer.Write((ushort)0x0600);
        writer.Write(kind);
        writer.Write((ushort)0x0DBB);
        writer.Write((ushort)0x07CC);
        writer.Write(0L);
    }

    private static void Style(BinaryWriter writer, ushort format) => Record(writer, 0x00E0, w =>
    {
        w.Write((ushort)0);
        w.Write(format);
        w.Write(new byte[16]);
    });

    private static void Record(BinaryWriter writer, int id, Action<BinaryWriter> content)
    {
        using var stream = new MemoryStream();
        using (var inner = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)) content(inner);
        writer.Write((ushort)id);
        writer.Write((ushort)stream.Length);
        writer.Write(stream.ToArray());
    }

    // Sectors: the stream, then its directory, then the table of chains. A stream below 4,096 bytes would have to live elsewhere.
    private static byte[] Compound(byte[] content)
    {
        var length = Math.Max(content.Length, 4096);
        var sectors = (length + SectorLength - 1) / SectorLength;
        var tables = 1;
        while (tables * SectorLength / 4 < sectors + 1 + tables) tables++;

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Header(writer, sectors, tables);
        writer.Write(content);
        writer.Write(new byte[(sectors * SectorLength) - content.Length]);
        Entry(writer, "Root Entry", 5, child: 1, EndOfChain, 0);
        Entry(writer, "Workbook", 2, child: Free, 0, length);
        writer.Write(new byte[SectorLength / 2]);
        for (var sector = 0; sector < tables * SectorLength / 4; sector++)
        {
            writer.Write(
                sector < sectors - 1 ? (uint)sector + 1
                : sector < sectors + 1 ? EndOfChain
                : sector < sectors + 1 + tables ? FatSector
                : Free);
        }

        return stream.ToArray();
    }

    private static void Header(BinaryWriter writer, int sectors, int tables)
    {
        writer.Write(0xE11AB1A1E011CFD0);
        writer.Write(new byte[16]);
        writer.Write((ushort)0x3E);
        writer.Write((ushort)3);
        writer.Write((ushort)0xFFFE);
        writer.Write((ushort)9);
        writer.Write((ushort)6);
        writer.Write(new byte[10]);
        writer.Write(tables);
        writer.Write(sectors);
        writer.Write(0);
        writer.Write(4096);
        writer.Write(EndOfChain);
        writer.Write(0);
        writer.Write(EndOfChain);
        writer.Write(0);
        for (var i = 0; i < 109; i++) writer.Write(i < tables ? (uint)(sectors + 1 + i) : Free);
    }

    private static void Entry(BinaryWriter writer, string name, byte type, uint child, uint start, int length)
    {
        var text = new byte[64];
        Encoding.Unicode.GetBytes(name, text);
        writer.Write(text);
        writer.Write((ushort)((name.Length + 1) * 2));
        writer.Write(type);
        writer.Write((byte)1);
        writer.Write(Free);
        writer.Write(Free);
        writer.Write(child);
        writer.Write(new byte[36]);
        writer.Write(start);
        writer.Write((long)length);
    }
}
