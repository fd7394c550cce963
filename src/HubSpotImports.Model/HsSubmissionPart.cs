namespace HubSpotImports;

/// <summary>One part of a submission: it is one import.</summary>
public sealed record HsSubmissionPart
{
    internal HsSubmissionPart()
    {
    }

    /// <summary>Which part, from 1.</summary>
    public int Part { get; internal init; }

    /// <summary>How far it is.</summary>
    public HsSubmissionPartState State { get; internal init; }

    /// <summary>HubSpot's id of its import, once it is known.</summary>
    public string? ImportId { get; internal init; }

    /// <summary>What became of that import; <see cref="HsImportOutcome.Pending"/> while nobody has seen its end.</summary>
    public HsImportOutcome? Outcome { get; internal init; }

    /// <summary>The id of the error that the last try to send it ended with.</summary>
    public string? ErrorId { get; internal init; }

    /// <summary>The names of its uploaded files, by which its import is recognized.</summary>
    public string UploadName { get; internal init; } = "";

    /// <summary>Its first row of the file, from 1; files that go up together are whole.</summary>
    public long FirstRow { get; internal init; }

    /// <summary>Its data rows.</summary>
    public long Rows { get; internal init; }

    /// <summary>Its bytes.</summary>
    public long Length { get; internal init; }

    /// <summary>How often its send was begun.</summary>
    public int Attempts { get; internal init; }

    /// <summary>The part, its state and its import, such as <c>2 Taken 4711</c>.</summary>
    public override string ToString() => $"{Part} {State}{(ImportId is null ? "" : $" {ImportId}")}";
}
