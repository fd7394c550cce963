using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Test-HsImport</c>: everything that <c>Start-HsImport</c> checks, and nothing sent.</summary>
/// <param name="definitions">The account's properties.</param>
/// <param name="limits">What HubSpot takes.</param>
public sealed class TestImport(PropertyDefinitions definitions, ImportLimits? limits = null)
{
    /// <summary>Checks the files of an import and writes one result for each.</summary>
    /// <param name="request">The import.</param>
    /// <param name="quiet">Whether the result is only whether all of them passed.</param>
    /// <param name="pipe">Gets the results.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task RunAsync(StartImportRequest request, bool quiet, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            var files = await new CheckImport(definitions, limits ?? ImportLimits.Documented).RunAsync(request, pipe, stop).ConfigureAwait(false);
            var results = files.Select(ToResult).ToList();
            if (quiet) pipe.WriteObject(results.TrueForAll(result => result.Passed));
            else results.ForEach(pipe.WriteObject);
        }
        catch (HsException error) when (quiet && error.Category is HsErrorCategory.InvalidData or HsErrorCategory.LimitsExceeded && error.StatusCode is null)
        {
            pipe.WriteVerbose(error.Message);
            pipe.WriteObject(false);
        }
        catch (HsException error) when (error.StatusCode is null)
        {
            pipe.WriteError(error);
        }
    }

    private static HsFileCheck ToResult(CheckedFile file)
    {
        // What stands against the whole file comes first; errors about a column are among the findings already.
        var errors = file.Errors.Where(error => error.Target is not HsFinding).Select(error => new HsFinding
        {
            Code = error.Id,
            Severity = HsFindingSeverity.Error,
            Column = file.File.Header.FirstOrDefault(header => header == error.Target as string),
            ColumnNumber = file.File.Header.ToList().IndexOf(error.Target as string ?? "") is var column and >= 0 ? column + 1 : null,
            Message = error.Message,
            RecommendedAction = error.RecommendedAction,
            SourcePath = file.File.Path,
        }).ToList();
        return new HsFileCheck
        {
            SourcePath = file.File.Path,
            Passed = errors.Count == 0 && !file.Findings.HasErrors,
            Rows = file.Plan?.Rows ?? 0,
            FaultyRows = file.Plan?.Faulty.Count ?? 0,
            Findings = [.. errors, .. file.Findings.Findings],
            FindingCounts = file.Findings.Counts,
            Encoding = file.File.Encoding.Name,
            Separator = file.File.Separator,
            PartCount = file.Plan?.Parts.Count ?? 0,
            Bytes = file.Plan?.Parts.Sum(part => part.Length) ?? 0,
        };
    }
}
