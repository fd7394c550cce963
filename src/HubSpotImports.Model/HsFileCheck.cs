namespace HubSpotImports;

/// <summary>What a check of a file found, by <c>Test-HsImport</c>.</summary>
public sealed record HsFileCheck
{
    internal HsFileCheck()
    {
    }

    /// <summary>The file.</summary>
    public string SourcePath { get; internal init; } = "";

    /// <summary>Whether HubSpot should take every row: no finding but warnings.</summary>
    public bool Passed { get; internal init; }

    /// <summary>Data rows.</summary>
    public long Rows { get; internal init; }

    /// <summary>Rows with at least one error.</summary>
    public long FaultyRows { get; internal init; }

    /// <summary>The findings, at most so many of each code; <see cref="FindingCounts"/> has them all.</summary>
    public IReadOnlyList<HsFinding> Findings { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>How many findings there are of each code.</summary>
    public IReadOnlyDictionary<string, long> FindingCounts { get; internal init; } = new Dictionary<string, long>();

    /// <summary>The encoding of the file.</summary>
    public string Encoding { get; internal init; } = "";

    /// <summary>What separates its cells.</summary>
    public char Separator { get; internal init; }

    /// <summary>How many imports the file makes.</summary>
    public int PartCount { get; internal init; }

    /// <summary>Bytes that would be sent.</summary>
    public long Bytes { get; internal init; }

    /// <summary>The path and the verdict, such as <c>contacts.csv: 12 of 500 rows have faults</c>.</summary>
    public override string ToString() => $"{SourcePath}: {(Passed ? "passed" : FaultyRows > 0 ? $"{FaultyRows} of {Rows} rows have faults" : "cannot be sent as it is")}";
}
