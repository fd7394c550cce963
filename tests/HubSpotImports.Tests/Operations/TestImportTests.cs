using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class TestImportTests
{
    private const string Faulty = "Email,First Name,Close Date,Lead Status\r\nada@example.com,Ada,1/22/2026,New\r\nbad,Cid,1/2/2026,NEW\r\nben@example.com,Ben,,Nope\r\ndan@example.com,Dan\r\n,,1/3/2026,\r\n";

    [Fact]
    public async Task Every_fault_is_a_finding_with_its_place_and_nothing_is_sent()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);

        var check = Assert.IsType<HsFileCheck>(Assert.Single(Check(sandbox, sandbox.RequestFor(file)).Objects));

        Assert.Equal((false, 5L, 4L), (check.Passed, check.Rows, check.FaultyRows));
        Assert.Equal(
            [
                ("INVALID_EMAIL", 3L, "Email", "bad"),
                ("INVALID_ENUMERATION_OPTION", 4L, "Lead Status", "Nope"),
                ("INCORRECT_NUMBER_OF_COLUMNS", 5L, null, null),
                ("MISSING_REQUIRED_PROPERTY", 6L, null, null),
            ],
            check.Findings.Select(finding => (finding.Code, finding.Line!.Value, finding.Column, finding.Value)));
        Assert.All(check.Findings, finding => Assert.NotEmpty(finding.RecommendedAction));
        Assert.Empty(sandbox.Posts);
    }

    [Fact]
    public async Task What_is_found_is_what_hubspot_refuses()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Faulty);
        var check = Assert.IsType<HsFileCheck>(Assert.Single(Check(sandbox, sandbox.RequestFor(file)).Objects));

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file)).Objects));

        var errors = new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync([import.Id], [], pipe, stop)).Objects.Cast<HsImportError>();
        Assert.Equal(errors.Select(error => (error.ErrorType, error.Line)), check.Findings.Select(finding => (finding.Code, finding.Line)));
    }

    [Fact]
    public async Task Quietly_the_answer_is_yes_or_no()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var faulty = new TempFile(Faulty);
        using var good = new TempFile(ConnectedSandbox.Contacts);
        using var empty = new TempFile("");

        Assert.Equal([false], Check(sandbox, sandbox.RequestFor(faulty), quiet: true).Objects);
        Assert.Equal([true], Check(sandbox, sandbox.RequestFor(good), quiet: true).Objects);
        Assert.Equal([false], Check(sandbox, sandbox.RequestFor(good).OfFile(empty.Path), quiet: true).Objects);
    }

    [Fact]
    public async Task Many_faults_of_a_kind_are_counted_and_some_are_shown()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email\r\n" + string.Concat(Enumerable.Range(1, 5_000).Select(row => $"bad {row}\r\n")));

        var check = Assert.IsType<HsFileCheck>(Assert.Single(Check(sandbox, sandbox.RequestFor(file)).Objects));

        Assert.Equal(100, check.Findings.Count);
        Assert.Equal(5_000, check.FindingCounts["INVALID_EMAIL"]);
        Assert.Equal(5_000, check.FaultyRows);
    }

    [Fact]
    public async Task A_code_page_found_late_counts_no_fault_twice()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile([.. "Email,First Name\r\nbad,Ada\r\n"u8, .. Enumerable.Repeat("a@example.com,Ada\r\n"u8.ToArray(), 70_000).SelectMany(row => row), .. "b@example.com,Bj"u8, 0xF6, .. "rn\r\n"u8]);

        var check = Assert.IsType<HsFileCheck>(Assert.Single(Check(sandbox, sandbox.RequestFor(file)).Objects));

        Assert.Equal(1, check.FindingCounts["INVALID_EMAIL"]);
        Assert.Equal((70_002L, 1L), (check.Rows, check.FaultyRows));
    }

    private static RecordingSink Check(ConnectedSandbox sandbox, StartImportRequest request, bool quiet = false) =>
        new RecordingSink().Run((pipe, stop) => new TestImport(PropertyDefinitions.Of(sandbox.Client)).RunAsync(request, quiet, pipe, stop));
}
