using CsvHelper;
#if NET
using System.Text;
using System.Text.Unicode;
#endif

namespace HubSpotImports.Files;

/// <summary>Reads the records of blocks for one thread.</summary>
internal sealed class BlockReader
{
    private readonly CsvReaderOptions _options;
    private readonly int _recordBytes;
    private readonly IRowCheck _check;
    private readonly bool _hasHeader;
    private bool _isMalformed;

    /// <param name="file">The file.</param>
    /// <param name="limits">What HubSpot takes.</param>
    /// <param name="check">Looks at the rows.</param>
    public BlockReader(SourceFile file, ImportLimits limits, IRowCheck check)
    {
        _options = CsvDialect.ForBlocks(file, () => _isMalformed = true);
        _recordBytes = limits.RecordBytes;
        _check = check;
        _hasHeader = file.HasHeader;
    }

    /// <summary>Reads a block.</summary>
    /// <param name="block">The block; gets its rows and what is to be said of them.</param>
    /// <returns>Whether it could be read: there is no quote where none belongs, and no record is too long.</returns>
    public bool Read(RecordBlock block)
    {
        CheckText(block);
        if (block.InvalidAt is not null) return true;

        _check.Begin();
        using var reader = CsvReader.Create(block.Bytes, _options);
        var bytes = block.Bytes.Span;
        var isHeader = block.Offset == 0 && _hasHeader;
        var end = 0;
        var carriageReturns = 0; // At ends of records.
        while (reader.Read())
        {
            var start = (int)reader.ByteOffset;
            var length = reader.RawRecord.Length;
            if (_isMalformed || length > _recordBytes) return false;

            carriageReturns += TakeGap(block, bytes[end..start], isFirst: end == 0);
            end = start + length;
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            if (block.Rows == 0 && block.Offset == 0) block.HeaderLength = _hasHeader ? start : 0;
            block.Add(start);
            if (!_check.Check(reader, block.Rows)) block.LastIsFaulty();
        }

        if (_isMalformed || isHeader) return false; // Blank lines alone, before a header that stands in a later block.
        if (_hasHeader && block is { Offset: 0, Rows: 0 }) block.HeaderLength = bytes.Length;
        if (end < bytes.Length) carriageReturns += TakeGap(block, bytes[end..], isFirst: end == 0);
        CountLines(block, carriageReturns);
        return true;
    }

    // Between two records is one line end; anything more is blank lines. Gives how many CR are in a line end that is CR LF.
    private static int TakeGap(RecordBlock block, ReadOnlySpan<byte> gap, bool isFirst)
    {
        if (isFirst && gap.Length == 0) return 0;
        if (!isFirst && gap.Length == 2 && gap[0] == '\r' && gap[1] == '\n') return 1;
        if (!isFirst && gap.Length == 1 && gap[0] == '\n') return 0;

        block.IsStrict = false;
        return 0;
    }

    // A CR alone ends lines for some readers only. Looking for one is worth it only where some stand elsewhere than in line ends.
    private static void CountLines(RecordBlock block, int carriageReturnsAtEnds)
    {
        var bytes = block.Bytes.Span;
        var lineFeeds = ByteCount.Of((byte)'\n', bytes);
        block.Lines = ByteCount.Of((byte)'\r', bytes) == carriageReturnsAtEnds ? lineFeeds : LineBreaks.Count(bytes);
        block.IsStrict &= block.Lines == lineFeeds;
    }

    private static void CheckText(RecordBlock block)
    {
        var bytes = block.Bytes.Span;
        block.IsStrict = bytes.IndexOf((byte)0) < 0;
#if NET
        if (Ascii.IsValid(bytes)) return;

        block.SeenMultiByte = Utf8.IsValid(bytes);
        if (block.SeenMultiByte) return;
#endif
        var check = new Utf8Check();
        check.Push(bytes);
        check.Complete();
        block.SeenMultiByte = check.SeenMultiByte;
        block.InvalidAt = check.InvalidAt;
    }
}
