using CsvHelper;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>Why a row is in a reject file.</summary>
/// <param name="Column">The header of the column, when it is about one.</param>
/// <param name="Value">The value.</param>
/// <param name="Code">HubSpot's code.</param>
/// <param name="Verdict">How sure it is, or what became of the row.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record RejectReason(string? Column, string? Value, string Code, string Verdict, string Message);

/// <summary>Why a row is in a reject file.</summary>
/// <param name="record">The reader, on the row.</param>
/// <param name="row">The number of the row, from 1.</param>
/// <param name="line">The line of the file where it begins.</param>
internal delegate IEnumerable<RejectReason> RejectReasons(CsvReader record, long row, long line);

/// <summary>
/// Rows that are not in HubSpot, as a file that can be sent again: the source's header where it has one, encoding, separator and bytes; of a workbook, the rows
/// of its sheet as CSV. Beside it, in <c>*.reasons.csv</c>, why.
/// </summary>
/// <param name="source">The file that the rows come from.</param>
/// <param name="path">The full path of the reject file.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class RejectFile(SourceFile source, string path, ImportLimits limits)
{
    // Without it Excel opens UTF-8 as a code page.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // What a spreadsheet would take for a formula is made text: the values come from anywhere.
    private static readonly CsvWriterOptions ReasonOptions = new() { Injection = CsvInjection.Escape };

    /// <summary>Whether it, or the file with its reasons, is there.</summary>
    public bool Exists => File.Exists(path) || File.Exists(ReasonsPath);

    /// <summary>The file with the reasons.</summary>
    public string ReasonsPath => Path.ChangeExtension(path, ".reasons.csv");

    /// <summary>Says whether the files may be written, before anything is sent.</summary>
    /// <param name="overwrites">Whether existing files may be replaced.</param>
    /// <exception cref="HsException"><c>HsRejectPathIsWorkbook</c>, <c>HsRejectPathIsSource</c>, <c>HsRejectFileExists</c>.</exception>
    public void Claim(bool overwrites)
    {
        if (Workbook.HasExtension(path)) throw HsError.RejectPathIsWorkbook(path);
        if (IsSource(path) || IsSource(ReasonsPath)) throw HsError.RejectPathIsSource(path);
        if (!overwrites && Exists) throw HsError.RejectFileExists(path);
    }

    /// <summary>Writes the rows and the reasons; where there are no rows, removes the files of an earlier run, whose rows must not pass for those of this one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="verdict">What the reasons' verdicts are about: a header.</param>
    /// <param name="reasonsOf">Says why each row is in the file.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsRejectFileNotWritten</c>, <c>HsFileChanged</c>.</exception>
    public async Task WriteAsync(RowSet rows, string verdict, RejectReasons reasonsOf, CancellationToken stop)
    {
        try
        {
            if (rows.Count > 0) await WriteFilesAsync(rows, verdict, reasonsOf, stop).ConfigureAwait(false);
            else Remove();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw HsError.RejectFileNotWritten(path, cause);
        }
    }

    private void Remove()
    {
        File.Delete(path);
        File.Delete(ReasonsPath);
    }

    private bool IsSource(string candidate) =>
        string.Equals(Path.GetFullPath(candidate), Path.GetFullPath(source.Path), StringComparison.OrdinalIgnoreCase);

    private async Task WriteFilesAsync(RowSet rows, string verdict, RejectReasons reasonsOf, CancellationToken stop)
    {
        using var input = FileInspector.Open(source.Path);
        if (input.Length != source.Length) throw HsError.FileChanged(source.Path);

        using var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using var reasons = CsvWriter.ToFile(ReasonsPath, ReasonOptions);
        reasons.WriteRecord("Line", "Row", "Column", "Value", "Code", verdict, "Message");

        if (source.IsWorkbook) output.Write(ByteOrderMark, 0, ByteOrderMark.Length);
        await CopyBeforeHeaderAsync(input, output, stop).ConfigureAwait(false);
        using var text = SourceText.Of(source, input);
        using var reader = CsvReader.Create(text.Stream, CsvDialect.For(source, limits, () => { }), leaveOpen: true);
        for (long row = 1 - source.HeaderRecords; await reader.ReadAsync(stop).ConfigureAwait(false); row++)
        {
            if (row > 0 && !rows.Contains(row)) continue;
            WriteRecord(reader.RawRecord, output);
            if (row == 0) continue;

            var line = text.LineOf(row, reader.LineNumber);
            foreach (var reason in reasonsOf(reader, row, line)) Write(reason, row, line, reasons);
        }
    }

    private async Task CopyBeforeHeaderAsync(FileStream input, FileStream output, CancellationToken stop)
    {
        var start = new byte[source.BytesBeforeHeader];
        var read = 0;
        while (read < start.Length)
        {
            var piece = await input.ReadAsync(start, read, start.Length - read, stop).ConfigureAwait(false);
            if (piece == 0) throw HsError.FileChanged(source.Path);
            read += piece;
        }

        output.Write(start, 0, start.Length);
    }

    // CsvHelper gives a record as UTF-8; in the source's encoding it is the source's bytes again.
    private void WriteRecord(ReadOnlySpan<byte> record, FileStream output)
    {
        var line = new byte[record.Length + source.LineEnd.Length];
        record.CopyTo(line);
        System.Text.Encoding.ASCII.GetBytes(source.LineEnd, 0, source.LineEnd.Length, line, record.Length);
        if (source.Encoding.Encoding is { } encoding) line = System.Text.Encoding.Convert(System.Text.Encoding.UTF8, encoding, line);
        output.Write(line, 0, line.Length);
    }

    private static void Write(RejectReason reason, long row, long line, CsvWriter reasons)
    {
        reasons.WriteField(line, default);
        reasons.WriteField(row, default);
        reasons.WriteField(reason.Column);
        reasons.WriteField(reason.Value);
        reasons.WriteField(reason.Code);
        reasons.WriteField(reason.Verdict);
        reasons.WriteField(reason.Message);
        reasons.EndRecord();
    }
}
