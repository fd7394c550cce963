using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Operations;

/// <summary>Changes the one file of a request.</summary>
internal static class OneFile
{
    public static StartImportRequest OfFile(this StartImportRequest request, string? path = null, IReadOnlyList<HsColumnMapping>? mappings = null, bool? convertToCsv = null)
    {
        var file = Assert.Single(request.Files);
        return request with { Files = [NewImportFile.Make(path ?? file.SourcePath, mappings ?? file.ColumnMappings, file.HasHeader, convertToCsv: convertToCsv ?? file.ConvertToCsv)] };
    }
}
