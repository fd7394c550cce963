# One build for PowerShell 7, one for Windows PowerShell 5.1.
$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
Import-Module -Name (Join-Path $PSScriptRoot "bin/$framework/HubSpotImports.dll") -ErrorAction Stop

# Lets hashtables, and mappings and files out of jobs or Import-Clixml, bind as such; a file is saved with all of its mappings. -Force, because the
# session keeps type data over a re-import.
Update-TypeData -TypeName HubSpotImports.HsColumnMapping -TypeConverter HubSpotImports.Binding.HsColumnMappingConverter -Force
Update-TypeData -TypeName HubSpotImports.HsImportFile -TypeConverter HubSpotImports.Binding.HsImportFileConverter -SerializationDepth 3 -Force
