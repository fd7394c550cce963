using System.Management.Automation;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Asks the account what HubSpot's documents do not say, by an import that writes nothing.</summary>
/// <remarks>
/// <para>Finds out how HubSpot counts the lines of import errors, and what its list of imports shows and when. It starts an import that HubSpot refuses
/// row by row: no record is written, but the import stays in the account's list, so it asks first.</para>
/// <para>The answers are kept on this machine for <see cref="GetHsImportErrorCommand"/> and <see cref="ExportHsImportRejectCommand"/>, which then tell more
/// rows for sure. Once for each account is enough.</para>
/// </remarks>
/// <returns>What was found out.</returns>
/// <example>
/// <title>Ask the account</title>
/// <code>Test-HsAccount</code>
/// <para>Asks before it starts the import, waits for its end, and writes what was found out. An answer that is blank could not be found out.</para>
/// </example>
/// <example>
/// <title>In a script, with nobody watching</title>
/// <code>Test-HsAccount -TimeoutSec 600 -Confirm:$false</code>
/// <para>Does not ask, and waits for ten minutes at most.</para>
/// </example>
/// <seealso cref="ConnectHsAccountCommand"/>
/// <seealso cref="GetHsImportErrorCommand"/>
/// <seealso cref="ExportHsImportRejectCommand"/>
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
