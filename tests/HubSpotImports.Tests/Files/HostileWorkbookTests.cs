using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>Workbooks that mean harm, or were damaged: each is a clear error, before it fills the memory.</summary>
public sealed class HostileWorkbookTests
{
    [Fact]
    public async Task A_sheet_that_inflates_to_far_more_than_it_is_is_refused()
    {
        using var temp = new TempFile(Zip(("xl/worksheets/sheet1.xml", new string(' ', 20 << 20))), "bomb.xlsx");

        await AssertRefusedAsync(temp, "would inflate");
    }

    [Fact]
    public async Task A_part_that_lies_about_its_length_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(2, 5_000).Select(row => XlsxFile.Row(row, XlsxFile.Inline($"A{row}", $"value {row}"))));
        var bytes = new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "Email")) + rows }.Bytes;
        var entry = bytes.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry - 22), 1_000); // The inflated length, in the zip's directory.
        using var temp = new TempFile(bytes, "liar.xlsx");

        await AssertRefusedAsync(temp, "");
    }

    [Theory]
    [InlineData(5_000_000)]
    [InlineData(1_000_001)]
    public async Task A_cell_without_end_is_refused(int length)
    {
        var random = new Random(length);
        var text = string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('a', 'z')));
        using var inline = new TempFile(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", text)) }.Bytes, "long.xlsx");
        using var shared = new TempFile(new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Shared("A1", 0)), SharedStrings = $"<si><t>{text}</t></si>" }.Bytes, "long.xlsx");
        using var attribute = new TempFile(new XlsxFile { Rows = $"<row r=\"1\"><c r=\"A1\" t=\"{text}\"><v>1</v></c></row>" }.Bytes, "long.xlsx");

        await AssertRefusedAsync(inline, "");
        await AssertRefusedAsync(shared, "");
        await AssertRefusedAsync(attribute, "");
    }

    [Fact]
    public async Task A_million_columns_are_refused()
    {
        using var temp = new TempFile(new XlsxFile { Rows = "<row>" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 17_000)) + "</row>" }.Bytes, "wide.xlsx");

        await AssertRefusedAsync(temp, "column");
    }

    [Theory]
    [InlineData("<row r=\"2000000\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>1</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>-1</v></c></row>")]
    [InlineData("<row><c><v>one</v></c></row>")]
    [InlineData("<row><c t=\"inlineStr\"><is><t>&unknown;</t></is></c></row>")]
    [InlineData("<row><c t=\"inlineStr\"><is><t>&#xD800;</t></is></c></row>")]
    [InlineData("</sheetData></worksheet><worksheet><sheetData>")]
    [InlineData("<row><c><v>1</v></c>")]
    public async Task A_sheet_that_is_none_is_refused(string rows)
    {
        using var temp = new TempFile(new XlsxFile { Rows = rows + XlsxFile.Row(9, XlsxFile.Inline("A9", "x")) }.Bytes, "odd.xlsx");

        var error = await Record.ExceptionAsync(() => SheetTexts.RowsAsync(temp));

        Assert.True(error is HsException { Id: "HsInvalidWorkbook" or "HsFileEmpty" or "HsHeaderBlank" }, error?.ToString());
    }

    [Fact]
    public async Task Elements_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 100_000));
        using var temp = new TempFile(new XlsxFile { SheetProlog = "<deep>" + deep }.Bytes, "deep.xlsx");

        await AssertRefusedAsync(temp, "");
    }

    [Fact]
    public async Task A_zip_of_very_many_entries_is_refused()
    {
        using var temp = new TempFile(Zip([.. Enumerable.Range(0, 12_000).Select(i => ($"xl/{i}.xml", ""))]), "many.xlsx");

        await AssertRefusedAsync(temp, "more parts");
    }

    [Fact]
    public async Task A_directory_that_is_not_where_the_zip_says_is_refused()
    {
        var bytes = new XlsxFile().Bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 10), 0); // The end would make everything the directory.
        using var temp = new TempFile(bytes, "odd.xlsx");

        await AssertRefusedAsync(temp, "directory");
    }

    [Fact]
    public async Task A_workbook_that_was_cut_off_is_named_so()
    {
        var bytes = new XlsxFile().Bytes;
        using var temp = new TempFile(bytes[..^30], "cut.xlsx");

        await AssertRefusedAsync(temp, "cut off");
    }

    [Fact]
    public async Task An_old_workbook_of_random_bytes_is_refused()
    {
        var bytes = new byte[100_000];
        new Random(7).NextBytes(bytes);
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(bytes, 0);
        using var temp = new TempFile(bytes, "random.xls");

        await AssertRefusedAsync(temp, "");
    }

    [Fact]
    public void Damaged_bytes_never_end_in_a_fault_of_ours()
    {
        var rows = string.Concat(Enumerable.Range(2, 40).Select(row => XlsxFile.Row(row, XlsxFile.Shared($"A{row}", row % 3), XlsxFile.Value($"B{row}", $"{row}.5", row % 5))));
        var modern = new XlsxFile { Rows = XlsxFile.Row(1, XlsxFile.Inline("A1", "A"), XlsxFile.Inline("B1", "B")) + rows, SharedStrings = "<si><t>x</t></si><si><t>y</t></si><si><t>z</t></si>" }.Bytes;
        var old = new XlsFile { Rows = [["A", "B"], .. Enumerable.Range(0, 40).Select(row => new object?[] { $"text {row}", row % 2 == 0 ? row * 1.5 : new DateTime(2026, 1, 1) })] }.Bytes;
        Prop.ForAll(Gen.Elements("x.xlsx", "x.xls").ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (name, seed) =>
        {
            var bytes = (name == "x.xls" ? old : modern).ToArray();
            var random = new Random(seed);
            for (var changes = random.Next(1, 6); changes > 0; changes--) bytes[random.Next(8, bytes.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            using var temp = new TempFile(random.Next(5) == 0 ? bytes[..random.Next(8, bytes.Length)] : bytes, name);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => ReadAll(temp.Path));

            Assert.True(fault is null or HsException, $"{name}, seed {seed}: {fault}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 << 20, $"{name}, seed {seed} takes memory without end.");
        }).Holds(cases: 1_000);
    }

    private static void ReadAll(string path)
    {
        using var source = FileInspector.Open(path);
        using var sheet = Workbook.OpenSheet(source, path, HsDateFormat.MonthDayYear);
        while (sheet.Read())
        {
        }
    }

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        stream.Write(new XlsxFile { HasSheetPart = false }.Bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private static async Task AssertRefusedAsync(TempFile workbook, string because)
    {
        var error = await Assert.ThrowsAsync<HsException>(() => SheetTexts.RowsAsync(workbook));

        Assert.Equal("HsInvalidWorkbook", error.Id);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }
}
