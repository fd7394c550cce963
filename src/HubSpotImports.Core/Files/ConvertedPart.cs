namespace HubSpotImports.Files;

/// <summary>
/// A part that is written anew while it streams, as comma-separated UTF-8: for files in another encoding or with another separator,
/// and where columns or rows are left out.
/// </summary>
internal sealed class ConvertedPart(SourceFile source, CsvConversion conversion, ConversionResult planned)
    : FilePart(source, planned.Length, planned.Hash, planned.Range.FirstRow, planned.Rows)
{
    private protected override Task WriteAsync(FileStream file, Stream destination, CancellationToken stop) =>
        conversion.WriteAsync(file, planned.Range, destination, stop);
}
