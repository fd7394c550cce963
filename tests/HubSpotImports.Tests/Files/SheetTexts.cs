using System.Text;
using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>Reads the sheet of a workbook as the CSV that the checks see.</summary>
internal static class SheetTexts
{
    public static async Task<string> OfAsync(byte[] workbook, HsDateFormat dateFormat = HsDateFormat.MonthDayYear, string name = "contacts.xlsx")
    {
        using var temp = new TempFile(workbook, name);
        var file = await FileInspector.InspectAsync(temp.Path, ImportLimits.Documented, default) with { DateFormat = dateFormat };
        using var text = SourceText.Open(file);
        using var reader = new StreamReader(text.Stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The records that the checks see, with the row of the sheet of each.</summary>
    public static async Task<IReadOnlyList<(long Line, string[] Cells)>> RowsAsync(byte[] workbook, string name = "contacts.xlsx")
    {
        using var temp = new TempFile(workbook, name);
        return await RowsAsync(temp);
    }

    public static async Task<IReadOnlyList<(long Line, string[] Cells)>> RowsAsync(TempFile workbook)
    {
        var file = await FileInspector.InspectAsync(workbook.Path, ImportLimits.Documented, default);
        using var text = SourceText.Open(file);
        using var reader = CsvReader.Create(text.Stream, CsvDialect.For(file, ImportLimits.Documented, () => { }), leaveOpen: true);
        var rows = new List<(long, string[])>();
        for (long row = 0; await reader.ReadAsync(); row++)
        {
            if (row > 0) rows.Add((text.LineOf(row, reader.LineNumber), [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }

        return rows;
    }
}
