using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>A file that passes a limit goes up in parts: its records, each once, in order, and every part within the limits.</summary>
public sealed class PartsTests
{
    [Fact]
    public void Parts_put_together_are_the_file() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(1, 6).ToArbitrary(),
        async (given, mostRows) =>
        {
            if (given.Rows.Count == 0) return;
            using var file = new TempFile(given.Bytes);
            var limits = new ImportLimits { Rows = mostRows };
            var inspected = await FileInspector.InspectAsync(file.Path, limits, default);
            var whole = CsvText.Read(await FilePlans.BytesOfAsync(await FilePlans.OnePartAsync(inspected, given.Kept)));

            var parts = await FilePlans.PartsAsync(inspected, given.Kept, limits);

            Assert.Equal((given.Rows.Count + mostRows - 1) / mostRows, parts.Count);
            Assert.All(parts, part => Assert.InRange(part.Rows, 1, mostRows));
            await AssertTogetherAsync(whole, parts);
        }).Holds(cases: 600);

    [Fact]
    public void Parts_stay_below_the_limit_of_bytes() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(0, 300).ToArbitrary(),
        async (given, room) =>
        {
            if (given.Rows.Count == 0) return;
            using var file = new TempFile(given.Bytes);
            var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
            var whole = CsvText.Read(await FilePlans.BytesOfAsync(await FilePlans.OnePartAsync(inspected, given.Kept)));

            // Room for any one record with the header, and some more.
            var longest = file.Bytes.Length * 2;
            var limits = new ImportLimits { Bytes = Math.Min(longest, 900) + room };
            IReadOnlyList<FilePart> parts;
            try
            {
                parts = await FilePlans.PartsAsync(inspected, given.Kept, limits);
            }
            catch (HsException error) when (error.Id == "HsFileTooLarge")
            {
                return; // One record alone is longer than the limit.
            }

            Assert.All(parts, part => Assert.InRange(part.Length, 1, limits.Bytes));
            await AssertTogetherAsync(whole, parts);
        }).Holds(cases: 300);

    [Fact]
    public async Task Strict_parts_are_bytes_of_the_source()
    {
        using var file = new TempFile("Email,Note\na@example.com,\"1\n1\"\nb@example.com,2\nc@example.com,3");
        var limits = new ImportLimits { Rows = 2 };

        var parts = await FilePlans.PartsAsync(await FileInspector.InspectAsync(file.Path, limits, default), [0, 1], limits);

        Assert.Equal(["Email,Note\na@example.com,\"1\n1\"\nb@example.com,2\n", "Email,Note\nc@example.com,3"], await TextsAsync(parts));
        Assert.Equal([1L, 3L], parts.Select(part => part.FirstRow));
    }

    [Fact]
    public async Task A_mark_before_the_header_is_in_no_part()
    {
        using var file = new TempFile("\uFEFFEmail,Note\r\na,1\r\nb,2\r\n");
        var limits = new ImportLimits { Rows = 1 };

        var parts = await FilePlans.PartsAsync(await FileInspector.InspectAsync(file.Path, limits, default), [0, 1], limits);

        Assert.Equal(["Email,Note\r\na,1\r\n", "Email,Note\r\nb,2\r\n"], await TextsAsync(parts));
    }

    [Theory]
    [InlineData("Email,Note\r\n1,1\r\n2,2\r\n3,3\r\n")]
    [InlineData("Email;Note\r\n1;1\r\n2;2\r\n3;3\r\n")]
    public async Task As_many_rows_as_the_limit_are_one_part(string text)
    {
        using var file = new TempFile(text);
        var limits = new ImportLimits { Rows = 3 };

        Assert.Equal(3, (await FilePlans.OnePartAsync(await FileInspector.InspectAsync(file.Path, limits, default), [0, 1], limits)).Rows);
    }

    [Fact]
    public async Task Rows_that_do_not_pass_the_check_are_left_out_and_told()
    {
        using var file = new TempFile("Email,Note\r\na,1\r\nb,2\r\nc,3\r\nd,4\r\n");
        var limits = new ImportLimits { Rows = 2 };
        var inspected = await FileInspector.InspectAsync(file.Path, limits, default);

        var plan = await FilePlanner.PlanAsync(inspected, [0, 1], () => new EachRow(row => row != 2), holdsBackFaulty: true, limits, progress: null, default);

        Assert.Equal(["Email,Note\r\na,1\r\nc,3\r\n", "Email,Note\r\nd,4\r\n"], await TextsAsync(plan.Parts));
        Assert.Equal((4L, 1L, true), (plan.Rows, plan.Faulty.Count, plan.Faulty.Contains(2)));
        Assert.Equal([1L, 4L], plan.Parts.Select(part => part.FirstRow));
    }

    private static async Task AssertTogetherAsync(List<string[]> whole, IReadOnlyList<FilePart> parts)
    {
        var together = new List<string[]>();
        long next = 1;
        foreach (var part in parts)
        {
            var bytes = await FilePlans.BytesOfAsync(part);
            var records = CsvText.Read(bytes);
            Assert.Equal(part.Length, bytes.Length);
            Assert.Equal(whole[0], records[0]);
            Assert.Equal(part.Rows, records.Count - 1);
            Assert.Equal(next, part.FirstRow);
            next += part.Rows;
            together.AddRange(records.Skip(1));
        }

        Assert.Equal(whole.Skip(1), together);
    }

    private static async Task<List<string>> TextsAsync(IReadOnlyList<FilePart> parts)
    {
        var texts = new List<string>();
        foreach (var part in parts) texts.Add(System.Text.Encoding.UTF8.GetString(await FilePlans.BytesOfAsync(part)));
        return texts;
    }
}
