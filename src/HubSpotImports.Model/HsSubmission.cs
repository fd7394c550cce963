namespace HubSpotImports;

/// <summary>A send of one file, or of several that go together, as the journal on this machine knows it: what was to be sent, and what became of each part.</summary>
public sealed record HsSubmission
{
    internal HsSubmission()
    {
    }

    /// <summary>The id: ten characters, which the names of the uploaded files have too.</summary>
    public string SubmissionId { get; internal init; } = "";

    /// <summary>The name of its imports in the account.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The full paths of the files: one, which may go up in several parts, or several that go up together.</summary>
    public IReadOnlyList<string> SourcePath { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>The account: HubSpot's id of it, or a sign of the token where HubSpot does not say.</summary>
    public string Account { get; internal init; } = "";

    /// <summary>HubSpot's address, or that of a sandbox.</summary>
    public Uri? BaseUri { get; internal init; }

    /// <summary>When it began, by this machine's clock.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>When the journal was last written.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }

    /// <summary>Data rows of all parts.</summary>
    public long Rows { get; internal init; }

    /// <summary>Rows that were held back, and so are in none of the parts.</summary>
    public long RowsHeldBack { get; internal init; }

    /// <summary>The file of the rows that were held back.</summary>
    public string? RejectPath { get; internal init; }

    /// <summary>Whether a part that is sent twice would create its records twice.</summary>
    public bool CreatesRecords { get; internal init; }

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<HsSubmissionPart> Parts { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>The ids of its imports, as far as they are known.</summary>
    public IReadOnlyList<string> ImportIds => Array.AsReadOnly([.. Parts.Where(part => part.ImportId is not null).Select(part => part.ImportId!)]);

    /// <summary>Whether something is left to do: <c>Resume-HsImport</c> does it.</summary>
    public bool IsOpen { get; internal init; }

    /// <summary>Whether a process works at it now.</summary>
    public bool IsBusy { get; internal init; }

    /// <summary>What became of it as a whole, as far as the journal knows.</summary>
    public HsImportOutcome Outcome
    {
        get
        {
            if (Parts.Any(part => part.State == HsSubmissionPartState.Undecided)) return HsImportOutcome.Undecided;
            if (Worst(HsImportOutcome.Failed, HsImportOutcome.Canceled, HsImportOutcome.Reverted, HsImportOutcome.Unknown) is { } outcome) return outcome;
            if (Parts.Any(part => part.State == HsSubmissionPartState.Refused)) return HsImportOutcome.Failed;
            if (Parts.Any(part => part.State == HsSubmissionPartState.Unsent)) return IsOpen ? HsImportOutcome.Pending : Parts.Any(part => part.ErrorId is not null) ? HsImportOutcome.Failed : HsImportOutcome.Canceled;
            return Worst(HsImportOutcome.Pending, HsImportOutcome.SomeRefused) ?? (RowsHeldBack > 0 ? HsImportOutcome.SomeRefused : HsImportOutcome.AllIn);
        }
    }

    /// <summary>The full path of its journal.</summary>
    public string JournalPath { get; internal init; } = "";

    /// <summary>The id, the name and the outcome, such as <c>k7f2q9m4xw 'Nightly contacts' AllIn</c>.</summary>
    public override string ToString() => $"{SubmissionId} '{Name}' {Outcome}";

    private HsImportOutcome? Worst(params HsImportOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (Parts.Any(part => part.Outcome == outcome)) return outcome;
        }

        return null;
    }
}
