using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>The check that <c>Test-HsImport</c> shows and <c>Start-HsImport</c> begins with: each file by itself, and what they say of one another.</summary>
/// <param name="definitions">The account's properties.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class CheckImport(PropertyDefinitions definitions, ImportLimits limits)
{
    /// <summary>Checks the files of an import.</summary>
    /// <param name="request">The import.</param>
    /// <param name="pipe">Told how far the check is.</param>
    /// <param name="stop">Breaks off.</param>
    /// <returns>What is known of each file, in their order.</returns>
    /// <exception cref="HsException">A file cannot be read, or the request itself cannot be meant.</exception>
    public async Task<IReadOnlyList<CheckedFile>> RunAsync(StartImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        Validate(request);
        var files = new List<CheckedFile>();
        foreach (var file in request.Files) files.Add(await new CheckFile(file, request, definitions, limits).RunAsync(pipe, stop).ConfigureAwait(false));

        foreach (var finding in CommonColumnCheck.Doubts(request.Files)) files[0].Findings.AddAboutFile(finding);
        return [.. files.Select((file, index) => file with
        {
            Errors = [.. file.Errors, .. CommonColumnCheck.Errors(request.Files, index), .. CutErrors(request, file)],
        })];
    }

    private static void Validate(StartImportRequest request)
    {
        if (request.Files.FirstOrDefault(file => file.ColumnMappings.Count == 0) is { } unmapped) throw HsError.NoColumnMapping(unmapped.SourcePath);
        if (request.Files.GroupBy(file => file.SourcePath, SourcePaths.Comparer).FirstOrDefault(group => group.Count() > 1) is { } twice) throw HsError.FileTwice(twice.Key);
        if (request.TimeZone is { } timeZone && !TimeZoneName.IsOne(timeZone)) throw HsError.TimeZoneInvalid(request, timeZone);
        if (request.Operations.Keys.FirstOrDefault(key => !IsMapped(key, request)) is { } absent) throw HsError.OperationWithoutColumn(absent);
    }

    private static bool IsMapped(string objectType, StartImportRequest request) =>
        objectType == StartImportRequest.AllObjectTypes
        || StartImportRequest.ObjectTypeIds(request.ColumnMappings).Contains(ObjectTypeName.Resolve(objectType).Id);

    // Several files are one import, of which HubSpot takes all or nothing: rows of one name rows of another.
    private static IEnumerable<HsException> CutErrors(StartImportRequest request, CheckedFile file)
    {
        if (request.Files.Count > 1 && file.Plan is { Parts.Count: > 1 and var parts } plan) yield return HsError.FileNotCut(file.File.Path, plan.Rows, parts);
    }
}
