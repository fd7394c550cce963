namespace HubSpotImports.Checks;

/// <summary>
/// Says of a key whether it may have come before, and never overlooks one that did: half of a key's hash says where to look for the other half. It
/// takes about one key of a billion for another, so that a file without duplicates is hardly ever read twice. 5.5 bytes for each key that
/// is expected, at most 1 GiB.
/// </summary>
/// <param name="keys">How many keys are expected.</param>
internal sealed class KeyFilter(long keys)
{
    private const int Batch = 32;
    private const int FewestSlots = 64;
    private const int MostSlots = 1 << 28; // 1 GiB.

    // Zero is an empty slot. A fingerprint stands in its slot, or in the next empty one.
    private readonly uint[] _fingerprints = new uint[(int)Math.Min(MostSlots, Math.Max(FewestSlots, keys * 11 / 8))];

    /// <summary>How many keys are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it takes some keys more: a fuller one would look long for each.</summary>
    /// <param name="count">How many.</param>
    public bool HasRoomFor(int count) => Count + count <= _fingerprints.Length / 10L * 9;

    /// <summary>Adds keys.</summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="known">Gets for each whether it may have come before; what is set already stays so.</param>
    /// <exception cref="ArgumentException">There is no room: a look for an empty slot would never end.</exception>
    public void Add(ReadOnlySpan<ulong> hashes, Span<bool> known)
    {
        if (!HasRoomFor(hashes.Length)) throw new ArgumentException("There is no room.", nameof(hashes));

        while (hashes.Length > 0)
        {
            var batch = Math.Min(Batch, hashes.Length);
            Touch(hashes[..batch]);
            for (var i = 0; i < batch; i++)
            {
                ref var slot = ref SlotOf(hashes[i]);
                if (slot == 0) Count++;
                else known[i] = true;
                slot = FingerprintOf(hashes[i]);
            }

            hashes = hashes[batch..];
            known = known[batch..];
        }
    }

    /// <summary>Asks for keys without adding them.</summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="known">Gets for each whether it may have come before; what is set already stays so.</param>
    public void Find(ReadOnlySpan<ulong> hashes, Span<bool> known)
    {
        for (var i = 0; i < hashes.Length; i++) known[i] |= SlotOf(hashes[i]) != 0;
    }

    private static uint FingerprintOf(ulong hash) => Math.Max(1, (uint)hash);

    // Loads that do not depend on one another wait for memory together; a look alone would wait for each.
    private ulong Touch(ReadOnlySpan<ulong> hashes)
    {
        ulong sum = 0;
        foreach (var hash in hashes) sum += _fingerprints[FirstSlotOf(hash)];
        return sum;
    }

    // The slot with the key's fingerprint, or the empty one where it belongs.
    private ref uint SlotOf(ulong hash)
    {
        var fingerprint = FingerprintOf(hash);
        var slot = FirstSlotOf(hash);
        while (_fingerprints[slot] != 0 && _fingerprints[slot] != fingerprint)
        {
            if (++slot == _fingerprints.Length) slot = 0;
        }

        return ref _fingerprints[slot];
    }

    private int FirstSlotOf(ulong hash) => (int)(((hash >> 32) * (ulong)_fingerprints.Length) >> 32);
}
