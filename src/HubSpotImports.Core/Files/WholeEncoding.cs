namespace HubSpotImports.Files;

/// <summary>
/// The encoding that the whole of a file turns out to have. Its beginning does not always tell: where nothing there spoke for UTF-8 and a byte
/// further on speaks against it, the file is in the code page, as the check before a send has it.
/// </summary>
internal static class WholeEncoding
{
    /// <summary>Reads the file for it.</summary>
    /// <param name="file">The file, inspected.</param>
    /// <param name="stop">Breaks off.</param>
    public static async Task<SourceFile> DecideAsync(SourceFile file, CancellationToken stop)
    {
        if (file.IsWorkbook || file.Encoding.Encoding is not null) return file;

        var utf8 = new Utf8Check();
        await SourcePieces.ReadAsync(
            file.Path,
            file.BytesBeforeHeader,
            piece =>
            {
                utf8.Push(piece);
                return utf8.InvalidAt is null;
            },
            stop).ConfigureAwait(false);
        utf8.Complete();
        return utf8.InvalidAt is null || utf8.SeenMultiByte ? file : file with { Encoding = SourceEncoding.Windows1252 };
    }
}
