# The cmdlet itself, called twice in one shell.
param([string] $Module, [string] $Path, [string] $Properties)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$map = New-HsColumnMapping -Path $Path -ObjectType contact -PropertyDefinition $Properties
$milliseconds = foreach ($call in 1..2) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $check = Test-HsImport -LiteralPath $Path -ColumnMapping $map -PropertyDefinition $Properties -WarningAction SilentlyContinue
    $clock.Elapsed.TotalMilliseconds
}

@{ findings = @{ Rows = $check.Rows; Counts = $check.FindingCounts }; ms = @($milliseconds) } | ConvertTo-Json -Depth 4 -Compress
