@{
    RootModule             = 'HubSpotImports.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5c1d7c0e-7f0b-4b1e-9a5c-3d8b7f6a2e41'
    Author                 = 'The HubSpotImports authors'
    CompanyName            = 'Community'
    Copyright              = 'The HubSpotImports authors. MIT License.'
    Description            = 'Puts CSV and Excel files into a HubSpot account through HubSpot''s CRM imports API. HubSpot does not stand behind this project.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('HubSpotImports.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-HsAccount'
        'Disconnect-HsAccount'
        'Export-HsImportReject'
        'Get-HsImport'
        'Get-HsImportError'
        'Get-HsProperty'
        'Get-HsSubmission'
        'New-HsColumnMapping'
        'New-HsImportFile'
        'Remove-HsSubmission'
        'Resume-HsImport'
        'Start-HsImport'
        'Stop-HsImport'
        'Test-HsAccount'
        'Test-HsImport'
        'Wait-HsImport'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            ReleaseNotes = 'See CHANGELOG.md in the module''s folder.'
            Tags = @('HubSpot', 'CRM', 'Import', 'CSV', 'Excel', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
        }
    }
}
