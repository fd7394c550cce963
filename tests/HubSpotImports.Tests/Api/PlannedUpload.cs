using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

/// <summary>Makes the request of an import from a file, as Start-HsImport does.</summary>
internal static class PlannedUpload
{
    public static HsColumnMapping Column(string header, string? property = null, HsColumnType? type = null) =>
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, PropertyName = property ?? header.ToLowerInvariant(), ObjectType = "contact", ColumnType = type });

    public static async Task<ImportUpload> ToUploadAsync(this TempFile file, string? uploadName = null)
    {
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
        var part = await FilePlans.OnePartAsync(inspected, [.. Enumerable.Range(0, inspected.Header.Count)]);
        var name = uploadName ?? UploadFile.NewName(file.Path, inspected.Format, SubmissionToken.NewId());
        var request = new ImportRequest { Name = "Nightly contacts", Files = [new MappedFile(name, inspected.Format, [.. inspected.Header.Select(header => Column(header))])] };
        return new ImportUpload(request.ToBody(), [new UploadFile(part, name)]);
    }

    /// <summary>Starts the import, without a journal.</summary>
    public static Task<HsImport> StartAsync(this HubSpotClient client, ImportUpload upload, Action<long>? progress = null, CancellationToken stop = default) =>
        client.StartAsync(upload, () => { }, progress, stop);
}
