# The whole job in plain PowerShell.
param([string] $Path, [string] $Address, [string] $RequestPath)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$headers = @{ Authorization = 'Bearer benchmark' }
$form = @{ files = Get-Item -LiteralPath $Path; importRequest = Get-Content -LiteralPath $RequestPath -Raw }
$import = Invoke-RestMethod -Method Post -Uri "$Address/crm/v3/imports/" -Headers $headers -Form $form
while ($import.state -notin 'DONE', 'FAILED', 'CANCELED') {
    Start-Sleep -Seconds 1
    $import = Invoke-RestMethod -Uri "$Address/crm/v3/imports/$($import.id)" -Headers $headers
}

@{ more = @{ id = @([long] $import.id) } } | ConvertTo-Json -Depth 4 -Compress
