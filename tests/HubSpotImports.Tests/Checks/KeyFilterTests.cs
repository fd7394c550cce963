using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class KeyFilterTests
{
    [Fact]
    public void No_key_that_came_before_is_overlooked_and_no_other_is_taken_for_it()
    {
        const int Keys = 200_000;
        var filter = new KeyFilter(Keys);
        var hashes = Hashes(seed: 1, Keys);
        var known = new bool[Keys];

        filter.Add(hashes, known);
        Assert.All(known, Assert.False);
        Assert.Equal(Keys, filter.Count);

        filter.Find(hashes, known);
        Assert.All(known, Assert.True);

        known = new bool[Keys];
        filter.Find(Hashes(seed: 2, Keys), known);
        Assert.All(known, Assert.False);
    }

    [Fact]
    public void A_key_that_comes_again_takes_no_room()
    {
        var filter = new KeyFilter(100);
        var hashes = Hashes(seed: 3, 50);
        var known = new bool[50];

        filter.Add(hashes, known);
        filter.Add(hashes, known);

        Assert.All(known, Assert.True);
        Assert.Equal(50, filter.Count);
    }

    [Fact]
    public void A_filter_that_is_nearly_full_has_room_for_no_more_and_still_knows_its_keys()
    {
        var filter = new KeyFilter(1_000);
        var hashes = Hashes(seed: 4, 1_230);
        Assert.False(filter.HasRoomFor(1_240));
        Assert.True(filter.HasRoomFor(hashes.Length));

        filter.Add(hashes, new bool[hashes.Length]);
        Assert.False(filter.HasRoomFor(10));
        Assert.Throws<ArgumentException>(() => filter.Add(Hashes(seed: 5, 10), new bool[10]));

        var known = new bool[hashes.Length];
        filter.Find(hashes, known);
        Assert.All(known, Assert.True);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0xFFFFFFFF00000000UL)]
    [InlineData(ulong.MaxValue)]
    public void The_first_and_the_last_slot_take_keys(ulong hash)
    {
        var filter = new KeyFilter(10);
        var known = new bool[3];

        filter.Add([hash, hash ^ 2, hash], known);

        Assert.Equal([false, false, true], known);
    }

    private static ulong[] Hashes(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }
}
