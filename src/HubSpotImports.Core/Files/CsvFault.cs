namespace HubSpotImports.Files;

/// <summary>Says in words what stopped the reading of a CSV. CsvHelper's own messages speak of its options.</summary>
internal static class CsvFault
{
    public static string Describe(ImportLimits limits) =>
        $"a record is longer than {limits.RecordBytes >> 20} MB; most often a quote is not closed.";
}
