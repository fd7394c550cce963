namespace HubSpotImports.Checks;

/// <summary>
/// A blocked Bloom filter: says of a key whether it may have come before, and never overlooks one that did. About 26 bits a key, all of
/// a key's in one cache line: 4 MiB for 1,000,000 keys, 64 MiB for 20 million, 256 MiB for 80 million, rounded up to a power of two.
/// </summary>
/// <param name="keys">How many keys are expected.</param>
internal sealed class KeyFilter(long keys)
{
    private const int BitsOfKey = 26;
    private const int WordsOfBlock = 8;
    private const int BitsSet = 7;
    private const int Batch = 32;
    private const int FewestBlocks = 64;
    private const int MostBlocks = 1 << 24; // 1 GiB.

    private readonly ulong[] _words = new ulong[BlocksFor(keys) * WordsOfBlock];

    /// <summary>How many keys were added.</summary>
    public long Count { get; private set; }

    /// <summary>Whether there are more keys in it than it was made for, so that it takes too many for known.</summary>
    public bool IsOverfull => Count > keys + (keys / 2);

    /// <summary>Adds keys.</summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="known">Gets for each whether it may have come before; what is set already stays so.</param>
    public void Add(ReadOnlySpan<ulong> hashes, Span<bool> known)
    {
        Count += hashes.Length;
        while (hashes.Length > 0)
        {
            var batch = Math.Min(Batch, hashes.Length);
            Touch(hashes[..batch]);
            for (var i = 0; i < batch; i++) known[i] |= Set(hashes[i]);
            hashes = hashes[batch..];
            known = known[batch..];
        }
    }

    /// <summary>Asks for keys without adding them.</summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="known">Gets for each whether it may have come before; what is set already stays so.</param>
    public void Find(ReadOnlySpan<ulong> hashes, Span<bool> known)
    {
        for (var i = 0; i < hashes.Length; i++) known[i] |= Has(hashes[i]);
    }

    // Loads that do not depend on one another wait for memory together; a test alone would wait for each.
    private ulong Touch(ReadOnlySpan<ulong> hashes)
    {
        ulong sum = 0;
        foreach (var hash in hashes) sum += _words[FirstWordOf(hash)];
        return sum;
    }

    private bool Set(ulong hash)
    {
        var first = FirstWordOf(hash);
        var isKnown = true;
        hash = BitsOf(hash);
        for (var i = 0; i < BitsSet; i++, hash >>= 9)
        {
            ref var word = ref _words[first + (int)((hash >> 6) & 7)];
            var bit = 1UL << (int)(hash & 63);
            isKnown &= (word & bit) != 0;
            word |= bit;
        }

        return isKnown;
    }

    private bool Has(ulong hash)
    {
        var first = FirstWordOf(hash);
        hash = BitsOf(hash);
        for (var i = 0; i < BitsSet; i++, hash >>= 9)
        {
            if ((_words[first + (int)((hash >> 6) & 7)] & (1UL << (int)(hash & 63))) == 0) return false;
        }

        return true;
    }

    private int FirstWordOf(ulong hash) => (int)((hash >> 36) & (ulong)((_words.Length / WordsOfBlock) - 1)) * WordsOfBlock;

    // 63 bits choose seven bits within the block; they are mixed anew, so that keys of one block do not share them.
    private static ulong BitsOf(ulong hash) => unchecked((hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93);

    private static int BlocksFor(long keys)
    {
        var blocks = FewestBlocks;
        while (blocks < MostBlocks && (long)blocks * WordsOfBlock * 64 < keys * BitsOfKey) blocks *= 2;
        return blocks;
    }
}
