# One build for PowerShell 7, one for Windows PowerShell 5.1. No command but this one, because Join-Path and the like would load modules of
# their own first, which takes longer than all of this.
$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
try { Import-Module -Name "$PSScriptRoot/bin/$framework/HubSpotImports.dll" -ErrorAction Stop }
catch [System.IO.FileLoadException] {
    throw "This session has loaded another copy of HubSpotImports already, and .NET loads only one. Start a new session for that in '$PSScriptRoot'."
}
Import-Module -Name "$PSScriptRoot/HubSpotImports.Types.psd1"
