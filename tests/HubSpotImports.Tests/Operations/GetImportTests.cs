using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class GetImportTests
{
    [FactInProcess]
    public async Task Filters_take_what_they_name_in_the_servers_order()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Holding(id => id % 2 == 0));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var started = Enumerable.Range(1, 6).Select(n => Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false) with { Name = n < 4 ? $"Nightly {n}" : $"Other {n}" }).Objects))).ToList();
        var free = started.Where(import => (import.Id[^1] - '0') % 2 == 1).Select(import => import.Id).ToList();
        new RecordingSink().Run((pipe, stop) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync([.. free.Select(WaitImport.Known)], null, pipe, stop));
        var all = Get(sandbox, new GetImportRequest());

        Assert.Equal(started.Select(import => import.Id).Order(), all.Select(import => import.Id).Order());
        Same(import => import.Name!.StartsWith("Nightly", StringComparison.Ordinal), new GetImportRequest { NameMatches = name => name.StartsWith("Nightly", StringComparison.Ordinal) });
        Same(import => import.State == "DONE", new GetImportRequest { States = ["done"] });
        Same(import => import.State is "DONE" or "STARTED", new GetImportRequest { States = ["DONE", "STARTED"] });
        Same(import => import.IsActive, new GetImportRequest { Active = true });
        Same(import => import.CreatedAt > started[2].CreatedAt, new GetImportRequest { CreatedAfter = started[2].CreatedAt });
        Same(_ => false, new GetImportRequest { CreatedAfter = DateTimeOffset.UtcNow.AddDays(1) });
        Assert.Equal(all.Take(2), Get(sandbox, new GetImportRequest { First = 2 }), SameId);
        Assert.Equal(all.Skip(4), Get(sandbox, new GetImportRequest { Skip = 4 }), SameId);
        Assert.Equal(all.Skip(1).Take(3), Get(sandbox, new GetImportRequest { First = 3, Skip = 1 }), SameId);
        Assert.Equal(all.Where(import => import.IsActive).Skip(2).Take(1), Get(sandbox, new GetImportRequest { Active = true, First = 1, Skip = 2 }), SameId);

        void Same(Func<HsImport, bool> expected, GetImportRequest request)
        {
            Assert.Equal(all.Where(expected), Get(sandbox, request), SameId);
        }
    }

    [Fact]
    public async Task None_asks_nothing_and_few_ask_for_one_page()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        for (var i = 0; i < 3; i++) sandbox.Import();
        var before = sandbox.Requests.Count;

        Assert.Empty(Get(sandbox, new GetImportRequest { First = 0 }));
        Assert.Equal(before, sandbox.Requests.Count);

        Assert.Single(Get(sandbox, new GetImportRequest { First = 1 }));
        Assert.Equal(before + 1, sandbox.Requests.Count);
    }

    [Fact]
    public async Task By_id_an_unknown_one_is_an_error_and_the_others_come_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var import = sandbox.Import();

        var sink = new RecordingSink().Run((pipe, stop) => new GetImport(sandbox.Client).RunAsync(new GetImportRequest { Ids = ["123456", "a/b", import.Id] }, pipe, stop));

        Assert.Equal(["HsImportNotFound", "HsImportIdInvalid"], sink.ErrorIds);
        Assert.Equal(404, sink.Errors[0].StatusCode);
        Assert.NotNull(sink.Errors[0].CorrelationId);
        Assert.Equal(import.Id, Assert.IsType<HsImport>(Assert.Single(sink.Objects)).Id);
    }

    private static List<HsImport> Get(ConnectedSandbox sandbox, GetImportRequest request)
    {
        var sink = new RecordingSink().Run((pipe, stop) => new GetImport(sandbox.Client).RunAsync(request, pipe, stop));
        Assert.Empty(sink.Errors);
        return [.. sink.Objects.Cast<HsImport>()];
    }

    private static bool SameId(HsImport one, HsImport other) => one.Id == other.Id;
}
