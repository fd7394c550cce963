using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Checks;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Checks a file, or several together, against column mappings, and sends them to HubSpot, once.</summary>
/// <remarks>
/// <para>First every row is checked, as <see cref="TestHsImportCommand"/> does. A fault of the file, its header or its mapping is an error, and nothing is sent;
/// what happens to faulty rows is up to <c>-InvalidRow</c>. Then the file is sent, in parts where it is beyond HubSpot's limits. HubSpot works through it by
/// itself: the import that is written is the one that <see cref="WaitHsImportCommand"/>, <see cref="GetHsImportCommand"/> and <see cref="StopHsImportCommand"/>
/// understand. With <c>-Wait</c> it is written at its end.</para>
/// <para>Each send is in a journal on this machine before it is done, so that nothing is sent twice after a crash or a lost answer. Rows that HubSpot refuses
/// are no error of this command: they are counted in a warning and in the import's <c>Outcome</c>.</para>
/// <para>Several files in the pipeline are several imports. Several files of <see cref="NewHsImportFileCommand"/> are one import, whose rows name one another; they
/// are sent whole, never in parts.</para>
/// </remarks>
/// <returns>The import; with <c>-Wait</c> at its end. A file that is sent in parts is an import for each part.</returns>
/// <example>
/// <title>All checks, nothing sent</title>
/// <code>Start-HsImport contacts.csv -MappingPath contacts.mapping.json -WhatIf</code>
/// <para>Reads every row, and says what would be sent.</para>
/// </example>
/// <example>
/// <title>Send a file, and keep what HubSpot refuses</title>
/// <code>
/// $map = New-HsColumnMapping -Path contacts.csv -ObjectType contact
/// $import = Start-HsImport -Path contacts.csv -ColumnMapping $map `
///     -Name 'Nightly contacts' -DateFormat DayMonthYear -Wait
/// $import | Export-HsImportReject fix-me.csv
/// $import
/// </code>
/// <output>
/// Id         Name        State          Rows  Created  Updated  Refused    Age
/// --         ----        -----          ----  -------  -------  -------    ---
/// 4711       Nightly co… DONE            500      488        8        4   12 s
/// </output>
/// <para>The refused rows are in fix-me.csv, the reasons beside it.</para>
/// </example>
/// <example>
/// <title>Every night, with nobody watching</title>
/// <code>
/// Start-HsImport contacts.csv -MappingPath contacts.mapping.json `
///     -Name 'Nightly contacts' -IfOpen Resume -Wait -TimeoutSec 7200 `
///     -InvalidRow HoldBack -RejectPath held-back.csv -Force
/// </code>
/// <para>Faulty rows stay out, in a file. What died the night before is finished first. See about_HsReliability for the exit codes of such a script.</para>
/// </example>
/// <example>
/// <title>Several files</title>
/// <code>
/// Get-ChildItem export -Filter *.csv |
///     Start-HsImport -MappingPath contacts.mapping.json | Wait-HsImport
/// </code>
/// <para>Sends one after the other, each as an import named after its file, and waits for all together.</para>
/// </example>
/// <example>
/// <title>Contacts and their companies, tied together</title>
/// <code>
/// $companies = New-HsImportFile companies.csv `
///     -MappingPath companies.mapping.json
/// $contacts = New-HsImportFile members.csv `
///     -MappingPath members.mapping.json
/// $companies, $contacts | Start-HsImport -Name 'Members' -Wait
/// </code>
/// <para>Two files of <see cref="NewHsImportFileCommand"/> are one import. See about_HsColumnMapping for the column that ties them together.</para>
/// </example>
/// <example>
/// <title>Update records, create none</title>
/// <code>
/// Start-HsImport contacts.csv -MappingPath contacts.mapping.json `
///     -ImportOperation Update
/// </code>
/// <para>Rows whose contact is not in HubSpot are refused.</para>
/// </example>
/// <seealso cref="NewHsColumnMappingCommand"/>
/// <seealso cref="NewHsImportFileCommand"/>
/// <seealso cref="TestHsImportCommand"/>
/// <seealso cref="GetHsImportErrorCommand"/>
/// <seealso cref="ResumeHsImportCommand"/>
/// <seealso>about_HubSpotImports</seealso>
/// <seealso>about_HsReliability</seealso>
[Cmdlet(VerbsLifecycle.Start, "HsImport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HsImport))]
public sealed class StartHsImportCommand : HsFileCommand
{
    /// <summary>The name of the import in the account. Without it, that of the first file. Behind it stands the number of a part, such as (1/3), where there are several, and a sign such as #k3f9x2m of an import that could come in twice: of parts, and of rows that create records.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Makes the contacts marketing contacts.</summary>
    [Parameter]
    public SwitchParameter MarketableContactImport { get; set; }

    /// <summary>Has HubSpot make a static list of the contacts.</summary>
    [Parameter]
    public SwitchParameter CreateContactListFromImport { get; set; }

    /// <summary>What to do with rows that break HubSpot's rules. Several files that are one import take no <c>HoldBack</c>, because rows of one may name rows of another.</summary>
    [Parameter]
    public HsInvalidRow InvalidRow { get; set; }

    /// <summary>The file for rows that are held back: same header, same encoding, ready to be mended and sent. Beside it, <c>*.reasons.csv</c> says why. Without it, <c>-InvalidRow HoldBack</c> is an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Replaces an existing reject file; where no row is left for it, removes that of the earlier run.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Waits for the end, and writes the import then. Ctrl+C ends the waiting, never the import.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. Without it, as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <summary>What to do where an earlier run began to send the same content and did not come to its end.</summary>
    [Parameter]
    public HsIfOpen IfOpen { get; set; }

    /// <summary>Sends content that was sent within the last 30 days and creates records, although they are then there twice.</summary>
    [Parameter]
    public SwitchParameter Again { get; set; }

    /// <summary>How long after a send whose answer was lost its import must show in HubSpot's list, before it counts as not taken. A shorter time is at your own risk.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan SettlingTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many parts of a large file HubSpot may work at at a time, where no identifier is in two of them: 1 to 3.</summary>
    [Parameter]
    [ValidateRange(1, 3)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Waits until the account has room for more rows and imports today, instead of refusing the file.</summary>
    [Parameter]
    public SwitchParameter WaitForQuota { get; set; }

    /// <summary>The folder of the journal. Without it, that of the environment variable HUBSPOT_JOURNAL_PATH, or the user's data folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected override void Process(PropertyDefinitions definitions, StartImportRequest request)
    {
        var complete = request with
        {
            Name = Name,
            MarketableContactImport = MarketableContactImport.IsPresent ? MarketableContactImport.ToBool() : null,
            CreateContactListFromImport = CreateContactListFromImport.IsPresent ? CreateContactListFromImport.ToBool() : null,
            InvalidRow = InvalidRow,
            RejectPath = RejectPath is null ? null : ProviderPaths.Literal(this, RejectPath),
            ReplacesRejectFile = Force,
            Wait = Wait,
            WaitLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IfOpen = IfOpen,
            Again = Again,
            SettlingTime = SettlingTime,
            ThrottleLimit = ThrottleLimit,
            WaitsForQuota = WaitForQuota,
        };
        var data = ProviderPaths.DataFolder(this, JournalPath);
        Run((client, pipe, stop) => new StartImport(client, definitions, data).RunAsync(complete, pipe, stop));
    }
}
