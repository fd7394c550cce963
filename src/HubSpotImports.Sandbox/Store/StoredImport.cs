using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Store;

/// <summary>An import as the database has it, with its place: the file that is being read, and how many of its data rows are done.</summary>
internal sealed record StoredImport(
    long Id,
    string State,
    string? Name,
    string RequestJson,
    IReadOnlyList<UploadedFile> Files,
    IReadOnlyList<string> MappedTypeIds,
    IReadOnlyDictionary<string, long> Counters,
    int Part,
    long RecordsDone,
    DateTime CreatedAt,
    DateTime UpdatedAt);
