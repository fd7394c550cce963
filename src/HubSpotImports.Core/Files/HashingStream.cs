namespace HubSpotImports.Files;

/// <summary>Passes what is written on to another stream, counts and hashes it. The other stream stays open.</summary>
/// <param name="inner">The other stream, or <see cref="Stream.Null"/> to count and hash alone.</param>
/// <param name="beforeWrite">Told before each piece how long all of it will be.</param>
internal sealed class HashingStream(Stream inner, Action<long> beforeWrite) : Stream
{
    private readonly ContentHash _hash = new();
    private long _length;

    public ulong Hash => _hash.Value;

    public override long Length => _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Account(buffer.AsSpan(offset, count));
        inner.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Account(buffer.AsSpan(offset, count));
        return inner.WriteAsync(buffer, offset, count, cancellationToken);
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Account(buffer.Span);
        return inner.WriteAsync(buffer, cancellationToken);
    }
#endif

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Account(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        beforeWrite(_length);
        _hash.Push(bytes);
    }
}
