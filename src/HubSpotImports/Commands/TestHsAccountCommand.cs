using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Asks the account what HubSpot's documents do not say: how the lines of import errors are counted, and what the list of imports tells. It starts an
/// import that HubSpot refuses row by row, so that nothing is written, but that stays in the account's list of imports. The answers are kept for
/// Get-HsImportError and Export-HsImportReject, which then tell more rows for sure.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "HsAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(HsAccountTest))]
public sealed class TestHsAccountCommand : HsJournalCommand
{
    /// <summary>How many seconds to wait at most for the import to end and to show in the list.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; } = 300;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        var request = new TestAccountRequest { JournalPath = FullJournalPath, Limit = TimeSpan.FromSeconds(TimeoutSec) };
        Run((client, pipe, stop) => new TestAccount(client).RunAsync(request, pipe, stop));
    });
}
