# Get-Help in the shell, and every example of every page: what stands there is typed into a folder that has the files it names.

BeforeDiscovery {
    . "$PSScriptRoot/common.ps1"
    Import-TestModule
    $cmdlets = (Get-Command -Module HubSpotImports).Name
    $topics = (Get-ChildItem -Path "$Root/docs/en-US" -Filter about_*.md).BaseName

    # Examples that cannot run here, and why.
    $notRun = @{
        'Stop-HsImport: Cancel all of a name that are not at their end' = 'it asks the user before each'
    }
    $all = foreach ($page in Get-ChildItem -Path "$Root/docs/en-US" -Filter *-*.md) {
        $text = [IO.File]::ReadAllText($page.FullName).Replace("`r", '')
        foreach ($found in [regex]::Matches($text, '(?ms)^### Example \d+: ([^\n]+)\n\n```powershell\n(.*?)\n```(?:\n\n```output\n(.*?)\n```)?')) {
            $name = "$($page.BaseName): $($found.Groups[1].Value)"
            @{ name = $name; code = $found.Groups[2].Value; output = $found.Groups[3].Value }
        }
    }
    $examples = $all | Where-Object { -not $notRun.ContainsKey($_.name) }
}

Describe 'Get-Help' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        Import-TestModule
    }

    It 'explains <_> and every parameter of it' -ForEach $cmdlets {
        $command = Get-Command $_
        $own = @($command.Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters })
        $help = Get-Help $_ -Full

        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -BeLike "*$_*" -Because 'that is the syntax, which is shown where there is no help'
        "$($help.description.Text)" | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        if ($command.OutputType) { @($help.returnValues.returnValue.type.name) | Should -Be @($command.OutputType.Name) }

        @($help.parameters.parameter.name | Where-Object { $_ } | Sort-Object) | Should -Be @($own.Name | Sort-Object)
        foreach ($parameter in $own) {
            $about = Get-Help $command.Name -Parameter $parameter.Name
            "$($about.description.Text)" | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) has a text"
            $about.aliases | Should -Be $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' })
            $about.pipelineInput -ne 'False' | Should -Be ($parameter.Attributes.Where({ $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }).Count -gt 0) -Because "of -$($parameter.Name)"
            if ($parameter.ParameterType.IsEnum) { "$($about.description.Text)" | Should -Match ([enum]::GetNames($parameter.ParameterType) -join '(?s:.*)') }
        }
    }

    It 'has the defaults that the cmdlets have' {
        (Get-Help Start-HsImport -Parameter SettlingTime).defaultValue | Should -Be '00:15:00'
        (Get-Help Start-HsImport -Parameter InvalidRow).defaultValue | Should -Be 'Send'
        (Get-Help Get-HsImport -Parameter MaximumRetryCount).defaultValue | Should -Be '5'
        (Get-Help Get-HsImport -Parameter Name).globbing | Should -Be 'true'
    }

    It 'finds <_>' -ForEach $topics {
        $text = Get-Help $_
        $text | Should -BeOfType [string]
        $text | Should -Match "^TOPIC\s+$_\s+SYNOPSIS\s+[A-Z]"
        (Get-Help 'about_H*' | Where-Object Name -eq $_).Synopsis | Should -Match '\.$'
    }
}

