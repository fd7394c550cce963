namespace HubSpotImports.Files;

/// <summary>
/// A part that is written anew while it streams, as comma-separated UTF-8: for files in another encoding or with another separator,
/// and where columns are left out.
/// </summary>
internal sealed class ConvertedPart(SourceFile source, CsvConversion conversion, ConversionResult planned)
    : FilePart(source, planned.Length, planned.Hash, planned.Rows)
{
    private protected override async Task WriteAsync(FileStream file, Stream destination, CancellationToken stop) =>
        await conversion.WriteAsync(file, destination, stop).ConfigureAwait(false);
}
