using HubSpotImports.Api;
using HubSpotImports.Journal;

namespace HubSpotImports.Tests.Journal;

/// <summary>Submissions for tests of the journal.</summary>
internal static class Submissions
{
    public static JournalHead NewHead(string? id = null, int parts = 1, bool createsRecords = false, string account = "4711", string fingerprint = "f", long rows = 10) => new()
    {
        SubmissionId = id ?? SubmissionToken.NewId(),
        CreatedAt = DateTimeOffset.UtcNow,
        Name = "Nightly",
        BaseUri = new Uri("https://api.hubapi.com/"),
        Account = account,
        Fingerprint = fingerprint,
        CreatesRecords = createsRecords,
        Files = [new JournalFile { SourcePath = "/data/contacts.csv", Length = 1_000, WrittenAt = DateTimeOffset.UtcNow, HasHeader = true, Kept = [0, 1] }],
        RowLimit = 1_000,
        ByteLimit = 1_000_000,
        Request = new ImportRequestBody { Name = "", Files = [new ImportFileBody { FileName = "", FileFormat = "CSV" }] },
        Parts = [.. Enumerable.Range(1, parts).Select(part => new JournalPart
        {
            ImportName = $"Nightly ({part}/{parts})",
            Files = [new JournalUpload { UploadName = $"contacts.{part}.csv", FirstRow = ((part - 1) * rows) + 1, Rows = rows, Length = 100, Hash = ulong.MaxValue - (ulong)part }],
        })],
    };

    public static Submission New(int parts = 1) => Submission.New(NewHead(parts: parts));
}