Describe 'The example' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $sandbox = Connect-Sandbox
        $slow = Start-Sandbox -Option @()
        $issuing = Start-Sandbox -Option '--fast', '--oauth', 'my-app,app-secret,refresh-me'

        # What the examples get from the user and from SecretManagement.
        function Read-Host ([switch] $AsSecureString) { ConvertTo-SecureString $Token -AsPlainText -Force:$AsSecureString }
        function Get-Secret ($Name) {
            $secret = switch ($Name) { 'HubSpotApp' { 'app-secret' } 'HubSpotRefresh' { 'refresh-me' } default { $Token } }
            ConvertTo-SecureString $secret -AsPlainText -Force
        }

        # A folder with all files that examples name, and an import of one of them, with a refused row, that has come to its end.
        $template = (New-Item -ItemType Directory -Path "$TestDrive/template/export").Parent.FullName
        $env:HUBSPOT_JOURNAL_PATH = "$template/journal"
        Set-Utf8 "$template/contacts.csv" 'E-mail,First Name,Surname,Company', 'ada@example.com,Ada,Lovelace,Nordlicht GmbH', 'ben(at)example.com,Ben,Byte,Fjord AS'
        Set-Utf8 "$template/export/a.csv" 'E-mail,First Name,Surname,Company', 'cid@example.com,Cid,Core,Fjord AS'
        Set-Utf8 "$template/export/b.csv" 'E-mail,First Name,Surname,Company', 'dan@example.com,Dan,Disk,Fjord AS'
        Set-Utf8 "$template/contacts-and-companies.csv" 'E-mail,Company,Website', 'ada@example.com,Nordlicht GmbH,nordlicht.example'
        Set-Utf8 "$template/bare.csv" 'eve@example.com,Eve,x'
        Set-Utf8 "$template/members.csv" 'Email,Name', 'ada@example.com,Ada'
        Set-Utf8 "$template/companies.csv" 'Name,Email', 'Nordlicht GmbH,ada@example.com'
        ConvertTo-Json -InputObject @(@{ ColumnName = 'Email'; PropertyName = 'email'; ObjectType = 'contact'; AssociationIdentifierColumn = $true }, @{ ColumnName = 'Name'; PropertyName = 'firstname'; ObjectType = 'contact' }) |
            Set-Content "$template/members.mapping.json"
        ConvertTo-Json -InputObject @(@{ ColumnName = 'Email'; ObjectType = 'company'; ToObjectType = 'contact'; AssociationTypeId = 280 }, @{ ColumnName = 'Name'; PropertyName = 'name'; ObjectType = 'company' }) |
            Set-Content "$template/companies.mapping.json"
        Get-HsProperty contact | ConvertTo-Json -Depth 4 | Set-Content "$template/properties.json"
        $map = New-HsColumnMapping "$template/contacts.csv" contact
        $map | ConvertTo-Json | Set-Content "$template/contacts.mapping.json"
        $done = Start-HsImport "$template/contacts.csv" -ColumnMapping $map -Name 'Nightly contacts' -Wait

        # A submission whose answer was lost. HubSpot has its import; the list shows it only when the fault is cleared.
        function New-Open ([string] $Operation = 'Upsert') {
            $file = New-ContactFile -Path "$PWD/open.csv" -Domain "$([guid]::NewGuid().ToString('n')).example.com"
            Add-SandboxFault $sandbox @{ on = 'start'; do = 'answer'; when = 'after' }
            Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'open' }
            $null = Start-HsImport $file -ColumnMapping (New-HsColumnMapping $file contact) -ImportOperation $Operation -SettlingTime 0 -ErrorAction SilentlyContinue -ErrorVariable lost
            Assert-HsError $lost 'HsSubmissionUndecided' -Command StartHsImport
            $import = (Invoke-Sandbox $sandbox overview).imports | Where-Object name -like 'open*' | Sort-Object -Property id | Select-Object -Last 1
            [pscustomobject]@{ SubmissionId = (Get-SubmissionOf $file).SubmissionId; Id = $import.id }
        }

        # The headings of a table: what stands above its dashes.
        function Get-Heading ([string] $Table) { [regex]::Match($Table, '(?m)^(.*\S)\s*\r?\n[ -]*--').Groups[1].Value.Trim() -split '\s+' }

        # What some need beyond that. Each gives the import and the submission that the example names.
        $prepare = @{
            'Connect-HsAccount: An app that was installed through OAuth' = { $env:HUBSPOT_BASE_URI = $issuing.BaseUri; $done }
            'New-HsColumnMapping: From the header of a file' = {
                Set-Utf8 "$PWD/contacts.csv" 'E-mail,First Name,Surname,Tel.,Company,Internal note', 'ada@example.com,Ada,Lovelace,1,Nordlicht GmbH,x'
                $done
            }
            'Stop-HsImport: Cancel one' = {
                Connect-HsAccount $Token -BaseUri $slow.BaseUri
                $large = New-ContactFile "$PWD/large.csv" -Count 20000
                Start-HsImport $large -ColumnMapping (New-HsColumnMapping $large contact)
            }
            'Get-HsSubmission: What is not finished' = { New-Open; Clear-SandboxFault $sandbox }
            'Resume-HsImport: After a crash' = { New-Open; Clear-SandboxFault $sandbox }
            'Resume-HsImport: One of them' = { New-Open; Clear-SandboxFault $sandbox }
            'Resume-HsImport: The import is there: take it' = { New-Open Create; Clear-SandboxFault $sandbox }
            'Resume-HsImport: The import is not there: send it again' = { New-Open Create }
        }
    }

    AfterAll { $sandbox, $slow, $issuing | ForEach-Object { Stop-Sandbox $_ } }

    BeforeEach {
        $folder = "$TestDrive/$([guid]::NewGuid())"
        Copy-Item -Path $template -Destination $folder -Recurse
        Push-Location $folder
        $env:HUBSPOT_JOURNAL_PATH = "$folder/journal"
        $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
        Connect-HsAccount $Token
    }

    AfterEach {
        Pop-Location
        Clear-SandboxFault $sandbox
        $env:HUBSPOT_BASE_URI = $null
    }

    It '<name>' -ForEach $examples {
        $named = if ($prepare[$name]) { & $prepare[$name] } else { $done }
        $script = [scriptblock]::Create($code.Replace('4711', $named.Id).Replace('k7f2q9m4xw', $named.SubmissionId).Replace('http://127.0.0.1:8095', $sandbox.BaseUri))

        $ErrorActionPreference = 'Stop'
        $ConfirmPreference = 'None'
        $shown = & $script | Out-String -Width 120

        if ($output) { Get-Heading $shown | Should -Be (Get-Heading $output) -Because 'the page shows this table' }
    }

    It 'of the README: <what>' -ForEach @(
        @{ what = 'the pipelines'; begins = 'Import-Csv contacts.csv'; refused = 'fix-me.csv'; code = 0 }
        @{ what = 'step by step'; begins = 'Connect-HsAccount'; refused = 'fix-me.csv'; code = 0 }
        @{ what = 'a scheduled task'; begins = '$ErrorActionPreference'; refused = 'held-back.csv'; code = 2 }
    ) {
        Set-Utf8 "$PWD/contacts.csv" 'E-mail,First Name,Surname,Tel.,Company,Internal note,Close Date', 'ada@example.com,Ada,Lovelace,1,Nordlicht GmbH,x,31.12.2026', 'ben(at)example.com,Ben,Byte,2,Fjord AS,y,30.11.2026'
        New-HsColumnMapping contacts.csv contact -Map @{ 'Tel.' = 'phone' } -Ignore 'Internal note' | ConvertTo-Json | Set-Content "$PWD/contacts.mapping.json"
        $readme = [IO.File]::ReadAllText("$Root/README.md").Replace("`r", '')
        $found = [regex]::Match($readme, "(?ms)^``````powershell\n($([regex]::Escape($begins)).*?)^``````")
        $found.Success | Should -BeTrue
        Set-Content "$PWD/script.ps1" "Import-Module '$(Get-ModuleManifest)'`nfunction Read-Host ([switch] `$AsSecureString) { ConvertTo-SecureString '$Token' -AsPlainText -Force }`n$($found.Groups[1].Value)"

        # In a shell of its own, as it may end with an exit code.
        $env:HUBSPOT_ACCESS_TOKEN = $Token
        try { $shown = & (Get-Process -Id $PID).Path -NoProfile -File "$PWD/script.ps1" 2>&1 | Out-String -Width 160 } finally { $env:HUBSPOT_ACCESS_TOKEN = $null }

        $shown | Should -Not -Match 'HsException|ParserError|Exception:'
        $LASTEXITCODE | Should -Be $code -Because $shown
        Get-Content "$PWD/$refused" | Should -Be 'E-mail,First Name,Surname,Tel.,Company,Internal note,Close Date', 'ben(at)example.com,Ben,Byte,2,Fjord AS,y,30.11.2026'
    }

    It 'prepares for, or leaves out, only examples that there are' -ForEach @{ known = $all.name; leftOut = @($notRun.Keys) } {
        @($prepare.Keys) + $leftOut | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}
