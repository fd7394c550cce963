using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>Rows that break HubSpot's rules: sent, held back, or a reason to send nothing.</summary>
public sealed class InvalidRowTests : IDisposable
{
    private const string Header = "Email,First Name,Close Date,Lead Status\r\n";
    private const string NoEmail = "not-an-address,Cid,1/2/2026,NEW\r\n";
    private const string NoDate = "dan@example.com,\"Dan, \"\"D\"\"\r\nsecond line\",31.13.2026,OPEN\r\n";
    private const string Faulty = Header + "ada@example.com,Ada,1/2/2026,New\r\n" + NoEmail + "ben@example.com,Ben,,\r\n" + NoDate;

    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-").FullName;

    private string RejectPath => Path.Combine(_folder, "rejects.csv");

    private string ReasonsPath => Path.Combine(_folder, "rejects.reasons.csv");

    [Fact]
    public async Task Sent_rows_are_hubspots_to_judge()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));

        Assert.Equal((4L, 2L), (import.TotalRows, import.Errors));
    }

    [Fact]
    public async Task Rows_held_back_are_in_the_reject_file_byte_for_byte_and_the_rest_is_in()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);

        var sink = sandbox.Start(sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = RejectPath });

        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal((HsImportOutcome.AllIn, 2L, 2L), (import.Outcome, import.TotalRows, import.CreatedObjects));
        Assert.Equal(Header + NoEmail + NoDate, await File.ReadAllTextAsync(RejectPath));
        Assert.Equal(
            ["Line", "3,2,Email,not-an-address,INVALID_EMAIL", "5,4,Close Date,31.13.2026,COULD_NOT_PARSE_DATE"],
            (await File.ReadAllLinesAsync(ReasonsPath)).Select((line, index) => string.Join(",", line.Split(',').Take(index == 0 ? 1 : 5))));
        Assert.Contains(sink.Warnings, warning => warning.Contains("2 of 4 rows are held back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-8", ',')]
    [InlineData("utf-16", ';')]
    [InlineData("latin1", ';')]
    public async Task The_mended_reject_file_completes_the_set(string encoding, char separator)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var encoded = System.Text.Encoding.GetEncoding(encoding);
        var text = $"Email{separator}First Name\r\nada@example.com{separator}Zoë\r\nben(at)example.com{separator}Jürgen\r\ncid@example.com{separator}Cid\r\n";
        using var file = new TempFile([.. encoded.GetPreamble(), .. encoded.GetBytes(text)]);
        var request = sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = RejectPath };
        Assert.Empty(sandbox.Start(request).Errors);

        var rejected = await File.ReadAllBytesAsync(RejectPath);
        Assert.Equal([.. encoded.GetPreamble(), .. encoded.GetBytes($"Email{separator}First Name\r\nben(at)example.com{separator}Jürgen\r\n")], rejected);
        using var mended = new TempFile([.. encoded.GetPreamble(), .. encoded.GetBytes(encoded.GetString(rejected).TrimStart('\uFEFF').Replace("(at)", "@", StringComparison.Ordinal))]);
        Assert.Empty(sandbox.Start(request.OfFile(mended.Path)).Errors);

        Assert.Equal(3, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal(0, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Refused));
    }

    [Fact]
    public async Task One_bad_row_can_stop_everything()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);

        var sink = sandbox.Start(sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.Stop });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsInvalidRows", error.Id);
        Assert.Contains("2 of 4 rows", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-an-address", error.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task Held_back_rows_need_a_file_that_replaces_nothing()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);
        var request = sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack };
        await File.WriteAllTextAsync(RejectPath, "kept");

        Assert.Equal(["HsRejectPathMissing"], sandbox.Start(request).ErrorIds);
        Assert.Equal(["HsRejectPathUnused"], sandbox.Start(sandbox.RequestFor(file) with { RejectPath = RejectPath }).ErrorIds);
        Assert.Equal(["HsRejectPathIsSource"], sandbox.Start(request with { RejectPath = file.Path }).ErrorIds);
        Assert.Equal(["HsRejectFileExists"], sandbox.Start(request with { RejectPath = RejectPath }).ErrorIds);
        Assert.Equal("kept", await File.ReadAllTextAsync(RejectPath));
        Assert.Empty(sandbox.Posts);

        Assert.Empty(sandbox.Start(request with { RejectPath = RejectPath, ReplacesRejectFile = true }).Errors);
        Assert.StartsWith(Header, await File.ReadAllTextAsync(RejectPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reject_file_that_cannot_be_written_stops_the_send()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);

        var sink = sandbox.Start(sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = Path.Combine(_folder, "absent", "rejects.csv") });

        Assert.Equal(["HsRejectFileNotWritten"], sink.ErrorIds);
        Assert.Empty(sandbox.Posts);
        Assert.Empty(new RecordingSink().Run((pipe, _) => new GetSubmission(sandbox.Data).RunAsync([], open: false, pipe)).Objects); // Nothing that somebody could resume without its rejects.
    }

    [Fact]
    public async Task Rejects_of_an_earlier_run_do_not_pass_for_those_of_one_that_has_none()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,1/2/2026,New\r\n");
        var request = sandbox.RequestFor(file) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = RejectPath };
        await File.WriteAllTextAsync(RejectPath, "earlier");
        await File.WriteAllTextAsync(ReasonsPath, "earlier");

        Assert.Empty(sandbox.Start(request).Errors);
        Assert.Equal("earlier", await File.ReadAllTextAsync(RejectPath)); // Nobody said that it may go.

        Assert.Empty(sandbox.Start(request with { ReplacesRejectFile = true }).Errors);
        Assert.False(File.Exists(RejectPath) || File.Exists(ReasonsPath));
    }

    [Fact]
    public async Task A_code_page_that_shows_late_is_that_of_the_reject_file_too()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        byte[] bad = [.. "Bj"u8, 0xF6, .. "rn(at)example.com,Bj"u8, 0xF6, .. "rn\r\n"u8];
        using var file = new TempFile([.. "Email,First Name\r\n"u8, .. Enumerable.Repeat("a@example.com,Ada\r\n"u8.ToArray(), 70_000).SelectMany(row => row), .. bad]);

        Assert.Empty(sandbox.Start(sandbox.RequestFor(file, wait: false) with { InvalidRow = HsInvalidRow.HoldBack, RejectPath = RejectPath }).Errors);

        byte[] expected = [.. "Email,First Name\r\n"u8, .. bad];
        Assert.Equal(expected, await File.ReadAllBytesAsync(RejectPath));
        Assert.Contains("Björn(at)example.com", await File.ReadAllTextAsync(ReasonsPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_date_order_is_one_error_that_names_the_right_one()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + string.Concat(Enumerable.Range(1, 28).Select(day => $"p{day}@example.com,P,3/{day}/2026,\r\n")));

        var sink = sandbox.Start(sandbox.RequestFor(file) with { DateFormat = HsDateFormat.DayMonthYear });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsInvalidColumn", error.Id);
        Assert.Contains("16 of 28", error.Message, StringComparison.Ordinal);
        Assert.Contains("-DateFormat MonthDayYear", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sandbox.Posts);
    }

    [Theory]
    [InlineData(null, "HsInvalidColumn")]
    [InlineData(HsDateFormat.MonthDayYear, null)]
    public async Task One_odd_date_contradicts_no_order_that_was_said(HsDateFormat? format, string? error)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + string.Concat(Enumerable.Range(1, 12).Select(day => $"p{day}@example.com,P,3/{day}/2026,\r\n")) + "odd@example.com,Odd,31/1/2026,\r\n");

        var sink = sandbox.Start(sandbox.RequestFor(file) with { DateFormat = format });

        Assert.Equal(error is null ? [] : [error], sink.ErrorIds);
        Assert.Equal(error is null ? 1 : 0, sandbox.Posts.Count);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(HsDateFormat.MonthDayYear, 0)]
    public async Task Dates_of_which_none_tells_the_order_are_a_warning_unless_it_is_said(HsDateFormat? format, int warnings)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,01/06/2025,\r\nben@example.com,Ben,02/06/2025,\r\n");

        var sink = sandbox.Start(sandbox.RequestFor(file) with { DateFormat = format });

        Assert.Equal(warnings, sink.Warnings.Count(warning => warning.Contains("'Close Date'", StringComparison.Ordinal) && warning.Contains("-DateFormat", StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
