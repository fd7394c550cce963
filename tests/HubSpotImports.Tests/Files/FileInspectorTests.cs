using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class FileInspectorTests
{
    [Theory]
    [InlineData("Email,First Name\r\n", ',', 0)]
    [InlineData("Email;First Name\r\n", ';', 0)]
    [InlineData("Email\tFirst Name\r\n", '\t', 0)]
    [InlineData("Email|First Name\r\n", '|', 0)]
    [InlineData("Email,First Name", ',', 0)]
    [InlineData("\uFEFFEmail;First Name\n", ';', 3)]
    [InlineData("sep=;\r\nEmail;First Name\r\n", ';', 7)]
    [InlineData("sep=;\nEmail;First Name\r\n", ';', 6)]
    [InlineData("SEP=|\r\nEmail|First Name\r\n", '|', 7)]
    [InlineData("\uFEFFsep=\t\r\nEmail\tFirst Name\r\n", '\t', 10)]
    [InlineData("Email;First Name\r\n1,5;2,5\r\n3,5;4,5\r\n", ';', 0)]
    [InlineData("Email;First Name\r\n;;,;\r\n,\r\n", ';', 0)]
    [InlineData("Email|First Name\n||,|\n,\n", '|', 0)]
    [InlineData("\"Email\",\"First Name\"\r\n\"a;b;c\",\"d;e;f\"\r\n", ',', 0)]
    public async Task Finds_separator_header_and_what_stands_before_it(string text, char separator, int before)
    {
        using var temp = new TempFile(text);

        var file = await InspectAsync(temp.Path);

        Assert.Equal(["Email", "First Name"], file.Header);
        Assert.Equal(separator, file.Separator);
        Assert.Equal(before, file.BytesBeforeHeader);
        Assert.Equal(HsFileFormat.Csv, file.Format);
        Assert.Equal(new FileInfo(temp.Path).Length, file.Length);
    }

    [Theory]
    [InlineData("Email\r\na@example.com;b@example.com\r\nc@example.com;d@example.com\r\n")]
    [InlineData("Email\r\na|b\r\n")]
    public async Task A_separator_that_only_cells_have_is_none(string text)
    {
        using var temp = new TempFile(text);

        var file = await InspectAsync(temp.Path);

        Assert.Equal((',', "Email"), (file.Separator, Assert.Single(file.Header)));
    }

    [Fact]
    public async Task Headers_are_exactly_those_of_the_file()
    {
        using var temp = new TempFile(" Email ,\"Two\r\nlines, one header\",\"say \"\"hi\"\"\",Größe\r\n");

        Assert.Equal([" Email ", "Two\r\nlines, one header", "say \"hi\"", "Größe"], (await InspectAsync(temp.Path)).Header);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var temp = new TempFile("x");
        var path = Path.Combine(temp.Folder, "absent.csv");

        var error = await ErrorAsync(path);

        Assert.Equal(("HsFileNotFound", HsErrorCategory.ObjectNotFound, (object)path), (error.Id, error.Category, error.Target));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        using var temp = new TempFile("x");

        Assert.Equal("HsFileIsFolder", (await ErrorAsync(temp.Folder)).Id);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_is_locked()
    {
        using var temp = new TempFile("Email\r\n1\r\n");
        using var other = new FileStream(temp.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = await ErrorAsync(temp.Path);

        Assert.Equal(("HsFileLocked", HsErrorCategory.ResourceBusy), (error.Id, error.Category));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\r\n")]
    [InlineData(",,\r\n")]
    [InlineData("  \r\n")]
    public async Task A_file_without_a_header_is_empty(string text)
    {
        using var temp = new TempFile(text);

        Assert.Equal("HsFileEmpty", (await ErrorAsync(temp.Path)).Id);
    }

    [Fact]
    public async Task Blank_headers_are_named_by_number()
    {
        using var temp = new TempFile("Email,,Name, \r\n1,2,3,4\r\n");

        var error = await ErrorAsync(temp.Path);

        Assert.Equal("HsHeaderBlank", error.Id);
        Assert.Contains("column 2, 4.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicate_headers_are_named_with_their_columns()
    {
        using var temp = new TempFile("Email,Name,Email\r\n1,2,3\r\n");

        var error = await ErrorAsync(temp.Path);

        Assert.Equal("HsHeaderDuplicate", error.Id);
        Assert.Contains("'Email' (columns 1 and 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_differ_in_case_are_two()
    {
        using var temp = new TempFile("Email,email\r\n1,2\r\n");

        Assert.Equal(["Email", "email"], (await InspectAsync(temp.Path)).Header);
    }

    [Theory]
    [InlineData("\"Email,Name\r\n1,2\r\n")]
    [InlineData("Email,\"Name\r\n1,2\r\n3,4\r\n")]
    public async Task A_header_whose_quote_is_not_closed_is_refused(string text)
    {
        using var temp = new TempFile(text);

        Assert.Equal("HsInvalidCsv", (await ErrorAsync(temp.Path)).Id);
    }

    [Fact]
    public async Task A_header_without_end_is_refused_at_the_limit()
    {
        using var temp = new TempFile("\"" + new string('x', 10_000));

        var error = await Assert.ThrowsAsync<HsException>(() => FileInspector.InspectAsync(temp.Path, new ImportLimits { RecordBytes = 1_024 }, default));

        Assert.Equal("HsInvalidCsv", error.Id);
    }

    [Fact]
    public async Task A_quoted_cell_that_is_cut_where_the_inspection_ends_is_no_fault()
    {
        using var temp = new TempFile("Email,Note\r\n" + string.Concat(Enumerable.Repeat("\"a@example.com\",\"two\r\nlines\"\r\n", 60_000)));

        var file = await InspectAsync(temp.Path);

        Assert.Equal(60_000, (await FilePlans.OnePartAsync(file, [0, 1])).Rows);
    }

    [Fact]
    public async Task A_header_alone_has_no_rows()
    {
        using var temp = new TempFile("Email,Name\r\n");
        var file = await InspectAsync(temp.Path);

        var error = await Assert.ThrowsAsync<HsException>(() => FilePlans.OnePartAsync(file, [0, 1]));

        Assert.Equal("HsFileHasNoRows", error.Id);
    }

    private static Task<SourceFile> InspectAsync(string path) => FileInspector.InspectAsync(path, ImportLimits.Documented, default);

    private static Task<HsException> ErrorAsync(string path) => Assert.ThrowsAsync<HsException>(() => InspectAsync(path));
}
