<#
.SYNOPSIS
Puts a file into HubSpot every night, with nobody watching.
.DESCRIPTION
Checks the file, holds the faulty rows back, sends the others once, waits for the end, and writes what HubSpot refused into a file. A run that
died, or whose machine did, is finished by the next one: what HubSpot has is not sent again. All that it writes is in -Folder, under the name
and the time of the run: *.log, *.held-back.csv and *.refused.csv (rows to mend and send), each with its *.reasons.csv.

The exit code says what to do:
  0  all rows are in
  2  some rows are not: they are in *.held-back.csv and *.refused.csv; values that were dropped stand in *.errors.csv
  3  a person must look: an answer was lost, and nobody knows whether HubSpot took the rows; or an earlier run, whose file is another now, did
     not come to its end. The log has the commands to decide it
  1  failed, or not at its end within -TimeoutSec. The log says why; the next run goes on with what was begun

The mapping is made once, by hand, and looked at:
  New-HsColumnMapping -Path contacts.csv -ObjectType contact | ConvertTo-Json | Set-Content contacts.mapping.json

The token is that of the environment variable HUBSPOT_ACCESS_TOKEN; without it, the secret -SecretName of SecretManagement.

What was sent is remembered in the data folder of the user that the task runs under (or that of HUBSPOT_JOURNAL_PATH). It must be the same
every night, and on this machine alone: two machines that send the same file do not know of each other.
.NOTES
Windows Task Scheduler; powershell.exe (5.1) does as well as pwsh.exe:

  $action   = New-ScheduledTaskAction -Execute pwsh.exe -Argument ('-NoProfile -NonInteractive -File C:\Jobs\NightlyImport.ps1' +
                ' -Path D:\Export\contacts.csv -MappingPath C:\Jobs\contacts.mapping.json -Folder C:\Jobs\Runs -Name "Nightly contacts"')
  $trigger  = New-ScheduledTaskTrigger -Daily -At 3am
  $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew
  Register-ScheduledTask -TaskName 'HubSpot contacts' -Action $action -Trigger $trigger -Settings $settings -User 'DOMAIN\svc-import' -Password (Read-Host)

cron, with the token in a file that the user alone can read (export HUBSPOT_ACCESS_TOKEN=...):

  0 3 * * *  . "$HOME/.hubspot" && pwsh -NoProfile -NonInteractive -File "$HOME/NightlyImport.ps1" -Path /data/contacts.csv -MappingPath "$HOME/contacts.mapping.json" -Folder "$HOME/runs" -Name "Nightly contacts"
.EXAMPLE
./NightlyImport.ps1 -Path contacts.csv -MappingPath contacts.mapping.json -Folder runs -Name 'Nightly contacts'
#>
[CmdletBinding()]
param(
    # The file.
    [Parameter(Mandatory = $true)]
    [string] $Path,

    # What its columns mean, as New-HsColumnMapping | ConvertTo-Json saved it.
    [Parameter(Mandatory = $true)]
    [string] $MappingPath,

    # The folder for logs and rows that are not in.
    [Parameter(Mandatory = $true)]
    [string] $Folder,

    # The name of the import in HubSpot. Without it, the file's name.
    [string] $Name = [IO.Path]::GetFileNameWithoutExtension($Path),

    # How long to wait for HubSpot at most.
    [int] $TimeoutSec = 7200,

    # How long an import whose answer was lost is looked for before it counts as not taken.
    [timespan] $SettlingTime = '00:15:00',

    # The secret with the token, where the environment has none.
    [string] $SecretName = 'HubSpot',

    # After how many days a run that came to its end is forgotten.
    [int] $KeepDays = 30
)

$ProgressPreference = 'SilentlyContinue'
$began = [DateTimeOffset]::Now
$file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
$null = New-Item -ItemType Directory -Path $Folder -Force -ErrorAction Stop
$run = Join-Path (Convert-Path -LiteralPath $Folder) ('{0}.{1:yyyy-MM-dd.HHmmss}' -f ($Name -replace '[^\w-]', '_'), $began)
$faults = New-Object System.Collections.ArrayList

function Write-RunLog ([string] $Level, [string] $Text) {
    Add-Content -LiteralPath "$run.log" -Encoding UTF8 -Value ('{0:yyyy-MM-dd HH:mm:ss} {1,-7} {2}' -f [DateTimeOffset]::Now, $Level, $Text)
}

