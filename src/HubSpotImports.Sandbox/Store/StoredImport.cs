using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Store;

/// <summary>An import as the database has it, with its place.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="State">Its state.</param>
/// <param name="Name">Its name, if it has one.</param>
/// <param name="RequestJson">The request as it was sent.</param>
/// <param name="Files">Its files, in the order of their parts.</param>
/// <param name="MappedTypeIds">The object types of its columns.</param>
/// <param name="Counters">What it has done so far.</param>
/// <param name="Step">The file that is being read: each is read once for its records, then once for their associations.</param>
/// <param name="RecordsDone">How many data rows of this file are done.</param>
/// <param name="MakesList">Whether it makes a list of its contacts.</param>
/// <param name="App">The app that started it.</param>
/// <param name="Rows">About how many data rows its files have.</param>
/// <param name="CreatedAt">When it was taken.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record StoredImport(
    long Id,
    string State,
    string? Name,
    string RequestJson,
    IReadOnlyList<UploadedFile> Files,
    IReadOnlyList<string> MappedTypeIds,
    IReadOnlyDictionary<string, long> Counters,
    int Step,
    long RecordsDone,
    bool MakesList,
    string App,
    long Rows,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    /// <summary>Whether there is a list of its contacts. That it is there once the import is done is deduced.</summary>
    public bool HasList => MakesList && State == Importing.ImportState.Done && MappedTypeIds.Contains("0-1");
}
