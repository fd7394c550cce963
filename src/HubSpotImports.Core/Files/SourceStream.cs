using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>A source file, open for reading. A read that fails says which file it was: a share may go away in the middle of a send.</summary>
internal sealed class SourceStream : FileStream
{
    private readonly string _path;

    /// <param name="path">The full path.</param>
    /// <param name="isAsynchronous">Whether it is read asynchronously.</param>
    public SourceStream(string path, bool isAsynchronous)
        : base(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | (isAsynchronous ? FileOptions.Asynchronous : FileOptions.None)) => _path = path;

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return base.Read(buffer, offset, count);
        }
        catch (IOException cause)
        {
            throw HsError.FileNotReadable(_path, cause);
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException cause)
        {
            throw HsError.FileNotReadable(_path, cause);
        }
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return base.Read(buffer);
        }
        catch (IOException cause)
        {
            throw HsError.FileNotReadable(_path, cause);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException cause)
        {
            throw HsError.FileNotReadable(_path, cause);
        }
    }
#endif
}
