using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.QuickStart;

/// <summary>Makes a mapping for any file: columns that pair with no property are named, and left out.</summary>
internal static class HeaderMapping
{
    public static IReadOnlyList<HsColumnMapping> Compose(string path, string objectType, PropertyDefinitions definitions, CancellationToken stop)
    {
        var request = new NewColumnMappingRequest { ObjectType = objectType, Path = path };
        var sink = Pair(request, definitions, stop);
        if (sink.Errors.Count == 0) return sink.Objects<HsColumnMapping>();

        if (sink.Errors.FirstOrDefault(error => error.Id is not ("HsHeaderNotPaired" or "HsHeaderPairsWithSeveral")) is { } fault) throw fault;

        foreach (var error in sink.Errors) Console.WriteLine($"Left out: {error.Message}");
        var left = sink.Errors.Select(error => error.Target).OfType<string>();
        return Pair(request with { Ignore = [.. left] }, definitions, stop).Objects<HsColumnMapping>();
    }

    private static ConsoleSink Pair(NewColumnMappingRequest request, PropertyDefinitions definitions, CancellationToken stop)
    {
        var sink = new ConsoleSink(showsErrors: false);
        CmdletPump.Run(sink, (pipe, token) => NewColumnMapping.RunAsync(request, definitions, pipe, token), stop);
        return sink;
    }
}
