namespace HubSpotImports.Files;

/// <summary>Checks the bytes of a file for UTF-8 while they are read.</summary>
/// <param name="inner">The file; it stays open.</param>
internal sealed class Utf8CheckedStream(Stream inner) : Stream
{
    public Utf8Check Utf8 { get; } = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Utf8.Push(buffer.AsSpan(offset, read));
        return read;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Utf8.Push(buffer.AsSpan(offset, read));
        return read;
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Utf8.Push(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Utf8.Push(buffer.Span[..read]);
        return read;
    }
#endif

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
