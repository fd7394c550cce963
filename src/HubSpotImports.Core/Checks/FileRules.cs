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

    /// <inheritdoc/>
    public IRowCheck ForThread() => new ThreadRules(this, newRules());

    /// <summary>Says what only the whole file tells.</summary>
    public void Complete() => _rules.Complete(Findings);

    private sealed class ThreadRules(FileRules whole, RowRules rules) : IRowCheck
    {
        private FindingCollector _findings = whole.Findings.ForBlock();

        public void Begin() => _findings = whole.Findings.ForBlock();

        public bool Check(CsvReader record, int row) => rules.Check(record, row, line: 0, _findings);

        public void End(RecordBlock block)
        {
            whole.Findings.Add(_findings, block);
            whole._rules.Take(rules);
        }
    }
}
