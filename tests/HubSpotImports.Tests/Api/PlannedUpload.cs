using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

/// <summary>Makes the request of an import from a file, as Start-HsImport does.</summary>
internal static class PlannedUpload
{
    public static HsColumnMapping Column(string header, string? property = null, HsColumnType? type = null) =>
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, PropertyName = property ?? header.ToLowerInvariant(), ObjectType = "contact", ColumnType = type });

    public static async Task<ImportRequest> ToRequestAsync(this TempFile file, string? uploadName = null)
    {
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
        var part = await FilePlans.OnePartAsync(inspected, [.. Enumerable.Range(0, inspected.Header.Count)]);
        return new ImportRequest
        {
            Name = "Nightly contacts",
            Files = [new UploadFile(part, uploadName ?? UploadFile.NewName(file.Path, inspected.Format), [.. inspected.Header.Select(header => Column(header))])],
        };
    }
}
