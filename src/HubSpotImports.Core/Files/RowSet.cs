namespace HubSpotImports.Files;

/// <summary>A set of row numbers, at one bit a row.</summary>
internal sealed class RowSet
{
    private ulong[] _bits = [];

    /// <summary>How many rows are in it.</summary>
    public long Count { get; private set; }

    public void Add(long row)
    {
        var word = (int)(row >> 6);
        if (word >= _bits.Length) Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        if (Contains(row)) return;
        _bits[word] |= 1UL << (int)(row & 63);
        Count++;
    }

    public bool Contains(long row) => row >> 6 < _bits.Length && (_bits[row >> 6] & (1UL << (int)(row & 63))) != 0;
}
