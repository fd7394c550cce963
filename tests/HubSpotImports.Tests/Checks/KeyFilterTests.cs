using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class KeyFilterTests
{
    [Fact]
    public void No_key_that_came_before_is_overlooked_and_few_others_are_taken_for_it()
    {
        const int Keys = 200_000;
        var filter = new KeyFilter(Keys);
        var hashes = Hashes(seed: 1, Keys);
        var known = new bool[Keys];

        filter.Add(hashes, known);
        Assert.InRange(known.Count(isKnown => isKnown), 0, Keys / 1_000);

        known = new bool[Keys];
        filter.Find(hashes, known);
        Assert.All(known, Assert.True);

        known = new bool[Keys];
        filter.Find(Hashes(seed: 2, Keys), known);
        Assert.InRange(known.Count(isKnown => isKnown), 0, Keys / 500);
    }

    [Fact]
    public void A_filter_with_far_more_keys_than_it_was_made_for_says_so()
    {
        var filter = new KeyFilter(100);

        filter.Add(Hashes(seed: 1, 150), new bool[150]);
        Assert.False(filter.IsOverfull);

        filter.Add(Hashes(seed: 2, 1), new bool[1]);
        Assert.True(filter.IsOverfull);
    }

    private static ulong[] Hashes(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }
}
