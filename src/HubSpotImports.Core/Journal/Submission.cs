using HubSpotImports.Api;

namespace HubSpotImports.Journal;

/// <summary>A submission as its journal tells it. The state follows from the lines alone.</summary>
/// <param name="Head">What is sent.</param>
/// <param name="Parts">What became of each part.</param>
internal sealed record Submission(JournalHead Head, IReadOnlyList<SubmissionPart> Parts)
{
    /// <summary>Whether nothing is left to do.</summary>
    public bool IsClosed { get; init; }

    /// <inheritdoc cref="DataFolder.Given"/>
    public string? GivenFolder { get; init; }

    /// <summary>When the last line was written.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = Head.CreatedAt;

    /// <summary>Whether HubSpot surely has nothing of it.</summary>
    public bool IsNothingTaken => Parts.All(part => part.IsNotTaken);

    /// <summary>Whether none of its rows created a record, by what HubSpot says: an import that failed and counts none did not.</summary>
    public bool HasCreatedNothing => Parts.All(part => part.IsNotTaken || part is { Outcome: HsImportOutcome.Failed, Created: 0 });

    /// <summary>A submission of which nothing was sent yet.</summary>
    public static Submission New(JournalHead head) => new(head, [.. head.Parts.Select((planned, index) => new SubmissionPart(planned, index + 1))]);

    /// <summary>The sign of a part.</summary>
    /// <param name="part">Which, from 1.</param>
    public string TokenOf(int part) => SubmissionToken.Of(Head.SubmissionId, part, Parts.Count);

    /// <summary>What goes up for a part.</summary>
    /// <param name="part">Which, from 1.</param>
    /// <param name="bytes">The bytes of its files.</param>
    public ImportUpload UploadOf(int part, IReadOnlyList<Files.FilePart> bytes)
    {
        var planned = Head.Parts[part - 1];
        return new ImportUpload(
            Head.Request with { Name = planned.ImportName, Files = [.. Head.Request.Files!.Zip(planned.Files, (file, upload) => file with { FileName = upload.UploadName })] },
            [.. bytes.Zip(planned.Files, (file, upload) => new UploadFile(file, upload.UploadName))]);
    }

    /// <summary>The submission after a further line.</summary>
    public Submission After(JournalEntry entry) => entry.Part < 1 || entry.Part > Parts.Count
        ? this with { IsClosed = IsClosed || entry.Event == JournalEvent.Closed, UpdatedAt = entry.At }
        : this with { Parts = [.. Parts.Select(part => part.Number == entry.Part ? part.After(entry) : part)], UpdatedAt = entry.At };

    /// <summary>The submission as users see it.</summary>
    /// <param name="journalPath">Its journal.</param>
    /// <param name="isBusy">Whether a process works at it.</param>
    public HsSubmission ToModel(string journalPath, bool isBusy) => new()
    {
        SubmissionId = Head.SubmissionId,
        Name = Head.Name,
        SourcePath = [.. Head.Files.Select(file => file.SourcePath)],
        Account = Head.Account,
        BaseUri = Head.BaseUri,
        CreatedAt = Head.CreatedAt,
        UpdatedAt = UpdatedAt,
        Rows = Head.Parts.Sum(part => part.Rows),
        RowsHeldBack = Head.Files.Sum(file => file.RowsHeldBack),
        RejectPath = Head.RejectPath,
        CreatesRecords = Head.CreatesRecords,
        Parts = [.. Parts.Select(part => part.ToModel())],
        IsOpen = !IsClosed,
        IsBusy = isBusy,
        JournalPath = journalPath,
    };
}
