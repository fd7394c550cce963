using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>Counts the rows of uploaded files, as far as the limits need it.</summary>
internal static class RowCount
{
    /// <summary>Refuses files with more rows than are allowed.</summary>
    /// <returns>The files with the number of their data rows.</returns>
    /// <exception cref="RefusedRequestException">429: a file has too many rows.</exception>
    public static IReadOnlyList<UploadedFile> Check(
        IReadOnlyList<UploadedFile> files, ImportRequest request, UploadFolder uploads, int maxRows)
    {
        List<UploadedFile> counted = [.. files.Select(file => file with
        {
            Rows = Count(file, request.Files.First(requested => requested.Name == file.Name), uploads, maxRows),
        })];
        return counted.Find(file => file.Rows > maxRows) is { } tooLong
            ? throw RefusedRequestException.OverLimit($"The file '{tooLong.Name}' has {tooLong.Rows} rows; {maxRows} are allowed.")
            : counted;
    }

    private static long Count(UploadedFile file, RequestedFile requested, UploadFolder uploads, int maxRows)
    {
        var header = requested.HasHeader ? 1 : 0;
        if (!requested.IsSpreadsheet && file.Rows - header <= maxRows) return Math.Max(file.Rows - header, 0);
        try
        {
            using var stream = uploads.OpenRead(file);
            using var rows = RowReader.Open(stream, requested, LineNumbering.Record);
            if (rows is WorkbookRowReader workbook) return workbook.LastRow - header;
            while (rows.Read())
            {
            }

            return rows.Place.Record;
        }
        catch (FailedImportException)
        {
            // What cannot be read is told by the import itself, as HubSpot does.
            return 0;
        }
    }
}
