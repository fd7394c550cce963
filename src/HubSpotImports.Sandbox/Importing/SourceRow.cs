using CsvHelper;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Where a row stands in its file.</summary>
/// <param name="Record">The 1-based number of the data row.</param>
/// <param name="Line">The line that errors give for it, as <see cref="LineNumbering"/> counts.</param>
internal readonly record struct SourceRow(long Record, long Line)
{
    public static SourceRow At(CsvReader reader, long record, LineNumbering numbering, bool hasHeader) => new(record, numbering switch
    {
        LineNumbering.LastLine => reader.LineNumber + LineBreaks(reader.RawRecord),
        LineNumbering.Record => record + (hasHeader ? 1 : 0),
        _ => reader.LineNumber,
    });

    private static int LineBreaks(ReadOnlySpan<byte> record)
    {
        var breaks = record.Count((byte)'\n');
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] == (byte)'\r' && (i + 1 == record.Length || record[i + 1] != (byte)'\n')) breaks++;
        }

        return breaks;
    }
}
