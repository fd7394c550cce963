using System.Text;
using FsCheck.Fluent;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>Identifiers that stand in several rows of a file.</summary>
public sealed class DuplicateTests
{
    [Fact]
    public async Task An_identifier_that_repeats_is_a_warning_with_its_place()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name\r\nada@example.com,Ada\r\nben@example.com,\"B\r\nen\"\r\n Ada@Example.com ,Ada\r\n,No\r\n,Nobody\r\nada@example.com,A\r\n");

        var check = Check(sandbox, file);

        Assert.True(check.Passed);
        Assert.Equal(
            [("DUPLICATE_ALTERNATE_ID", 3L, 5L, "Email", "ada@example.com", HsFindingSeverity.Warning), ("DUPLICATE_ALTERNATE_ID", 6L, 8L, "Email", "ada@example.com", HsFindingSeverity.Warning)],
            check.Findings.Where(finding => finding.Row is not null).Select(finding => (finding.Code, finding.Row!.Value, finding.Line!.Value, finding.Column, finding.Value, finding.Severity)));
        Assert.Equal(("HsRowsUnidentified", "Email", HsFindingSeverity.Warning), check.Findings.Where(finding => finding.Row is null).Select(finding => (finding.Code, finding.Column, finding.Severity)).Single());
        Assert.All(check.Findings.Where(finding => finding.Row is not null), finding => Assert.Contains("Row 1", finding.Message, StringComparison.Ordinal));
        Assert.Equal(2, check.FindingCounts["DUPLICATE_ALTERNATE_ID"]);
    }

    [Fact]
    public async Task Letters_beyond_ascii_have_two_cases_too()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,First Name\r\na@m\u00fcnchen.de,Ada\r\nA@M\u00dcNCHEN.de,Ada\r\n");

        Assert.Equal(1, Check(sandbox, file).FindingCounts["DUPLICATE_ALTERNATE_ID"]);
    }

    [Fact]
    public async Task Identifiers_behind_many_rows_without_one_are_compared_in_any_encoding()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var rows = Enumerable.Range(1, 16_800).Select(number => number <= 16_384 ? ",\r\n" : $"u{number}@example.com,\u00fc\r\n"); // The second block is read with the first.
        using var file = new TempFile([.. Encoding.Latin1.GetBytes($"Email,First Name\r\n{string.Concat(rows)}u16500@example.com,\u00fc\r\n")]);

        var check = Check(sandbox, file);

        Assert.Equal([16_801L], check.Findings.Where(finding => finding.Code == "DUPLICATE_ALTERNATE_ID").Select(finding => finding.Row!.Value));
    }

    [Fact]
    public async Task A_company_may_repeat_on_the_rows_of_its_contacts()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Email,Domain\r\nada@example.com,example.com\r\nben@example.com,example.com\r\nada@example.com,example.org\r\nada@example.com,example.com\r\n");
        HsColumnMapping[] mappings =
        [
            Identifier("Email", "contact", "email"),
            Identifier("Domain", "company", "domain"),
        ];

        var check = Check(sandbox, new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings)] });

        Assert.Equal([4L], check.Findings.Where(finding => finding.Code == "DUPLICATE_ALTERNATE_ID").Select(finding => finding.Row!.Value));
    }

    [Fact]
    public void Whatever_repeats_is_found_and_nothing_else() => Prop.ForAll(
        Gen.Choose(0, 60).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 300).ToArbitrary(),
        async (numbers, blockBytes) =>
        {
            static string Cell(int number) => number % 7 == 0 ? "\"\"" : $"u{number}@example.com";
            using var file = new TempFile("Email\r\n" + string.Concat(numbers.Select(number => $"{Cell(number)}\r\n")));
            var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
            var mapping = Identifier("Email", "contact", "email");
            RowRules NewRules() => new(inspected, new FittedMapping([0], [mapping]), (_, _) => null, _ => HsImportOperation.Upsert, null, "Start-HsImport");
            var rules = new FileRules(inspected, NewRules);
            var settings = new ScanSettings { BlockBytes = blockBytes };
            var plan = await FilePlanner.PlanAsync(inspected, [0], () => rules = new FileRules(inspected, NewRules), false, new ImportLimits { Rows = 3 }, null, default, settings);

            var proof = rules.NewProof(plan.Parts);
            await CsvScan.RunAsync(inspected, ImportLimits.Documented, () => proof = rules.NewProof(plan.Parts), () => null, settings, null, default);

            var expected = numbers.Select((number, index) => (Row: index + 1L, number))
                .Where(row => row.number % 7 != 0 && numbers.Take((int)row.Row - 1).Contains(row.number))
                .Select(row => row.Row)
                .ToList();
            Assert.Equal(expected, proof.Findings.Findings.Select(finding => finding.Row!.Value));
            var crosses = numbers.Select((number, index) => (number, Part: index / 3)).Where(row => row.number % 7 != 0).GroupBy(row => row.number).Any(group => group.Select(row => row.Part).Distinct().Count() > 1);
            Assert.Equal(crosses, proof.CrossesParts);
        }).Holds(cases: 300);

    private static HsColumnMapping Identifier(string column, string objectType, string property) => NewColumnMapping.Make(
        new ExplicitColumnMapping { ColumnName = column, ObjectType = objectType, PropertyName = property, ColumnType = HsColumnType.AlternateId });

    private static HsFileCheck Check(ConnectedSandbox sandbox, TempFile file) => Check(sandbox, sandbox.RequestFor(file));

    private static HsFileCheck Check(ConnectedSandbox sandbox, StartImportRequest request) => Assert.IsType<HsFileCheck>(Assert.Single(
        new RecordingSink().Run((pipe, stop) => new TestImport(PropertyDefinitions.Of(sandbox.Client)).RunAsync(request, quiet: false, pipe, stop)).Objects));
}
