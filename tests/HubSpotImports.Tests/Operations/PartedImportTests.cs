using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

/// <summary>A file that passes HubSpot's limits goes in as several imports, one after another.</summary>
public sealed class PartedImportTests
{
    private static readonly ImportLimits ThreeRows = new() { Rows = 3 };

    private static string Contacts(int rows) => "Email,First Name\r\n" + string.Concat(Enumerable.Range(1, rows).Select(row => $"p{row}@example.com,P{row}\r\n"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_row_is_in_exactly_one_part(bool wait)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Contacts(8));

        var sink = sandbox.Start(sandbox.RequestFor(file, wait) with { Name = "Nightly" }, limits: ThreeRows);

        Assert.Empty(sink.Errors);
        var imports = sink.Objects.Cast<HsImport>().ToList();
        var id = imports[0].SubmissionId;
        Assert.Equal(
            [($"Nightly (1/3) #{id}-1", 1, 3L), ($"Nightly (2/3) #{id}-2", 2, 3L), ($"Nightly (3/3) #{id}-3", 3, 2L)],
            imports.Select(import => (import.Name, import.Part!.Value, import.SourceRows!.Value)));
        if (!wait) return;

        Assert.All(imports, import => Assert.Equal("DONE", import.State));
        Assert.Equal(8, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal(8, (await sandbox.LedgerAsync()).Select(entry => entry.ObjectId).Distinct().Count());
    }

    [Fact]
    public async Task A_part_that_cannot_be_waited_for_leaves_the_rest_unsent_and_says_so()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { ProcessingDelay = TimeSpan.FromMilliseconds(20) });
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Get, Do = FaultAction.Answer, Status = 404 });
        using var file = new TempFile(Contacts(8));

        var sink = sandbox.Start(sandbox.RequestFor(file), limits: ThreeRows);

        Assert.Equal(["HsImportNotFound", "HsPartsNotSent"], sink.ErrorIds);
        Assert.Contains("from row 4 on, was not sent yet: HubSpot has 1 of 3 parts", sink.Errors[1].Message, StringComparison.Ordinal);
        Assert.Matches("^Resume-HsImport [a-z2-7]{10} -JournalPath '[^']+' -Wait$", sink.Errors[1].RecommendedAction);
        Assert.Single(sandbox.Posts, post => post.EndsWith("/imports/2026-03", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_fails_stops_the_rest()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed);
        using var file = new TempFile(Contacts(8));
        var request = sandbox.RequestFor(file);

        // A property that the saved definitions know and the account does not fails the import as a whole, after it was taken.
        HsColumnMapping[] mapping =
        [
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", PropertyName = "email", ObjectType = "contact" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "First Name", PropertyName = "nickname_of_ours", ObjectType = "contact" }),
        ];
        using var saved = new TempFile("""[{"name":"email","label":"Email","type":"string","fieldType":"text"},{"name":"nickname_of_ours","label":"N","type":"string","fieldType":"text"}]""", "properties.json");
        var sink = new RecordingSink().Run((pipe, stop) => new StartImport(
            sandbox.Client, PropertyDefinitions.SavedIn(saved.Path), sandbox.Data, ThreeRows, ConnectedSandbox.Quick).RunAsync(request.OfFile(mappings: mapping), pipe, stop));

        Assert.Equal(["HsImportFailed", "HsPartsStopped"], sink.ErrorIds);
        Assert.Contains("from row 4 on, was not sent", sink.Errors[1].Message, StringComparison.Ordinal);
        Assert.Single(sandbox.Posts);
    }
}
