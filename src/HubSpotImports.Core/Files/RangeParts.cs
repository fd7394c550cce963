namespace HubSpotImports.Files;

/// <summary>
/// Cuts a file into as few parts as HubSpot's limits allow, behind records, while it is read: each part is the header and ranges of the
/// file's bytes, with length and hash. Rows that are held back are left out of the ranges.
/// </summary>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="holdsBackFaulty">Whether rows that did not pass the check are left out.</param>
/// <param name="heldBack">Further rows that are left out.</param>
internal sealed class RangeParts(ImportLimits limits, bool holdsBackFaulty, RowSet? heldBack)
{
    private readonly List<PartBytes> _parts = [];
    private byte[] _header = [];

    /// <summary>The parts so far.</summary>
    public IReadOnlyList<PartBytes> Parts => _parts;

    /// <summary>Takes the rows of a block, and the header of the first; blocks come in order.</summary>
    public void Add(RecordBlock block)
    {
        if (block.HeaderLength > 0) _header = block.Bytes.Slice(0, block.HeaderLength).ToArray();
        if (block.Rows == 0) return;

        var faulty = 0;
        var start = block.StartOf(1); // Of the rows that are taken, and not yet told to their part.
        for (var row = 1; row <= block.Rows; row++)
        {
            var isFaulty = faulty < block.Faulty.Count && block.Faulty[faulty] == row;
            if (isFaulty) faulty++;
            if ((isFaulty && holdsBackFaulty) || heldBack?.Contains(block.RowsBefore + row) == true)
            {
                Take(block, start, block.StartOf(row));
                start = block.EndOf(row);
                continue;
            }

            if (_parts.Count == 0 || IsFull(_parts[^1], block.EndOf(row) - start))
            {
                Take(block, start, block.StartOf(row));
                start = block.StartOf(row);
                _parts.Add(new PartBytes(block.RowsBefore + row, _header));
            }

            _parts[^1].Rows++;
        }

        Take(block, start, block.Bytes.Length);
    }

    private bool IsFull(PartBytes part, int more) => part.Rows == limits.Rows || part.Length + more > limits.Bytes;

    private void Take(RecordBlock block, int start, int end)
    {
        if (start < end) _parts[^1].Add(block.Offset + start, block.Bytes.Span[start..end]);
    }
}
