using CsvHelper;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>
/// Rows that were left out of a send, as a file that can be sent again: the source's header, encoding, separator and bytes. Beside it, in
/// <c>*.reasons.csv</c>, why.
/// </summary>
/// <param name="source">The file that the rows come from.</param>
/// <param name="path">The full path of the reject file.</param>
/// <param name="limits">What HubSpot takes.</param>
internal sealed class RejectFile(SourceFile source, string path, ImportLimits limits)
{
    // What a spreadsheet would take for a formula is made text: the values come from anywhere.
    private static readonly CsvWriterOptions ReasonOptions = new() { Injection = CsvInjection.Escape };

    /// <summary>The file with the reasons.</summary>
    public string ReasonsPath => Path.ChangeExtension(path, ".reasons.csv");

    /// <summary>Says whether the files may be written, before anything is sent.</summary>
    /// <param name="overwrites">Whether existing files may be replaced.</param>
    /// <exception cref="HsException"><c>HsRejectPathIsSource</c>, <c>HsRejectFileExists</c>.</exception>
    public void Claim(bool overwrites)
    {
        if (string.Equals(Path.GetFullPath(path), Path.GetFullPath(source.Path), StringComparison.OrdinalIgnoreCase)) throw HsError.RejectPathIsSource(path);
        if (!overwrites && (File.Exists(path) || File.Exists(ReasonsPath))) throw HsError.RejectFileExists(path);
    }

    /// <summary>Writes the rows and the reasons.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rules">Says again what is wrong with each.</param>
    /// <param name="stop">Breaks off.</param>
    /// <exception cref="HsException"><c>HsRejectFileNotWritten</c>.</exception>
    public async Task WriteAsync(RowSet rows, RowRules rules, CancellationToken stop)
    {
        try
        {
            await WriteFilesAsync(rows, rules, stop).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw HsError.RejectFileNotWritten(path, cause);
        }
    }

    private async Task WriteFilesAsync(RowSet rows, RowRules rules, CancellationToken stop)
    {
        using var input = FileInspector.Open(source.Path);
        using var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using var reasons = CsvWriter.ToFile(ReasonsPath, ReasonOptions);
        reasons.WriteRecord("Line", "Row", "Column", "Value", "Code", "Severity", "Message");

        await CopyBeforeHeaderAsync(input, output, stop).ConfigureAwait(false);
        using var reader = CsvReader.Create(input, CsvDialect.For(source, limits, () => { }), leaveOpen: true);
        for (long row = 0; await reader.ReadAsync(stop).ConfigureAwait(false); row++)
        {
            if (row > 0 && !rows.Contains(row)) continue;
            WriteRecord(reader.RawRecord, output);
            if (row == 0) continue;

            var findings = new FindingCollector(source, mostOfACode: int.MaxValue);
            rules.Check(reader, row, source.LinesBeforeHeader + reader.LineNumber, findings);
            foreach (var finding in findings.Findings) Write(finding, reasons);
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

    private static void Write(HsFinding finding, CsvWriter reasons)
    {
        reasons.WriteField(finding.Line, default);
        reasons.WriteField(finding.Row, default);
        reasons.WriteField(finding.Column);
        reasons.WriteField(finding.Value);
        reasons.WriteField(finding.Code);
        reasons.WriteField(finding.Severity.ToString());
        reasons.WriteField(finding.Message);
        reasons.EndRecord();
    }
}
