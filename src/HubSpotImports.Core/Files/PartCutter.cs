namespace HubSpotImports.Files;

/// <summary>A place where a file can be cut: behind a record.</summary>
/// <param name="Row">The last row before the cut.</param>
/// <param name="End">The offset behind it, from the header on.</param>
internal readonly record struct Cut(long Row, long End);

/// <summary>
/// Cuts a file into as few parts as HubSpot's limits allow, behind records. Offsets count from the header on; each part is sent with
/// the header in front.
/// </summary>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class PartCutter(ImportLimits limits)
{
    private readonly List<Cut> _cuts = [];
    private long _header;
    private long _partStart;
    private long _firstRow = 1;
    private long _lastRow;
    private long _lastStart;

    /// <summary>The offset behind the header.</summary>
    public long HeaderEnd => _header;

    /// <summary>Takes the next data row; the one before it ends where it starts.</summary>
    /// <param name="start">Its offset.</param>
    public void Add(long start)
    {
        if (_lastRow == 0) _header = _partStart = start;
        else CutBeforeLast(start);

        _lastRow++;
        _lastStart = start;
        if (_lastRow - _firstRow < limits.Rows) return;

        Cut(_lastRow - 1, start);
    }

    /// <summary>Takes the end of the file.</summary>
    /// <param name="end">Its offset.</param>
    /// <returns>The ends of all parts, the last the end of the file.</returns>
    public IReadOnlyList<Cut> Complete(long end)
    {
        if (_lastRow > 0) CutBeforeLast(end);
        _cuts.Add(new Cut(_lastRow, end));
        return _cuts;
    }

    // A record that makes its part too long opens the next one. The only record of a part stays: no cut makes it shorter.
    private void CutBeforeLast(long endOfLast)
    {
        if (_header + endOfLast - _partStart > limits.Bytes && _lastRow > _firstRow) Cut(_lastRow - 1, _lastStart);
    }

    private void Cut(long row, long end)
    {
        _cuts.Add(new Cut(row, end));
        (_firstRow, _partStart) = (row + 1, end);
    }
}
