using System.Text;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>Files that would eat a reader's memory or time: each gets a clear answer, and memory stays small.</summary>
public sealed class HostileFileTests
{
    private const long MostGrowth = 64 << 20;

    [Fact]
    public async Task A_quote_that_nothing_closes_does_not_eat_a_gigabyte()
    {
        using var file = new TempFile("\"Email,Name\r\n" + string.Concat(Enumerable.Repeat("a@example.com,Ada\r\n", 400_000)));
        SetLength(file, 1L << 30);

        var error = await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default));

        Assert.Equal("HsInvalidCsv", error.Id);
    }

    [Fact]
    public async Task A_quote_in_the_first_row_that_nothing_closes_neither()
    {
        using var file = new TempFile("Email,Name\r\n\"a@example.com,Ada\r\n" + string.Concat(Enumerable.Repeat("a@example.com,Ada\r\n", 400_000)));
        SetLength(file, 1L << 30);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var error = await Assert.ThrowsAsync<HsException>(() => FilePlans.PartsAsync(inspected, [0, 1]));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Fact]
    public async Task A_cell_of_five_megabytes_is_too_long_for_a_record()
    {
        using var file = new TempFile($"Email,Name\r\na@example.com,{new string('x', 5_000_000)}\r\nb@example.com,Ben\r\n");
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        var error = await Assert.ThrowsAsync<HsException>(() => FilePlans.PartsAsync(inspected, [0, 1]));

        Assert.Equal("HsInvalidCsv", error.Id);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_nearly_four_megabytes_goes_up_as_it_is()
    {
        var text = $"Email,Name\r\na@example.com,{new string('x', 4_000_000)}\r\nb@example.com,Ben\r\n";
        using var file = new TempFile(text);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        Assert.Equal(text, Encoding.UTF8.GetString(await FilePlans.BytesOfAsync(await FilePlans.OnePartAsync(inspected, [0, 1]))));
    }

    [Fact]
    public async Task A_gigabyte_without_a_line_end_is_one_record_too_long()
    {
        using var file = new TempFile("Email,Name\r\na@example.com,Ada");
        SetLength(file, 1L << 30);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        Assert.Equal("HsInvalidCsv", (await Assert.ThrowsAsync<HsException>(() => FilePlans.PartsAsync(inspected, [0, 1]))).Id);
    }

    [Fact]
    public async Task Millions_of_separators_in_one_row_are_a_row_of_another_length()
    {
        using var file = new TempFile($"Email,Name\r\n{new string(',', 3_000_000)}\r\nb@example.com,Ben\r\n");
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        Assert.Equal(2, (await FilePlans.OnePartAsync(inspected, [0, 1])).Rows);
    }

    // Most file systems keep such a file without writing its zeros.
    private static void SetLength(TempFile file, long length)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }
}
