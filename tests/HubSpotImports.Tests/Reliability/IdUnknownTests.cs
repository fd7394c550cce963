using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Operations;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Reliability;

/// <summary>An answer that says "taken" and nothing else, as a proxy gives it that shows a page of its own.</summary>
public sealed class IdUnknownTests
{
    [Fact]
    public async Task Who_looked_and_found_nothing_is_told_how_to_send_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var rows = new SourceRows(2, creates: true);
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Html, Status = 200 });

        var error = Assert.Single(sandbox.Start(rows.Request with { SettlingTime = TimeSpan.Zero }).Errors);

        var id = (string)error.Target!;
        Assert.Equal("HsImportIdUnknown", error.Id);
        Assert.Contains("Do not send it again before you looked", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Resume-HsImport {id} -JournalPath '{sandbox.Data.Path}' -Resend -Again", error.RecommendedAction, StringComparison.Ordinal);

        // What the first answer said is no answer to the second send.
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Drop, When = FaultMoment.After });
        sandbox.Server.AddFault(new SandboxFault { On = RequestKind.List, Do = FaultAction.Hide });
        var resent = new RecordingSink().Run((pipe, stop) => new ResumeImport(sandbox.Client, sandbox.Data, ConnectedSandbox.Quick)
            .RunAsync(new ResumeImportRequest { SubmissionId = id, Resend = true, Again = true, SettlingTime = TimeSpan.Zero }, pipe, stop));
        Assert.Equal(["HsSubmissionUndecided"], resent.ErrorIds);
    }
}
