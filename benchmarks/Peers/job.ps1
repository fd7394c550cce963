# The whole job with the module, as its readme shows it.
param([string] $Module, [string] $Path, [string] $Address, [string] $MapPath)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
Import-Module $Module
Connect-HsAccount benchmark -BaseUri $Address
$map = New-HsColumnMapping -Path $Path -ObjectType contact -Map (Get-Content -LiteralPath $MapPath -Raw | ConvertFrom-Json -AsHashtable)
$import = Start-HsImport -Path $Path -ColumnMapping $map -Name benchmark -Wait
@{ more = @{ id = @([long] $import.Id) } } | ConvertTo-Json -Depth 4 -Compress
