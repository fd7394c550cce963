using FsCheck.Fluent;
using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

public sealed class UploadFileTests
{
    [Theory]
    [InlineData("contacts.csv", HsFileFormat.Csv, "^contacts\\.[a-z2-7]{10}\\.csv$")]
    [InlineData("Kündigungen März.csv", HsFileFormat.Csv, "^K_ndigungen_M_rz\\.[a-z2-7]{10}\\.csv$")]
    [InlineData("a\"b;c.txt", HsFileFormat.Csv, "^a_b_c\\.[a-z2-7]{10}\\.csv$")]
    [InlineData(".csv", HsFileFormat.Csv, "^file\\.[a-z2-7]{10}\\.csv$")]
    [InlineData("Book 1.XLSX", HsFileFormat.Spreadsheet, "^Book_1\\.[a-z2-7]{10}\\.xlsx$")]
    public void A_name_is_ascii_and_holds_a_random_token(string source, HsFileFormat format, string expected)
    {
        Assert.Matches(expected, UploadFile.NewName(source, format, SubmissionToken.NewId()));
        Assert.NotEqual(SubmissionToken.NewId(), SubmissionToken.NewId());
    }

    [Fact]
    public void Whatever_a_file_is_called_its_upload_name_is_short_and_plain() =>
        Prop.ForAll<string?>(name => System.Text.RegularExpressions.Regex.IsMatch(UploadFile.NewName(string.Concat((name ?? "").Except(Path.GetInvalidPathChars())) + "x", HsFileFormat.Csv, SubmissionToken.Of(SubmissionToken.NewId(), 99, 100)), "^[A-Za-z0-9._-]{1,80}$")).Holds(cases: 500);

    [Theory]
    [InlineData("contacts.csv")]
    [InlineData("contacts.xlsm")]
    [InlineData("contacts.XLSX")]
    [InlineData("contacts")]
    public async Task A_workbook_goes_up_as_one_whatever_its_file_is_called(string name)
    {
        using var file = new TempFile(new XlsxFile().Bytes, name);

        var request = await file.ToUploadAsync();

        var upload = Assert.Single(request.Files);
        Assert.Equal("SPREADSHEET", request.Request.Files![0].FileFormat);
        Assert.EndsWith(".xlsx", upload.UploadName, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", upload.ContentType);
    }
}
