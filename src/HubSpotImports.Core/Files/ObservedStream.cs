namespace HubSpotImports.Files;

/// <summary>Looks at the bytes of a file while they are read: hash, UTF-8, and what only some readers understand.</summary>
/// <param name="inner">The file; it stays open.</param>
internal sealed class ObservedStream(Stream inner) : Stream
{
    private bool _lastWasCarriageReturn;
    private int _lastThree; // The last bytes, the very last as the lowest.

    public ContentHash Hash { get; } = new();

    public Utf8Check Utf8 { get; } = new();

    /// <summary>Whether there is a zero byte.</summary>
    public bool HasNul { get; private set; }

    /// <summary>Whether there is a CR without an LF.</summary>
    public bool HasBareCarriageReturn { get; private set; }

    /// <summary>Whether the file ends with a blank line. Inside of quotes it cannot be: they would not be closed.</summary>
    public bool EndsWithBlankLine => (_lastThree & 0xFFFF) == 0x0A0A || _lastThree == 0x0A0D0A;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Observe(buffer.AsSpan(offset, read));
        return read;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Observe(buffer.AsSpan(offset, read));
        return read;
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Observe(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Observe(buffer.Span[..read]);
        return read;
    }
#endif

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Observe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            HasBareCarriageReturn |= _lastWasCarriageReturn;
            return;
        }

        Hash.Push(bytes);
        Utf8.Push(bytes);
        HasNul = HasNul || bytes.IndexOf((byte)0) >= 0;
        if (!HasBareCarriageReturn) FindBareCarriageReturn(bytes);
        _lastWasCarriageReturn = bytes[^1] == '\r';
        foreach (var value in bytes[^Math.Min(3, bytes.Length)..]) _lastThree = ((_lastThree << 8) | value) & 0xFFFFFF;
    }

    private void FindBareCarriageReturn(ReadOnlySpan<byte> bytes)
    {
        if (_lastWasCarriageReturn && bytes[0] != '\n')
        {
            HasBareCarriageReturn = true;
            return;
        }

        int index;
        while ((index = bytes.IndexOf((byte)'\r')) >= 0 && index + 1 < bytes.Length)
        {
            if (bytes[index + 1] != '\n')
            {
                HasBareCarriageReturn = true;
                return;
            }

            bytes = bytes[(index + 2)..];
        }
    }
}
