using System.Text;
using CsvHelper;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// Reads a file record by record on one thread: one in another encoding, which is decoded on the way, one whose quotes do not tell where
/// records end, and the sheet of a workbook.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="add">Takes the rows, many at a time.</param>
internal sealed class StreamScan(SourceFile file, ImportLimits limits, Action<RecordBlock> add)
{
    private const int RowsInBlock = 16_384;

    private bool _isMalformed;
    private long _readBefore;

    /// <summary>Reads the file.</summary>
    /// <param name="check">Looks at its rows.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsInvalidCsv</c>.</exception>
    public async Task RunAsync(IRowCheck check, CancellationToken stop)
    {
        using var source = SourceText.Open(file);
        using var text = new Utf8CheckedStream(source.Stream);
        using var block = new RecordBlock();
        long row = 0;
        long line = 0;
        Begin(block, check);
        try
        {
            using var reader = CsvReader.Create(text, CsvDialect.For(file, limits, () => _isMalformed = true), leaveOpen: true);
            for (var isHeader = file.HasHeader; !IsInvalid(text) && await reader.ReadAsync(stop).ConfigureAwait(false); isHeader = false)
            {
                line = reader.LineNumber;
                CheckQuotes(reader);
                if (isHeader) continue;

                if (block.Rows == RowsInBlock)
                {
                    End(block, check, source);
                    Begin(block, check);
                }

                block.AddLine(source.LineOf(++row, line));
                if (!check.Check(reader, block.Rows)) block.LastIsFaulty();
            }
        }
        catch (CsvFormatException cause)
        {
            throw CsvFault.Of(file, limits, cause, line);
        }
        catch (DecoderFallbackException)
        {
            throw HsError.InvalidEncoding(file.Path, file.Encoding.Name, await EncodingFault.LineAsync(file, stop).ConfigureAwait(false));
        }

        text.Utf8.Complete();
        block.SeenMultiByte = text.Utf8.SeenMultiByte;
        if (IsInvalid(text)) block.InvalidAt = text.Utf8.InvalidAt;
        End(block, check, source);
    }

    // What is not UTF-8 and is not meant to be cannot be invalid.
    private bool IsInvalid(Utf8CheckedStream text) => file.Encoding.Encoding is null && text.Utf8.InvalidAt is not null;

    private void CheckQuotes(CsvReader reader)
    {
        if (_isMalformed && CsvDialect.EndsInsideQuotes(reader.RawRecord, file.Separator))
        {
            throw HsError.InvalidCsv(file.Path, "a quote is not closed.", file.LinesBeforeHeader + reader.LineNumber);
        }

        _isMalformed = false;
    }

    private static void Begin(RecordBlock block, IRowCheck check)
    {
        block.Begin(offset: 0);
        check.Begin();
    }

    private void End(RecordBlock block, IRowCheck check, SourceText source)
    {
        block.TakeFrom(_readBefore, source.BytesRead);
        _readBefore = source.BytesRead;
        add(block);
        check.End(block);
    }
}