# Runs commands, gives what they write, and puts into the log what they say. An error ends none but the command that made it.
function Invoke-Logged ([scriptblock] $Command) {
    $take = {
        if ($_ -is [System.Management.Automation.ErrorRecord]) {
            $null = $faults.Add($_)
            Write-RunLog error "$($_.FullyQualifiedErrorId.Split(',')[0]): $_ $($_.ErrorDetails.RecommendedAction)"
        }
        elseif ($_ -is [System.Management.Automation.WarningRecord]) { Write-RunLog warning $_ }
        elseif ($_ -is [System.Management.Automation.VerboseRecord]) { Write-RunLog info $_ }
        else { $_ }
    }
    try { & $Command *>&1 | ForEach-Object $take }
    catch { $_ | ForEach-Object $take }
}

# What this run worked at, also where it got no import of it: the journal knows.
function Get-Submission ($Import, $Known) {
    $named = @($Import | ForEach-Object { $_.SubmissionId }) + @($faults | ForEach-Object { "$($_.TargetObject)" })
    $Known | Where-Object { $_.UpdatedAt -ge $began -or $named -contains $_.SubmissionId } | Sort-Object -Property UpdatedAt | Select-Object -Last 1
}

function Get-ExitCode ($Submission, $Earlier) {
    if (-not $Submission) { return 1 }
    if ($Submission.Outcome -eq 'Undecided') { return 3 }
    if ($Submission.Outcome -notin 'AllIn', 'SomeRefused') { return 1 }
    if ($Earlier) { return 3 }
    if ($Submission.Outcome -eq 'AllIn') { return 0 }
    return 2
}

$code = 1
try {
    Write-RunLog info "'$file' is sent as '$Name'."
    Import-Module -Name HubSpotImports -ErrorAction Stop
    $sent = Invoke-Logged {
        if (-not $env:HUBSPOT_ACCESS_TOKEN) { Connect-HsAccount -AccessTokenSource { Get-Secret -Name $SecretName } }
        Start-HsImport -LiteralPath $file -MappingPath $MappingPath -Name $Name -InvalidRow HoldBack -RejectPath "$run.held-back.csv" `
            -IfOpen Resume -SettlingTime $SettlingTime -Wait -TimeoutSec $TimeoutSec -Verbose
    }

    $known = @(Invoke-Logged { Get-HsSubmission } | Where-Object { $_.SourcePath -eq $file })
    $submission = Get-Submission -Import $sent -Known $known

    # Other content of the same file, sent on an earlier day. Where HubSpot has all of it, to look at its end is all that is left to do.
    $earlier = $known | Where-Object { $submission -and $_.IsOpen -and -not $_.IsBusy -and $_.SubmissionId -ne $submission.SubmissionId } | ForEach-Object {
        $other = $_
        if ($other.ImportIds.Count -eq $other.Parts.Count) { $null = Invoke-Logged { Resume-HsImport -SubmissionId $other.SubmissionId -Wait -TimeoutSec 0 } }
        Invoke-Logged { Get-HsSubmission -SubmissionId $other.SubmissionId } | Where-Object { $_.IsOpen }
    }
    foreach ($other in $earlier) { Write-RunLog warning "The submission $other of $($other.CreatedAt.LocalDateTime) did not come to its end: Get-HsSubmission $($other.SubmissionId) | Format-List" }

    $code = Get-ExitCode -Submission $submission -Earlier $earlier
    if ($submission) {
        Write-RunLog info "The submission $submission`: $($submission.Rows) rows were to be sent, $($submission.RowsHeldBack) are held back."
        $imports = @(Invoke-Logged { $submission.ImportIds | ForEach-Object { Get-HsImport -Id $_ } })
        foreach ($import in $imports | Where-Object { $_.IsFinished }) { Write-RunLog info "The import $import`: $($import.TotalRows) rows, $($import.CreatedObjects) created, $($import.UpdatedObjects) updated, $($import.Errors) errors." }
        if ($imports | Where-Object { $_.Errors -gt 0 }) {
            Invoke-Logged { $imports | Get-HsImportError -SourcePath $file } | Export-Csv -LiteralPath "$run.errors.csv" -NoTypeInformation -Encoding UTF8
            Invoke-Logged { $imports | Export-HsImportReject -SourcePath $file -Path "$run.refused.csv" -Verbose }
        }
    }

    # Not before today's run is over: it may be the one that sends the same once more.
    Invoke-Logged {
        Get-HsSubmission | Where-Object { -not $_.IsOpen -and $_.UpdatedAt -lt $began.AddDays(-$KeepDays) } | Remove-HsSubmission -Confirm:$false
    }
}
catch {
    Write-RunLog error "$_ ($($_.InvocationInfo.ScriptName), line $($_.InvocationInfo.ScriptLineNumber))"
    if ($code -eq 0) { $code = 1 }
}

Write-RunLog info "The end, with exit code $code."
exit $code
