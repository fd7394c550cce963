BeforeDiscovery { $canMakeAssemblies = $null -ne ('System.Reflection.Emit.PersistedAssemblyBuilder' -as [type]) }

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

        It 'says what to do where another copy of it was loaded before' -Skip:(-not $canMakeAssemblies) {
            Copy-Item (Split-Path $manifest) "$TestDrive/copy" -Recurse
            New-EmptyAssembly "$TestDrive/copy/bin/net8.0/HubSpotImports.dll" '99.0.0.0'
            { Invoke-NewShell "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; Import-Module '$TestDrive/copy/HubSpotImports.psd1'" } | Should -Throw '*Start a new session*'
        }

        It 'keeps the connection of the session over Import-Module -Force' {
            Import-Module $manifest -Force
            (Get-HsProperty contact email).Name | Should -Be 'email'
        }
    }

    # In processes of their own, because an assembly stays.
    Context 'beside a module with a CsvHelper of its own' -Skip:(-not $canMakeAssemblies) {
        BeforeAll {
            '1.0.0.0', '99.0.0.0' | ForEach-Object { New-EmptyAssembly "$TestDrive/$_/CsvHelper.dll" $_ }
        }

        It 'sends a file, when <version> was loaded <when>' -ForEach @(
            foreach ($version in '1.0.0.0', '99.0.0.0') { foreach ($when in 'before', 'after', 'between') { @{ version = $version; when = $when } } }
        ) {
            $foreign = "[void][Reflection.Assembly]::LoadFrom('$TestDrive/$version/CsvHelper.dll')"
            $script = @"
                $(if ($when -eq 'before') { $foreign })
                Import-Module '$manifest'
                $(if ($when -eq 'after') { $foreign })
                Connect-HsAccount -AccessToken $Token -BaseUri $($sandbox.BaseUri)
                `$map = New-HsColumnMapping '$csv' -ObjectType contact
                $(if ($when -eq 'between') { $foreign })
                `$import = `$map | Start-HsImport '$csv' -Name '$version $when' -Wait -WarningAction Ignore
                "`$(`$import.State) `$(`$import.TotalRows)"
                [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'CsvHelper', 'HubSpotImports.Core' } |
                    ForEach-Object { "`$(`$_.GetName().Name) `$(`$_.GetName().Version) `$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name)" } | Sort-Object
"@
            $said = & (Get-Process -Id $PID).Path -NoProfile -Command $script
            $said[0] | Should -Match '^DONE [1-9]'
            $said | Should -Contain "CsvHelper $version Default"
            @($said -like 'CsvHelper * HubSpotImports').Count | Should -Be 1
            @($said -like 'HubSpotImports.Core * HubSpotImports').Count | Should -Be 1
        }

        It 'shows its own types, and none of its packages' {
            $said = & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$manifest'; [HubSpotImports.HsImport].Name; 'CsvHelper.CsvReader' -as [type]; 'HubSpotImports.Api.HubSpotClient' -as [type]"
            $said | Should -Be 'HsImport'
        }
    }

    Context 'as a package' {
        It 'is imported by its name from a module path that it was unpacked into' {
            $null = & dotnet pack "$Root/src/HubSpotImports" --no-build --output "$TestDrive/package" -nologo 2>&1
            $package = Get-Item "$TestDrive/package/*.nupkg"
            Add-Type -AssemblyName System.IO.Compression.FileSystem
            [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, "$TestDrive/modules/HubSpotImports/$((Import-PowerShellDataFile $manifest).ModuleVersion)")
            $said = & (Get-Process -Id $PID).Path -NoProfile -Command @"
                `$env:PSModulePath = '$TestDrive/modules$([IO.Path]::PathSeparator)' + `$env:PSModulePath
                (New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email).PropertyName
                (Get-Module HubSpotImports).ModuleBase
                (Get-Help Start-HsImport).Synopsis
"@
            $said[0] | Should -Be 'email'
            $said[1] | Should -BeLike '*modules*HubSpotImports*'
            $said[2] | Should -BeLike 'Checks a file*'
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
            'Get-HsSubmission', 'New-HsColumnMapping', 'New-HsImportFile', 'Remove-HsSubmission', 'Resume-HsImport', 'Start-HsImport', 'Stop-HsImport',
            'Test-HsAccount', 'Test-HsImport', 'Wait-HsImport'
        ) {
            (Get-Command -Module HubSpotImports).Name | Should -Contain $_
            (Get-Command $_).CommandType | Should -Be 'Cmdlet'
        }

        It 'has a test file for every cmdlet' {
            $tested = (Get-ChildItem "$PSScriptRoot/*-*.Tests.ps1").Name -replace '\.Tests\.ps1$'
            $tested | Sort-Object | Should -Be ((Get-Command -Module HubSpotImports).Name | Sort-Object)
        }

        # As PowerShell itself would bind what the tests type; splatted values and what strings hold do not count.
        It 'has every parameter and every parameter set bound by a test' {
            $commands = Get-Command -Module HubSpotImports
            $bound = [System.Collections.Generic.HashSet[string]]::new()
            foreach ($file in Get-ChildItem "$PSScriptRoot/*.Tests.ps1") {
                $script = [System.Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref]$null, [ref]$null)
                foreach ($call in $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                    $command = $commands | Where-Object Name -eq $call.GetCommandName()
                    if (-not $command) { continue }
                    $typed = $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $command.ResolveParameter($_.ParameterName).Name }
                    $names = @([System.Management.Automation.Language.StaticParameterBinder]::BindCommand($call).BoundParameters.Keys) + $typed | Where-Object { $_ -in $command.Parameters.Keys }
                    foreach ($name in $names) { $null = $bound.Add("$command -$name") }

                    # What a pipeline brings is not to be seen, so a set counts where all that has to be typed is.
                    $sets = $command.ParameterSets | Where-Object {
                        $missing = $_.Parameters | Where-Object { $_.IsMandatory -and $_.Name -notin $names -and -not $_.ValueFromPipeline -and -not $_.ValueFromPipelineByPropertyName }
                        $known = $_.Parameters.Name
                        -not $missing -and -not ($names | Where-Object { $_ -notin $known })
                    }
                    $set = if (@($sets).Count -eq 1) { $sets } else { $sets | Where-Object IsDefault }
                    if ($set) { $null = $bound.Add("$command ($($set.Name))") }
                }
            }
            $all = foreach ($command in $commands) {
                $command.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters } | ForEach-Object { "$command -$_" }
                $command.ParameterSets | ForEach-Object { "$command ($($_.Name))" }
            }
            $all | Where-Object { -not $bound.Contains($_) } | Should -BeNullOrEmpty
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
