using HubSpotImports.Checks;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Checks;

public sealed class DuplicateSearchTests
{
    [Theory]
    [InlineData(100, 100)]
    [InlineData(100, 90)]
    [InlineData(0, 1)]
    public void Blocks_that_seem_to_have_taken_no_bytes_are_searched_too(long start, long end)
    {
        var search = new DuplicateSearch(fileBytes: 100);
        using var block = new RecordBlock();
        block.TakeFrom(start, end);
        var hashes = Enumerable.Range(1, 30_000).Select(number => unchecked((ulong)number * 0x9E3779B97F4A7C15)).ToArray();

        for (var i = 0; i < hashes.Length; i += 1_000) search.Add(hashes.AsSpan(i, 1_000), block);
        Assert.False(search.HasCandidates);

        search.Add(hashes.AsSpan(500, 1), block);
        Assert.True(search.IsCandidate(hashes[500]));
    }
}
