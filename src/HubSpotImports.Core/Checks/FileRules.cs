using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Checks;

/// <summary>HubSpot's rules for all rows of a file, and what they found.</summary>
/// <param name="file">The file.</param>
/// <param name="newRules">Makes the rules of one thread.</param>
internal sealed class FileRules(SourceFile file, Func<RowRules> newRules) : IFileCheck
{
    private readonly RowRules _rules = newRules();

    /// <summary>What is wrong with the rows.</summary>
    public FindingCollector Findings { get; } = new(file);

    /// <summary>Identifiers that may stand in several rows.</summary>
    public DuplicateSearch Duplicates { get; } = new(file.Length);

    /// <inheritdoc cref="RowRules.CreatesRecords"/>
    public bool CreatesRecords => _rules.CreatesRecords;

    /// <inheritdoc/>
    public IRowCheck ForThread() => new ThreadRules(this, newRules());

    /// <summary>What proves the identifiers that may stand in several rows, in a second read.</summary>
    /// <param name="parts">What is sent of the file.</param>
    public DuplicateProof NewProof(IReadOnlyList<FilePart> parts) => new(file, Duplicates, () => IdentifierKey.Of(newRules().Columns), parts);

    /// <summary>Says what only the whole file tells.</summary>
    /// <param name="proof">The proof of its duplicates, where there was something to prove.</param>
    public void Complete(DuplicateProof? proof)
    {
        if (proof is not null) Findings.Add(proof.Findings);
        if (Duplicates.HasMore) Findings.AddMoreDuplicates(DuplicateSearch.MostCandidates);
        _rules.Complete(Findings);
    }

    /// <summary>Whether an identifier stands in two parts; <see langword="null"/> where that cannot be told: without one, or with several objects in a row.</summary>
    /// <param name="proof">The proof of its duplicates, where there was something to prove.</param>
    public bool? CrossParts(DuplicateProof? proof) =>
        Duplicates.HasMore || IdentifierKey.Of(_rules.Columns) is not [{ IsOfOneObject: true }, ..] ? null : proof?.CrossesParts ?? false;

    private sealed class ThreadRules(FileRules whole, RowRules rules) : IRowCheck
    {
        private readonly IReadOnlyList<IdentifierKey> _keys = IdentifierKey.Of(rules.Columns);
        private FindingCollector _findings = whole.Findings.ForBlock();
        private ulong[] _hashes = new ulong[1024];
        private int _hashCount;

        public void Begin()
        {
            _findings = whole.Findings.ForBlock();
            _hashCount = 0;
        }

        public bool Check(CsvReader record, int row)
        {
            foreach (var key in _keys) Remember(key.Read(record));
            return rules.Check(record, row, line: 0, _findings);
        }

        public void End(RecordBlock block)
        {
            whole.Findings.Add(_findings, block);
            whole._rules.Take(rules);
            whole.Duplicates.Add(_hashes.AsSpan(0, _hashCount), block);
        }

        private void Remember(ulong hash)
        {
            if (hash == 0) return;
            if (_hashCount == _hashes.Length) Array.Resize(ref _hashes, _hashCount * 2);
            _hashes[_hashCount++] = hash;
        }
    }
}
