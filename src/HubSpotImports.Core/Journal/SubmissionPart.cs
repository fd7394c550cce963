namespace HubSpotImports.Journal;

/// <summary>A part of a submission, and what became of it.</summary>
/// <param name="Planned">The part as it was planned.</param>
/// <param name="Number">Which, from 1.</param>
internal sealed record SubmissionPart(JournalPart Planned, int Number)
{
    /// <summary>How far it is.</summary>
    public HsSubmissionPartState State { get; init; }

    /// <summary>How often its send was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>HubSpot's id of its import.</summary>
    public string? ImportId { get; init; }

    /// <summary>Whether HubSpot certainly took it, whatever the lists show.</summary>
    public bool IsCertainlyTaken { get; init; }

    /// <summary>When the tail of the last send was written, by this machine's clock.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The same by HubSpot's clock, as far as it is known.</summary>
    public DateTimeOffset? CommittedServerTime { get; init; }

    /// <summary>When its answer was given up, by this machine's clock.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>When HubSpot took it, by HubSpot's clock.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>What the last send ended with.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What became of its import.</summary>
    public HsImportOutcome? Outcome { get; init; }

    /// <summary>How many records HubSpot says that it created.</summary>
    public long? Created { get; init; }

    /// <summary>Whether HubSpot surely does not have it.</summary>
    public bool IsNotTaken => State is HsSubmissionPartState.Unsent or HsSubmissionPartState.Refused;

    public SubmissionPart After(JournalEntry entry) => entry.Event switch
    {
        JournalEvent.Sending => this with { State = HsSubmissionPartState.Unsent, Attempts = Attempts + 1, ErrorId = null },
        JournalEvent.Committing => this with { State = HsSubmissionPartState.Undecided, CommittedAt = entry.At, CommittedServerTime = entry.ServerTime, LostAt = null },
        JournalEvent.NotTaken => this with { State = HsSubmissionPartState.Unsent, ErrorId = entry.ErrorId },
        JournalEvent.Refused => this with { State = HsSubmissionPartState.Refused, ErrorId = entry.ErrorId },
        JournalEvent.AnswerLost => this with { LostAt = entry.At, ErrorId = entry.ErrorId },
        JournalEvent.IdUnknown => this with { LostAt = entry.At, ErrorId = entry.ErrorId, IsCertainlyTaken = true },
        JournalEvent.Taken or JournalEvent.Found => this with
        {
            State = HsSubmissionPartState.Taken, ImportId = entry.ImportId, TakenAt = entry.ServerTime, Outcome = HsImportOutcome.Pending, ErrorId = null,
        },
        JournalEvent.Absent or JournalEvent.Resent => this with { State = HsSubmissionPartState.Unsent, IsCertainlyTaken = false },
        JournalEvent.Ended => this with { State = HsSubmissionPartState.Ended, Outcome = entry.Outcome, Created = entry.Created },
        _ => this,
    };

    public HsSubmissionPart ToModel() => new()
    {
        Part = Number,
        State = State,
        ImportId = ImportId,
        Outcome = Outcome,
        ErrorId = ErrorId,
        UploadName = Planned.UploadName,
        FirstRow = Planned.FirstRow,
        Rows = Planned.Rows,
        Length = Planned.Length,
        Attempts = Attempts,
    };
}
