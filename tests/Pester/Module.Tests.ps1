BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $manifest = Get-ModuleManifest
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"

    # Runs a script in a PowerShell that has seen nothing yet.
    function Invoke-NewShell ([string] $Script) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript($Script)
        try { [pscustomobject]@{ Output = $shell.Invoke(); Errors = @($shell.Streams.Error); Warnings = @($shell.Streams.Warning) } }
        finally { $shell.Dispose() }
    }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'The module' {
    Context 'import and removal' {
        It 'is imported without an error or a warning' {
            $shell = Invoke-NewShell "Import-Module '$manifest'; `$Error.Count; (Get-Module HubSpotImports).Name"
            $shell.Output | Should -Be 0, 'HubSpotImports'
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Warnings | Should -BeNullOrEmpty
        }

        It 'is imported again with -Force, and its types still convert' {
            $shell = Invoke-NewShell @"
                Import-Module '$manifest' -Force
                Import-Module '$manifest' -Force
                (New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email).PropertyName
                ([HubSpotImports.HsColumnMapping]@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }).ColumnType
"@
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Output | Should -Be 'email', 'AlternateId'
        }

        It 'is removed, and imported again' {
            $shell = Invoke-NewShell @"
                Import-Module '$manifest'
                Remove-Module HubSpotImports
                @(Get-Command *-Hs* -Module HubSpotImports -ListImported).Count
                Import-Module '$manifest'
                (New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email).PropertyName
"@
            $shell.Errors | Should -BeNullOrEmpty
            $shell.Output | Should -Be 0, 'email'
        }

        It 'keeps the connection of the session over Import-Module -Force' {
            Import-Module $manifest -Force
            (Get-HsProperty contact email).Name | Should -Be 'email'
        }
    }

    Context 'what it exports' {
        It 'is the list of the manifest' {
            $listed = (Import-PowerShellDataFile $manifest).CmdletsToExport
            $module = Get-Module HubSpotImports
            $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($listed | Sort-Object)
            $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        }

        It 'is every cmdlet of the assembly' {
            $nested = (Get-Module HubSpotImports).NestedModules | ForEach-Object { $_.ExportedCmdlets.Keys }
            (Get-Module HubSpotImports).ExportedCmdlets.Keys | Sort-Object | Should -Be ($nested | Sort-Object)
        }

        It 'is <_>' -ForEach @(
            'Connect-HsAccount', 'Disconnect-HsAccount', 'Export-HsImportReject', 'Get-HsImport', 'Get-HsImportError', 'Get-HsProperty',
            'New-HsColumnMapping', 'Start-HsImport', 'Stop-HsImport', 'Test-HsAccount', 'Test-HsImport', 'Wait-HsImport'
        ) {
            (Get-Command -Module HubSpotImports).Name | Should -Contain $_
            (Get-Command $_).CommandType | Should -Be 'Cmdlet'
        }

        It 'has a test file for every cmdlet' {
            $tested = (Get-ChildItem "$PSScriptRoot/*-*.Tests.ps1").Name -replace '\.Tests\.ps1$'
            $tested | Sort-Object | Should -Be ((Get-Command -Module HubSpotImports).Name | Sort-Object)
        }

        It 'has approved verbs' {
            $approved = (Get-Verb).Verb
            (Get-Command -Module HubSpotImports).Verb | Where-Object { $_ -notin $approved } | Should -BeNullOrEmpty
        }

        It 'asks before it changes HubSpot, writes a file or forgets a journal, and only then' {
            $asking = Get-Command -Module HubSpotImports | Where-Object { $_.Parameters.ContainsKey('WhatIf') }
            $asking.Name | Sort-Object | Should -Be 'Export-HsImportReject', 'Remove-HsSubmission', 'Resume-HsImport', 'Start-HsImport', 'Stop-HsImport', 'Test-HsAccount'
        }

        It 'says the type of what it writes' {
            $silent = Get-Command -Module HubSpotImports | Where-Object { -not $_.OutputType }
            $silent.Name | Sort-Object | Should -Be 'Disconnect-HsAccount', 'Remove-HsSubmission'
        }
    }

    Context 'errors' {
        It 'has categories with the numbers of the engine''s' {
            foreach ($name in [Enum]::GetNames([HubSpotImports.HsErrorCategory])) {
                [int][HubSpotImports.HsErrorCategory]$name | Should -Be ([int][System.Management.Automation.ErrorCategory]$name) -Because $name
            }
        }

        It 'shows message and recommended action at the prompt' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $shown = Get-ErrorOf { Get-HsImport -Id 999999 } | Out-String -Width 120
            $shown | Should -BeLike '*There is no import 999999*'
            $shown | Should -BeLike '*Get-HsImport lists the imports*'
        }
    }
}
