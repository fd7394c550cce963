using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>The operation of <c>Test-HsImport</c>, without PowerShell around it.</summary>
internal static class ModuleCheck
{
    /// <summary>No limit that makes parts: the check alone.</summary>
    public static ImportLimits WithoutParts { get; } = ImportLimits.Documented with { Rows = long.MaxValue, Bytes = long.MaxValue };

    /// <summary>The columns of <see cref="ContactsFile"/>.</summary>
    public static IReadOnlyList<HsColumnMapping> Mappings { get; } =
        [.. ContactProperties.Map.Select(pair => NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = pair.Key, PropertyName = pair.Value, ObjectType = "contact" }))];

    /// <summary>Checks a file once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="propertiesPath">The saved property definitions.</param>
    /// <param name="limits">What HubSpot takes: with the documented limits, parts are planned too.</param>
    public static Findings Run(string path, string propertiesPath, ImportLimits limits)
    {
        var operation = new TestImport(PropertyDefinitions.SavedIn(propertiesPath), limits);
        var request = new StartImportRequest { Files = [NewImportFile.Make(path, Mappings)] };
        var sink = new ResultSink();
        CmdletPump.Run(sink, (pipe, stop) => operation.RunAsync(request, quiet: false, pipe, stop), CancellationToken.None);
        var result = sink.Single<HsFileCheck>();
        return new Findings { Rows = result.Rows, Counts = new(result.FindingCounts.ToDictionary(), StringComparer.Ordinal) };
    }
}
