<#
.SYNOPSIS
Runs the Pester suite against the module in out/. The exit code is 0 when all tests pass, 1 when not, 2 when it cannot be run here.
.DESCRIPTION
The whole suite also fails when an error of the module is asserted by none of its tests. Without its slow tests, it is enough that one of these names it.
.PARAMETER Path
Test files; all by default.
.PARAMETER Tag
Tags of the tests to run, such as Culture; all by default.
.PARAMETER ExcludeTag
Tags of tests to leave out, such as Slow.
.PARAMETER Culture
The culture of the tests and of the processes that they start, such as de-DE.
.PARAMETER ForeignCsvHelper
Loads another CsvHelper before the module, as another module would.
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [string[]] $Tag = @(),
    [string[]] $ExcludeTag = @(),
    [string] $Culture,
    [switch] $ForeignCsvHelper
)

# Errors that no command of a shell can be made to write. What tests them instead, in tests/HubSpotImports.Tests:
$elsewhere = @{
    HsServerSilent          = 'A_server_that_is_silent_is_an_error_before_and_within_its_answer'   # After more than a minute.
    HsInterrupted           = 'A_stop_after_the_whole_request_leaves_it_undecided'                 # Ctrl+C: said in a warning, as a cause.
    HsImportWaitStopped     = 'A_stop_ends_the_waiting_and_not_the_import'                         # The same.
    HsAccountAnswersInvalid = 'Answers_that_are_damaged_or_of_another_version_are_none'            # Only -Verbose tells.
    HsJournalVersion        = 'One_of_a_later_version_is_left_alone'                               # A later module writes it, with its checksum.
    HsDataFolderUnknown     = 'An_error_recommends_something_whole'                                # Accounts of Windows without a profile.
}

# What is wrong with that: errors that no test asserted, nor one that was left out names, and entries above that are not so (any more).
function Get-CoverageFault ([string[]] $Asserted, [string[]] $LeftOut) {
    $root = Split-Path -Path (Split-Path -Path $PSScriptRoot)
    $made = Get-ChildItem -Path "$root/src/HubSpotImports.Core/Pipeline/HsError*.cs" | Select-String -Pattern '"(Hs[A-Z]\w+)", (HsErrorCategory|cause)\.' -AllMatches |
        ForEach-Object { $_.Matches.ForEach({ $_.Groups[1].Value }) } | Sort-Object -Unique
    foreach ($id in $made) {
        if ($id -notin $Asserted + $LeftOut -and -not $elsewhere.ContainsKey($id)) { "$id is asserted by no test." }
    }
    $tests = Get-ChildItem -Path "$root/tests/HubSpotImports.Tests" -Filter *.cs -Recurse | Get-Content -Raw
    foreach ($entry in $elsewhere.GetEnumerator()) {
        if ($entry.Key -in $Asserted) { "$($entry.Key) is asserted by a test, and listed as if it could not be." }
        if ($entry.Key -notin $made) { "$($entry.Key) is listed, and no error any more." }
        if (-not ($tests -match "\b$($entry.Value)\(")) { "There is no test $($entry.Value)." }
    }
}

$pester = Get-Module -Name Pester -ListAvailable | Where-Object { $_.Version -ge [version]'5.3' } | Sort-Object -Property Version | Select-Object -Last 1
if (-not $pester) {
    Write-Output 'Pester suite: not run: Pester is not installed'
    exit 2
}

if ($Culture) {
    try { $wanted = [cultureinfo]::GetCultureInfo($Culture) } catch { $wanted = $null }
    if (-not $wanted -or $wanted.EnglishName -like 'Unknown*' -or 'i'.ToUpper([cultureinfo]::GetCultureInfo('tr-TR')) -ceq 'I') {
        Write-Output "Pester suite: not run: there is no culture '$Culture' on this machine"
        exit 2
    }
    [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::CurrentCulture = $wanted
    [cultureinfo]::DefaultThreadCurrentUICulture = [cultureinfo]::CurrentUICulture = $wanted
    $env:LC_ALL = "$($Culture.Replace('-', '_')).UTF-8"   # For processes, where .NET goes by it.
}

$folder = (New-Item -ItemType Directory -Path ([IO.Path]::GetTempPath()) -Name "hubspot-suite-$([guid]::NewGuid().ToString('n'))").FullName
$env:HUBSPOT_ASSERTED_IDS = "$folder/asserted"
Set-Content -Path $env:HUBSPOT_ASSERTED_IDS -Value $null

if ($ForeignCsvHelper) {
    . "$PSScriptRoot/common.ps1"
    New-EmptyAssembly "$folder/CsvHelper.dll" '99.0.0.0'
    $null = [Reflection.Assembly]::LoadFrom("$folder/CsvHelper.dll")
}

Import-Module -Name $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Filter.Tag = $Tag
$configuration.Filter.ExcludeTag = $ExcludeTag
$result = Invoke-Pester -Configuration $configuration
$asserted = @(Get-Content -Path $env:HUBSPOT_ASSERTED_IDS | Select-Object -Unique)
$env:HUBSPOT_ASSERTED_IDS = $null
Remove-Item -Path $folder -Recurse -Force -ErrorAction Ignore

$skipped = $result.SkippedCount + $result.InconclusiveCount
$how = @(if ($Culture) { " in $([cultureinfo]::CurrentCulture)" }; if ($ForeignCsvHelper) { ' beside another CsvHelper' })
Write-Output "Pester$(-join $how): $([int]$result.PassedCount) passed, $([int]$result.FailedCount) failed, $([int]$skipped) skipped, in $([int]$result.Duration.TotalSeconds) s"
if ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0) { exit 1 }

$isWhole = -not ($PSBoundParameters.Keys | Where-Object { $_ -in 'Path', 'Tag' })
if ($isWhole -and $skipped -eq 0) {
    $leftOut = if ($ExcludeTag) { (Get-ChildItem -Path $PSScriptRoot -Filter *.Tests.ps1 | Select-String -Pattern "'(Hs[A-Z]\w+)'" -AllMatches).Matches | ForEach-Object { $_.Groups[1].Value } }
    $faults = @(Get-CoverageFault $asserted $leftOut)
    $faults | ForEach-Object { Write-Output "Errors and tests: $_" }
    if ($faults) { exit 1 }
    Write-Output "Errors and tests: every error is asserted$(if ($ExcludeTag) { ' or named by a test that was left out' }), $($elsewhere.Count) of them by xunit"
}
exit 0
