<#
.SYNOPSIS
Runs the Pester suite against the module in out/. The exit code is 0 when all tests pass, 1 when not, 2 when Pester is not installed.
.PARAMETER ExcludeTag
Tags of tests to leave out, such as Slow.
.PARAMETER Path
Test files; all by default.
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [string[]] $ExcludeTag = @()
)

$pester = Get-Module -Name Pester -ListAvailable | Where-Object { $_.Version -ge [version]'5.3' } | Sort-Object -Property Version | Select-Object -Last 1
if (-not $pester) {
    Write-Output 'Pester suite: not run: Pester is not installed'
    exit 2
}

Import-Module -Name $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = $ExcludeTag
$result = Invoke-Pester -Configuration $configuration

$skipped = $result.SkippedCount + $result.InconclusiveCount + $result.NotRunCount
Write-Output "Pester: $([int]$result.PassedCount) passed, $([int]$result.FailedCount) failed, $([int]$skipped) skipped"
if ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0) { exit 1 }
exit 0
