using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;

namespace HubSpotImports.Operations;

/// <summary>
/// The import of <c>Test-HsAccount</c>, which HubSpot has to refuse row by row, and what its errors tell. It only updates contacts, by record ids
/// that cannot exist: whole numbers, as HubSpot wants them, at the very end of those of 64 bits (that HubSpot's count up and are far from there is deduced).
/// </summary>
internal static class AccountProbe
{
    /// <summary>The name of the import in the account.</summary>
    public const string ImportName = "HubSpotImports account test (writes nothing)";

    /// <summary>Its data rows.</summary>
    public const int Rows = 3;

    private const string Contact = "0-1";
    private const string Text = "Record ID,First Name\r\n"
        + "9223372036854775805,\"account\ntest\"\r\n"
        + "9223372036854775806,account test\r\n"
        + "\r\n"
        + "9223372036854775807,account test\r\n";

    private static readonly string[] Ids = ["9223372036854775805", "9223372036854775806", "9223372036854775807"];
    private static readonly ulong[] Contents = [RowContent.Of([Ids[0], "account\ntest"]), RowContent.Of([Ids[1], "account test"]), RowContent.Of([Ids[2], "account test"])];

    // The lines of the three rows in each way of counting: no two ways have the same.
    private static readonly Way[] Ways =
    [
        new(HsLineNumbering.Record, CountsBlankLines: false, [2, 3, 4]),
        new(HsLineNumbering.Record, CountsBlankLines: true, [2, 3, 5]),
        new(HsLineNumbering.FirstLine, CountsBlankLines: false, [2, 4, 5]),
        new(HsLineNumbering.FirstLine, CountsBlankLines: true, [2, 4, 6]),
        new(HsLineNumbering.LastLine, CountsBlankLines: false, [3, 4, 5]),
        new(HsLineNumbering.LastLine, CountsBlankLines: true, [3, 4, 6]),
    ];

    /// <summary>The import, with a sign of its own.</summary>
    public static ImportUpload NewUpload()
    {
        HsColumnMapping[] columns =
        [
            new() { ColumnName = "Record ID", ObjectTypeId = Contact, ObjectType = "contact", PropertyName = "hs_object_id", ColumnType = HsColumnType.ObjectId },
            new() { ColumnName = "First Name", ObjectTypeId = Contact, ObjectType = "contact", PropertyName = "firstname" },
        ];
        var part = new TextPart("account-test.csv", [.. columns.Select(column => column.ColumnName)], Text, Rows);
        var name = UploadFile.NewName(part.SourcePath, HsFileFormat.Csv, SubmissionToken.NewId());
        var request = new ImportRequest
        {
            Name = ImportName,
            Files = [new MappedFile(name, HsFileFormat.Csv, columns)],
            Operations = new Dictionary<string, HsImportOperation> { [Contact] = HsImportOperation.Update },
        };
        return new ImportUpload(request.ToBody(), [new UploadFile(part, name)]);
    }

    /// <summary>The one way of counting that the errors' lines allow; <see langword="null"/> where none or several do.</summary>
    /// <param name="errors">The errors of the import.</param>
    public static Way? WayOf(IReadOnlyList<HsImportError> errors)
    {
        Way[] fitting = [.. Ways.Where(way => Fits(way, errors))];
        return fitting.Length == 1 ? fitting[0] : null;
    }

    /// <summary>What the errors hold of their rows; <see langword="null"/> where there are none.</summary>
    /// <param name="errors">The errors of the import.</param>
    public static HsRowData? RowDataOf(IReadOnlyList<HsImportError> errors)
    {
        var contents = errors.Where(IsAboutRow).Select(error => error.RowHash).ToList();
        return contents.Count == 0 ? null
            : contents.TrueForAll(content => content is null) ? HsRowData.Absent
            : contents.TrueForAll(content => content is { } cells && (Contents.Contains(cells) || cells == RowContent.Of([]))) ? HsRowData.SentCells
            : HsRowData.Other;
    }

    // Each row is refused on its line, a blank line that counts may be too, and no error is about any other line, or another row than it says.
    private static bool Fits(Way way, IReadOnlyList<HsImportError> errors)
    {
        var refused = errors.Where(IsAboutRow).ToList();
        var blank = way.CountsBlankLines ? way.Lines[2] - 1 : way.Lines[2];
        return way.Lines.All(line => refused.Exists(error => error.Line == line))
            && refused.TrueForAll(error => RowOf(error) is { } row ? error.Line == way.Lines[row] : way.Lines.Contains(error.Line!.Value) || error.Line == blank);
    }

    private static int? RowOf(HsImportError error)
    {
        var row = error.RowHash is { } content ? Array.IndexOf(Contents, content) : -1;
        if (row < 0) row = Array.IndexOf(Ids, error.Value);
        return row < 0 ? null : row;
    }

    // Line 0 is the whole file (HubSpot's specification), line 1 the header.
    private static bool IsAboutRow(HsImportError error) => error.Line > 1;

    /// <summary>A way of counting lines.</summary>
    /// <param name="Numbering">What a line is.</param>
    /// <param name="CountsBlankLines">Whether blank lines count.</param>
    /// <param name="Lines">The lines that the three rows then have.</param>
    internal sealed record Way(HsLineNumbering Numbering, bool CountsBlankLines, IReadOnlyList<long> Lines);
}
