using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// Bytes of a file as they are sent: their length and hash are known before, and a source that changed since then is noticed before
/// the last of them is written.
/// </summary>
public abstract class FilePart
{
    private protected FilePart(SourceFile source, long length, ulong hash, long firstRow, long rows)
    {
        Source = source;
        Length = length;
        Hash = hash;
        FirstRow = firstRow;
        Rows = rows;
    }

    /// <summary>The file.</summary>
    public SourceFile Source { get; }

    /// <summary>The path of the file.</summary>
    public string SourcePath => Source.Path;

    /// <summary>How many bytes are sent.</summary>
    public long Length { get; }

    /// <summary>The XXH64 of these bytes.</summary>
    public ulong Hash { get; }

    /// <summary>The first row of the file that is among them, from 1.</summary>
    public long FirstRow { get; }

    /// <summary>How many data rows they hold.</summary>
    public long Rows { get; }

    /// <summary>Writes the bytes.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="copied">Told after each piece how many are written.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsFileChanged</c>: fewer, more or other bytes than were planned.</exception>
    internal virtual async Task CopyToAsync(Stream destination, Action<long> copied, CancellationToken stop)
    {
        using var file = FileInspector.Open(SourcePath);
        if (file.Length != Source.Length) throw HsError.FileChanged(SourcePath);

        using var checking = new HashingStream(destination, written =>
        {
            if (written > Length) throw HsError.FileChanged(SourcePath);
            copied(written);
        });
        try
        {
            await WriteAsync(file, checking, stop).ConfigureAwait(false);
        }
        catch (HsException fault) when (fault.Id is "HsInvalidCsv" or "HsInvalidWorkbook")
        {
            // The file could be read when it was planned.
            throw HsError.FileChanged(SourcePath);
        }

        if (checking.Length != Length || checking.Hash != Hash || file.Length != Source.Length) throw HsError.FileChanged(SourcePath);
    }

    private protected abstract Task WriteAsync(FileStream file, Stream destination, CancellationToken stop);
}
