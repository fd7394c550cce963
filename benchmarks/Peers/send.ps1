# One upload with Invoke-RestMethod -Form.
param([string] $Path, [string] $Address)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$request = @{ name = 'benchmark'; files = @(@{ fileName = 'contacts.csv'; fileFormat = 'CSV'; fileImportPage = @{ hasHeader = $true; columnMappings = @() } }) } | ConvertTo-Json -Depth 5 -Compress
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$answer = Invoke-RestMethod -Method Post -Uri "$Address/crm/v3/imports/" -Headers @{ Authorization = 'Bearer benchmark' } -Form @{ files = Get-Item -LiteralPath $Path; importRequest = $request } -SkipCertificateCheck
@{ ms = @($clock.Elapsed.TotalMilliseconds); more = @{ received = @([long] $answer.id) } } | ConvertTo-Json -Depth 4 -Compress
