using System.Text;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>What is sent of a file holds its records, each once, in order, in the form that every reader of RFC 4180 takes.</summary>
public sealed class FilePlannerTests
{
    [Fact]
    public void What_is_sent_holds_the_records_of_the_file() => Prop.ForAll(CsvCase.Any, async given =>
    {
        using var file = new TempFile(given.Bytes);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
        Assert.Equal(given.Header, inspected.Header);
        if (given.Rows.Count == 0)
        {
            Assert.Equal("HsFileHasNoRows", (await Assert.ThrowsAsync<HsException>(() => PlanAsync(inspected, given.Kept))).Id);
            return;
        }

        var part = await PlanAsync(inspected, given.Kept);
        var sent = await BytesOfAsync(part);

        Assert.Equal(part.Length, sent.Length);
        Assert.Equal(part.Hash, HashOf(sent));
        Assert.Equal(given.Rows.Count, part.Rows);
        AssertSame(given, CsvText.Read(sent));
    }).Holds(cases: 1_500);

    [Fact]
    public void A_file_of_which_one_byte_changed_is_never_sent_to_the_end() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Choose(1, 255).ToArbitrary(),
        async (given, at, change) =>
        {
            if (given.Rows.Count == 0) return;
            using var file = new TempFile(given.Bytes);
            var part = await PlanAsync(file, given.Kept);
            var before = await BytesOfAsync(part);
            var bytes = file.Bytes;
            bytes[at % bytes.Length] ^= (byte)change;
            file.Bytes = bytes;

            // A byte of a column that is left out, or of the marks before the header, may change nothing of what is sent.
            using var destination = new MemoryStream();
            var exception = await Record.ExceptionAsync(() => part.CopyToAsync(destination, _ => { }, default));
            if (exception is null) Assert.Equal(before, destination.ToArray());
            else Assert.Equal("HsFileChanged", Assert.IsType<HsException>(exception).Id);
        }).Holds(cases: 500);

    [Theory]
    [InlineData("Email,Name\r\na@example.com,Ada\r\n")]
    [InlineData("Email;Name\r\na@example.com;Ada\r\n")]
    public async Task A_file_that_grew_or_shrank_is_noticed_before_a_byte_goes_out(string text)
    {
        foreach (var changed in new[] { text + "b@example.com,Ben\r\n", text[..^4] })
        {
            using var file = new TempFile(text);
            var part = await PlanAsync(file, [0, 1]);
            file.Bytes = Encoding.UTF8.GetBytes(changed);
            using var destination = new MemoryStream();

            var error = await Assert.ThrowsAsync<HsException>(() => part.CopyToAsync(destination, _ => { }, default));

            Assert.Equal("HsFileChanged", error.Id);
            Assert.Equal(0, destination.Length);
        }
    }

    [Fact]
    public async Task A_changed_file_that_can_no_longer_be_read_has_changed_too()
    {
        using var file = new TempFile("Email;Name\r\n" + string.Concat(Enumerable.Repeat("a@example.com;Ada\r\n", 200)));
        var limits = new ImportLimits { RecordBytes = 1_024 };
        var part = await PlanAsync(file, [0, 1], limits);
        var bytes = file.Bytes;
        bytes["Email;Name\r\n".Length] = (byte)'"'; // Opens a quote that nothing closes.
        file.Bytes = bytes;

        Assert.Equal("HsFileChanged", (await Assert.ThrowsAsync<HsException>(() => BytesOfAsync(part))).Id);
    }

    [Fact]
    public async Task A_strict_file_goes_up_as_it_is()
    {
        const string Strict = "Email,Note\na@example.com,\"two\r\nlines, \"\"quoted\"\"\"\nb@example.com,Zoë";
        using var file = new TempFile(Strict);

        Assert.Equal(Strict, Encoding.UTF8.GetString(await BytesOfAsync(await PlanAsync(file, [0, 1]))));
    }

    [Theory]
    [InlineData("\uFEFFEmail,Note\r\na@example.com,1\r\n")]
    [InlineData("sep=,\r\nEmail,Note\r\na@example.com,1\r\n")]
    public async Task What_stands_before_the_header_is_not_sent(string text)
    {
        using var file = new TempFile(text);

        Assert.Equal("Email,Note\r\na@example.com,1\r\n", Encoding.UTF8.GetString(await BytesOfAsync(await PlanAsync(file, [0, 1]))));
    }

    [Theory]
    [InlineData("utf-16", "sep=;\r\nEmail;Note\r\na@example.com;é\r\n")]
    [InlineData("latin1", "sep=;\r\nEmail;Note\r\na@example.com;é\r\n")]
    public async Task A_separator_line_is_not_sent_in_any_encoding(string encoding, string text)
    {
        var encoded = Encoding.GetEncoding(encoding);
        using var file = new TempFile([.. encoded.GetPreamble(), .. encoded.GetBytes(text)]);

        Assert.Equal("Email,Note\r\na@example.com,é\r\n", Encoding.UTF8.GetString(await BytesOfAsync(await PlanAsync(file, [0, 1]))));
    }

    [Theory]
    [InlineData("Email,Note\r\na@example.com,12\" pipe\r\nb@example.com,x\r\n", "12\" pipe")]
    [InlineData("Email,Note\r\na@example.com,say \"hi\"\r\nb@example.com,x\r\n", "say \"hi\"")]
    public async Task A_stray_quote_is_sent_so_that_every_reader_takes_it_for_itself(string text, string expected)
    {
        using var file = new TempFile(text);

        var records = CsvText.Read(await BytesOfAsync(await PlanAsync(file, [0, 1])));

        Assert.Equal(3, records.Count);
        Assert.Equal(expected, records[1][1]);
    }

    [Theory]
    [InlineData("Email,Note\r\na@example.com,\"open\r\nb@example.com,x\r\nc@example.com,y\r\n", 2)]
    [InlineData("Email;Note\r\na@example.com;x\r\nb@example.com;\"open\r\nc@example.com;y\r\n", 3)]
    [InlineData("sep=;\r\nEmail;Note\r\na@example.com;x\r\nb@example.com;\"open\r\nc@example.com;y\r\n", 4)]
    [InlineData("Email,Note\r\n\"a@example.com", 2)]
    public async Task A_quote_that_nothing_closes_is_an_error_with_its_line_not_one_long_cell(string text, int line)
    {
        using var file = new TempFile(text);

        var error = await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0, 1]));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains($"line {line}:", error.Message, StringComparison.Ordinal);
        Assert.Contains("quote", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Email,Note\r\n12\" x,\"open\r\nb@example.com,x\r\nc@example.com,y\r\n")]
    [InlineData("Email;Note\r\n12\" x;\"open\r\nb@example.com;x\r\n")]
    public async Task A_stray_quote_hides_no_quote_that_is_not_closed(string text)
    {
        using var file = new TempFile(text);

        var error = await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0, 1]));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains("line 2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stray_quote_before_a_cell_of_two_lines_is_no_fault()
    {
        using var file = new TempFile("Email,Note\r\n12\" x,\"two\r\nlines\"\r\nb@example.com,x\r\n");

        Assert.Equal(2, (await PlanAsync(file, [0, 1])).Rows);
    }

    [Theory]
    [InlineData("Email,Note\r\n")]
    [InlineData("sep=;\r\nEmail;Note\r\n")]
    public async Task A_record_without_end_stops_at_the_limit(string header)
    {
        using var file = new TempFile(header + "\"" + string.Concat(Enumerable.Repeat("a@example.com,x\r\n", 500)));

        var error = await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0, 1], new ImportLimits { RecordBytes = 1_024 }));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains($"line {header.Count(c => c == '\n') + 1}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_are_counted_as_they_are_sent()
    {
        using var file = new TempFile("Email,Note\r\na@example.com,a long note\r\n");
        var whole = await PlanAsync(file, [0, 1], new ImportLimits { Bytes = file.Bytes.Length });
        Assert.Equal(file.Bytes.Length, whole.Length);

        var error = await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0, 1], new ImportLimits { Bytes = file.Bytes.Length - 1 }));
        Assert.Equal("HsFileTooLarge", error.Id);

        var without = await PlanAsync(file, [0], new ImportLimits { Bytes = file.Bytes.Length - 1 });
        Assert.Equal("Email\r\na@example.com\r\n", Encoding.UTF8.GetString(await BytesOfAsync(without)));
    }

    [Fact]
    public async Task Columns_are_counted_as_they_are_sent()
    {
        using var file = new TempFile("A,B,C\r\n1,2,3\r\n");
        var limits = new ImportLimits { Columns = 2 };

        Assert.Equal("HsTooManyColumns", (await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0, 1, 2], limits))).Id);
        Assert.Equal(1, (await PlanAsync(file, [0, 2], limits)).Rows);
    }

    [Fact]
    public async Task The_documented_limits_are_those_of_the_guide()
    {
        Assert.Equal((1_048_575, 512_000_000, 999), (ImportLimits.Documented.Rows, ImportLimits.Documented.Bytes, ImportLimits.Documented.Columns));
        using var file = new TempFile(string.Join(",", Enumerable.Range(0, 1_000).Select(column => $"c{column}")) + "\r\n1\r\n");
        Assert.Equal("HsTooManyColumns", (await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [.. Enumerable.Range(0, 1_000)]))).Id);
    }

    [Fact]
    public async Task A_file_that_stops_being_utf_8_is_refused_with_its_line()
    {
        using var file = new TempFile([.. "Name\r\nZoë\r\nAda\r\nBj"u8, 0xF6, .. "rn\r\n"u8]);

        var error = await Assert.ThrowsAsync<HsException>(() => PlanAsync(file, [0]));

        Assert.Equal("HsInvalidEncoding", error.Id);
        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_page_that_shows_only_far_behind_the_beginning_is_found()
    {
        var rows = string.Concat(Enumerable.Repeat("a@example.com,Ada\r\n", 80_000)); // More than the inspection looks at.
        using var file = new TempFile([.. Encoding.ASCII.GetBytes("Email,Name\r\n" + rows), .. "b@example.com,Bj"u8, 0xF6, .. "rn\r\n"u8]);

        var part = await PlanAsync(file, [0, 1]);

        Assert.Equal(80_001, part.Rows);
        Assert.EndsWith("b@example.com,Björn\r\n", Encoding.UTF8.GetString(await BytesOfAsync(part)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,B,C\r\n1\r\n2,2,2\r\n", new[] { 1, 2 })]
    [InlineData("A,B\r\n,x\r\n2,2\r\n", new[] { 0 })]
    public async Task A_row_of_which_nothing_is_left_stays_a_record(string text, int[] kept)
    {
        using var file = new TempFile(text);

        var part = await PlanAsync(file, kept);

        Assert.Equal(2, part.Rows);
        Assert.DoesNotContain("\r\n\r\n", Encoding.UTF8.GetString(await BytesOfAsync(part)), StringComparison.Ordinal);
    }

    private static void AssertSame(CsvCase given, List<string[]> sent)
    {
        Assert.Equal(given.Kept.Select(column => given.Header[column]), sent[0]);
        Assert.Equal(given.Rows.Count, sent.Count - 1);
        for (var row = 0; row < given.Rows.Count; row++)
        {
            var cells = given.Rows[row];
            var expected = given.Kept.Where(column => column < cells.Count).Select(column => cells[column]).ToList();
            if (cells.Count == given.Header.Count)
            {
                Assert.Equal(expected, sent[row + 1]);
                continue;
            }

            // A row of another length must not look complete, and keeps all its cells but those of columns that are left out.
            Assert.NotEqual(given.Kept.Count, sent[row + 1].Length);
            Assert.Equal([.. expected, .. cells.Skip(given.Header.Count)], sent[row + 1].Take(expected.Count + Math.Max(0, cells.Count - given.Header.Count)));
        }
    }

    private static async Task<FilePart> PlanAsync(TempFile file, IReadOnlyList<int> kept, ImportLimits? limits = null) =>
        await PlanAsync(await FileInspector.InspectAsync(file.Path, limits ?? ImportLimits.Documented, default), kept, limits);

    private static Task<FilePart> PlanAsync(SourceFile file, IReadOnlyList<int> kept, ImportLimits? limits = null) => FilePlans.OnePartAsync(file, kept, limits);

    private static Task<byte[]> BytesOfAsync(FilePart part) => FilePlans.BytesOfAsync(part);

    private static ulong HashOf(byte[] bytes)
    {
        var hash = new ContentHash();
        hash.Push(bytes);
        return hash.Value;
    }
}
