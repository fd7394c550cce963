namespace HubSpotImports.Files;

/// <summary>
/// Cuts a UTF-8 file into blocks of whole records without reading the records: behind a line feed that an even number of quotes precedes. That
/// is exact as long as no quote stands where none belongs; whoever reads a block finds the first of those, because all cuts before it
/// are right.
/// </summary>
/// <param name="source">The file, at its header.</param>
/// <param name="blockBytes">How many bytes a block should have.</param>
/// <param name="recordBytes">How long a record may be.</param>
internal sealed class RecordBlocks(Stream source, int blockBytes, int recordBytes)
{
    private byte[] _rest = [];
    private int _restLength;
    private long _offset;

    /// <summary>Whether the file could not be cut: a record is too long, or lines do not end in line feeds.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Reads the next block. It waits for the disk on the caller's thread: there is nothing else to do on it.</summary>
    /// <param name="block">Gets it.</param>
    /// <returns>Whether there was one.</returns>
    public bool Read(RecordBlock block)
    {
        block.Begin(_offset);
        var capacity = Math.Max(blockBytes, _restLength);
        var buffer = block.Room(capacity);
        _rest.AsSpan(0, _restLength).CopyTo(buffer);
        var length = _restLength;
        while (true)
        {
            int read;
            while (length < capacity && (read = source.Read(buffer, length, capacity - length)) > 0) length += read;

            var isEnd = length < capacity;
            var cut = isEnd ? length : EndOfLastRecord(buffer.AsSpan(0, length));
            if (cut > 0 || isEnd)
            {
                Keep(buffer.AsSpan(cut, length - cut));
                block.Fill(cut);
                _offset += cut;
                return cut > 0;
            }

            if (capacity >= recordBytes)
            {
                IsStuck = true;
                return false;
            }

            capacity = Math.Min(capacity * 2, recordBytes);
            buffer = block.Room(capacity);
        }
    }

    // Goes back from the end to the first line feed that is outside of quotes.
    private static int EndOfLastRecord(ReadOnlySpan<byte> bytes)
    {
        var quotes = ByteCount.Of((byte)'"', bytes);
        int lineFeed;
        while ((lineFeed = bytes.LastIndexOf((byte)'\n')) >= 0)
        {
            quotes -= ByteCount.Of((byte)'"', bytes[lineFeed..]);
            if (quotes % 2 == 0) return lineFeed + 1;
            bytes = bytes[..lineFeed];
        }

        return 0;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length) _rest = new byte[rest.Length];
        rest.CopyTo(_rest);
        _restLength = rest.Length;
    }
}
