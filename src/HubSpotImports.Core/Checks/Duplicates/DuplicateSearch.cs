using HubSpotImports.Files;

namespace HubSpotImports.Checks;

/// <summary>
/// Looks for keys that may occur twice in a file, while it is read; a second read of the file compares these alone. What is
/// remembered does not grow with the file beyond <see cref="KeyFilter"/>'s bytes, which with a tenth more than seems to be needed are 6 a row.
/// </summary>
/// <param name="fileBytes">How long the file is.</param>
internal sealed class DuplicateSearch(long fileBytes)
{
    /// <summary>How many different keys are compared at the most. In a file with more, the rest stays unsaid.</summary>
    public const int MostCandidates = 131_072;

    // No more keys are expected than one for so many bytes: of a workbook, whose reader jumps about, a block may seem to have taken one byte.
    private const int FewestBytesOfKey = 4;

    private readonly List<KeyFilter> _filters = [];
    private readonly HashSet<ulong> _candidates = [];
    private bool[] _known = [];

    /// <summary>Whether there are keys that may occur twice.</summary>
    public bool HasCandidates => _candidates.Count > 0;

    /// <summary>Whether there were more than are compared.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Takes the keys of a block.</summary>
    /// <param name="hashes">Their hashes; rows without a key have none.</param>
    /// <param name="block">The block; the first tells how many rows to expect.</param>
    public void Add(ReadOnlySpan<ulong> hashes, RecordBlock block)
    {
        if (hashes.Length == 0 || HasMore) return;
        if (_filters.Count == 0 || !_filters[^1].HasRoomFor(hashes.Length)) _filters.Add(new KeyFilter(KeysToCome(hashes.Length, block)));
        if (_known.Length < hashes.Length) _known = new bool[hashes.Length];

        var known = _known.AsSpan(0, hashes.Length);
        known.Clear();
        for (var i = 0; i < _filters.Count - 1; i++) _filters[i].Find(hashes, known);
        _filters[^1].Add(hashes, known);
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i]) AddCandidate(hashes[i]);
        }
    }

    /// <summary>Whether a key may occur twice.</summary>
    /// <param name="hash">Its hash.</param>
    public bool IsCandidate(ulong hash) => _candidates.Contains(hash);

    // From how many keys this block has for its bytes; a tenth more, because blocks differ. A block that was read ahead seems to have taken none,
    // and tells nothing: as many again as there are, then.
    private long KeysToCome(int keys, RecordBlock block)
    {
        if (block.SourceBytes <= 0) return Math.Max(keys, _filters.Sum(filter => (long)filter.Count));

        var bytesToCome = Math.Max(block.SourceBytes, fileBytes - block.SourceOffset);
        return Math.Max(keys, (long)Math.Min(keys * 1.1 * bytesToCome / block.SourceBytes, fileBytes / FewestBytesOfKey));
    }

    private void AddCandidate(ulong hash)
    {
        if (_candidates.Count < MostCandidates) _candidates.Add(hash);
        else HasMore |= !_candidates.Contains(hash);
    }
}
