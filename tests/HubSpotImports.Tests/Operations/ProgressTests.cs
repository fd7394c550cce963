using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class ProgressTests
{
    private const string Check = "Checking";
    private const string Send = "Sending";
    private const string Work = "HubSpot at work";

    private readonly RecordingSink _sink = new();
    private bool _isWatching;

    [Fact]
    public async Task An_import_is_one_bar_with_a_part_for_each_phase()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Waiting(Check, Send, Work));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var (whole, check) = ($"Importing {Path.GetFileName(file.Path)}", $"Checking {Path.GetFileName(file.Path)}");

        Start(sandbox, sandbox.RequestFor(file));

        Assert.Empty(_sink.Errors);
        Assert.Equal([whole, check, Send, Work], _sink.Progress.Select(progress => progress.Activity).Distinct());
        Assert.All(_sink.Progress, progress => Assert.Equal(progress.Activity == whole ? (1, -1) : (2, 1), (progress.Id, progress.ParentId)));
        Assert.Equal($"0 of {file.Bytes.Length} bytes", _sink.Progress.First(progress => progress.Activity == Send).Status);
        Assert.Equal("2 rows", _sink.Progress.Last(progress => progress.Activity == whole).Status);
        AssertTakenAway();
    }

    [Fact]
    public async Task Each_part_has_a_bar_of_its_own()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Waiting(Send, Work));
        using var file = new TempFile(ConnectedSandbox.Contacts);

        Start(sandbox, sandbox.RequestFor(file), ImportLimits.Documented with { Rows = 1 });

        Assert.Equal(2, _sink.Objects.Count);
        Assert.Equal(
            ["Sending part 1 of 2", "HubSpot at work: part 1 of 2", "Sending part 2 of 2", "HubSpot at work: part 2 of 2"],
            _sink.Progress.Where(progress => progress.IsCompleted && progress.Activity.Contains("part ", StringComparison.Ordinal)).Select(progress => progress.Activity));
        Assert.Equal("2 rows in 2 parts", _sink.Progress.Last(progress => progress.Id == 1).Status);
        AssertTakenAway();
    }

    [Fact]
    public async Task What_fails_leaves_no_bar()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Waiting(Send));
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Answer, Status = 400 });
        using var file = new TempFile(ConnectedSandbox.Contacts);

        Start(sandbox, sandbox.RequestFor(file));

        Assert.Equal(["HsBadRequest"], _sink.ErrorIds);
        AssertTakenAway();
    }

    [Fact]
    public async Task Who_waits_for_imports_sees_those_that_HubSpot_works_at()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Waiting(Work));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var imports = Enumerable.Range(0, 4).Select(_ => (HsImport)sandbox.Start(sandbox.RequestFor(file, wait: false) with { Again = true }).Objects[0]).ToList();

        _sink.Run((pipe, stop) => new WaitImport(sandbox.Client, ConnectedSandbox.Quick).RunAsync(imports, limit: null, pipe, stop));

        Assert.Equal(4, _sink.Objects.Count);
        Assert.Equal(new HsProgress("Waiting for imports", "4 imports"), _sink.Progress[0]);
        Assert.Equal([2, 3, 4], _sink.Progress.Where(progress => progress.ParentId == 1).Select(progress => progress.Id).Distinct().Order());
        Assert.Contains(_sink.Progress, progress => progress.Activity == $"HubSpot at work: import {imports[0].Id}");
        AssertTakenAway();
    }

    [Fact]
    public async Task A_file_is_read_to_its_end_as_bytes_and_rows()
    {
        var said = new List<(long Bytes, long Rows)>();
        var text = "Email\r\n" + string.Concat(Enumerable.Range(0, 100_000).Select(row => $"p{row}@example.com\r\n"));
        foreach (var (encoding, bytes) in new[] { (System.Text.Encoding.UTF8, 2_000_000), (System.Text.Encoding.Unicode, 4_000_000) })
        {
            said.Clear();
            using var file = new TempFile([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            var inspected = await FileInspector.InspectAsync(file.Path, encoding: null, hasHeader: true, ImportLimits.Documented, default);
            await CsvScan.RunAsync(inspected, ImportLimits.Documented, () => new EachRow(_ => true), () => null, ScanSettings.Default, (read, rows) => said.Add((read, rows)), default);

            Assert.True(said.Count > 1);
            Assert.Equal(said.Order(), said);
            Assert.Equal(100_000, said[^1].Rows);
            Assert.InRange(said[^1].Bytes, bytes * 0.9, file.Bytes.Length);
        }
    }

    // Definitions of their own, so that the check asks for properties.
    private void Start(ConnectedSandbox sandbox, StartImportRequest request, ImportLimits? limits = null)
    {
        _isWatching = true;
        _sink.Run((pipe, stop) => new StartImport(sandbox.Client, PropertyDefinitions.Of(new HubSpotClient(sandbox.Client.Connection)), sandbox.Data, limits, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));
    }

    // A sandbox that goes on when the bar of a phase was seen: until then the properties, the answer to a start, or the work itself do not come.
    private SandboxOptions Waiting(params string[] phases) => SandboxOptions.FullSpeed with
    {
        Intercept = async context =>
        {
            var path = context.Request.Path.Value!;
            var phase = path.Contains("/properties/", StringComparison.Ordinal) ? Check : context.Request.Method == "POST" && path.StartsWith("/crm/imports", StringComparison.Ordinal) ? Send : "";
            if (_isWatching && phases.Contains(phase)) await SeenAsync(phase, context.RequestAborted);
            return false;
        },
        BeforeProcessing = (_, stop) => phases.Contains(Work) ? SeenAsync(Work, stop) : Task.CompletedTask,
    };

    private async Task SeenAsync(string phase, CancellationToken stop)
    {
        while (Last() is not { IsCompleted: false } last || !last.Activity.StartsWith(phase, StringComparison.Ordinal)) await Task.Delay(10, stop);
    }

    private HsProgress? Last() => _sink.Progress is [.., var last] ? last : null;

    private void AssertTakenAway()
    {
        Assert.NotEmpty(_sink.Progress);
        Assert.All(_sink.Progress.GroupBy(progress => progress.Activity), bar => Assert.True(bar.Last().IsCompleted, bar.Key));
    }
}
