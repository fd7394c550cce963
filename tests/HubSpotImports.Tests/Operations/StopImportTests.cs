using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class StopImportTests
{
    [Fact]
    public async Task A_running_import_is_cancelled_and_told_as_it_then_is()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        var id = StartOne(sandbox);

        var sink = Stop(sandbox, [id], passThru: true);

        Assert.Equal(("CANCELED", HsImportOutcome.Canceled), (Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State, ((HsImport)sink.Objects[0]).Outcome));
        Assert.Equal(new RecordingSink.Asked($"import {id}", "Cancel"), Assert.Single(sink.Questions));
    }

    [Fact]
    public async Task Without_passthru_nothing_comes_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        var id = StartOne(sandbox);

        Assert.Empty(Stop(sandbox, [id], passThru: false).Objects);
        Assert.Equal("CANCELED", (await sandbox.Client.GetImportAsync(id, default)).State);
    }

    [Fact]
    public async Task Asked_what_if_nothing_is_cancelled()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        var id = StartOne(sandbox);

        Stop(sandbox, [id], passThru: true, new RecordingSink { Answer = (_, _) => false });

        Assert.Equal("STARTED", (await sandbox.Client.GetImportAsync(id, default)).State);
        Assert.Single(sandbox.Posts);
    }

    [FactInProcess]
    public async Task What_cannot_be_cancelled_is_an_error_and_the_others_are()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Holding(id => id > 1));
        var done = sandbox.Import();
        var running = StartOne(sandbox);

        var sink = Stop(sandbox, ["424242", "no id", done.Id, running], passThru: true);

        Assert.Equal(["HsImportNotFound", "HsImportIdInvalid", "HsImportFinished"], sink.ErrorIds);
        Assert.Equal(running, Assert.IsType<HsImport>(Assert.Single(sink.Objects)).Id);
    }

    private static string StartOne(ConnectedSandbox sandbox)
    {
        using var file = new TempFile(ConnectedSandbox.Contacts);
        return Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects)).Id;
    }

    private static RecordingSink Stop(ConnectedSandbox sandbox, IReadOnlyList<string> ids, bool passThru, RecordingSink? sink = null) =>
        (sink ?? new RecordingSink()).Run((pipe, stop) => new StopImport(sandbox.Client).RunAsync(ids, passThru, pipe, stop));
}
