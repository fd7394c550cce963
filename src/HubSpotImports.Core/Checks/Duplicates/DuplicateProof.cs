using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Checks;

/// <summary>The second read of a file, which compares the keys that may occur twice: what the first read suspects is proven here, or forgotten.</summary>
/// <param name="file">The file.</param>
/// <param name="search">What to look for.</param>
/// <param name="newKeys">Makes the keys of one thread.</param>
/// <param name="parts">What is sent of the file.</param>
internal sealed class DuplicateProof(SourceFile file, DuplicateSearch search, Func<IReadOnlyList<IdentifierKey>> newKeys, IReadOnlyList<FilePart> parts) : IFileCheck
{
    private readonly Dictionary<ulong, List<Occurrence>> _first = [];
    private readonly DuplicateSearch _search = search;

    /// <summary>A finding for each row whose identifier stands in an earlier one.</summary>
    public FindingCollector Findings { get; } = new(file);

    /// <summary>Whether an identifier stands in two parts.</summary>
    public bool CrossesParts { get; private set; }

    /// <inheritdoc/>
    public IRowCheck ForThread() => new ThreadProof(this, newKeys());

    private void Take(Occurrence found, IdentifierKey key, RecordBlock block)
    {
        if (!_first.TryGetValue(found.Hash, out var known)) _first[found.Hash] = known = [];

        var row = block.RowsBefore + found.Row;
        if (known.Find(earlier => earlier.Key.AsSpan().SequenceEqual(found.Key)) is not { } first)
        {
            known.Add(found with { Row = row });
            return;
        }

        CrossesParts |= PartOf(first.Row) != PartOf(row);
        Findings.Add(key.Code, row, block.LineOf((int)found.Row), key.Column, found.Key, $"Row {first.Row} has the same identifier.");
    }

    private int PartOf(long row)
    {
        var part = 0;
        while (part + 1 < parts.Count && parts[part + 1].FirstRow <= row) part++;
        return part;
    }

    /// <summary>A key that may occur twice, in a row of a block; the first of its kind later in a row of the file.</summary>
    private sealed record Occurrence(ulong Hash, int KeyNumber, byte[] Key, long Row);

    private sealed class ThreadProof(DuplicateProof whole, IReadOnlyList<IdentifierKey> keys) : IRowCheck
    {
        private readonly List<Occurrence> _found = [];

        public void Begin() => _found.Clear();

        public bool Check(CsvReader record, int row)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                var hash = keys[i].Read(record);
                if (hash != 0 && whole._search.IsCandidate(hash)) _found.Add(new Occurrence(hash, i, keys[i].Value.ToArray(), row));
            }

            return true;
        }

        public void End(RecordBlock block)
        {
            foreach (var found in _found) whole.Take(found, keys[found.KeyNumber], block);
        }
    }
}
