namespace HubSpotImports.Files;

/// <summary>A part of a zip that inflates to no more than its directory says: what that says was checked.</summary>
/// <param name="inner">The part; it is closed with this stream.</param>
/// <param name="length">How many bytes the directory names.</param>
internal sealed class InflatedPart(Stream inner, long length) : Stream
{
    private long _left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException("A part inflates to more than the zip's directory says.");
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
