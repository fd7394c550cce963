BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Set-Content -Path "$TestDrive/objects.json" -Value '[{"name":"car","labels":{"singular":"Car","plural":"Cars"},"requiredProperties":["plate"],"properties":[{"name":"plate","label":"Plate","type":"string","fieldType":"text"}]}]'
    $sandbox = Connect-Sandbox '--fast', '--schemas', "$TestDrive/objects.json"
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    Set-Utf8 "$TestDrive/odd.csv" "Email,First Name,it's,Größe", 'a@example.com,b,c,d'
    $done = New-HsColumnMapping $csv -ObjectType contact | Start-HsImport $csv -Name 'Nightly contacts' -Wait

    # What Tab offers at the end of a line, now.
    function Get-CompletionNow ([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object { $_.ResultType -eq 'ParameterValue' }
    }

    # The same where something has to come: the account may answer after the first Tab.
    function Get-Completion ([string] $Line) {
        Wait-Until { $script:offered = Get-CompletionNow $Line; $offered }
        $offered
    }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Completion' {
    It 'offers <expected> for <line>' -ForEach @(
        @{ line = 'Get-HsProperty conta'; expected = 'contact' }
        @{ line = 'Get-HsProperty 0-12'; expected = '0-123' }
        @{ line = 'New-HsColumnMapping x.csv -ObjectType comp'; expected = 'company' }
        @{ line = 'Get-HsProperty contact firstn'; expected = 'firstname' }
        @{ line = 'New-HsColumnMapping -ColumnName x -ObjectType 0-1 -PropertyName firstn'; expected = 'firstname' }
        @{ line = 'New-HsColumnMapping -ColumnName x -ObjectType contact -PropertyName "phone numb'; expected = '"phone"' }
        @{ line = 'Start-HsImport x.csv -DateFormat day'; expected = 'DayMonthYear' }
        @{ line = 'Start-HsImport x.csv -TimeZone europe/berl'; expected = 'Europe/Berlin' }
        @{ line = 'Start-HsImport x.csv -TimeZone berl'; expected = 'Europe/Berlin' }
        @{ line = 'Start-HsImport x.csv -ImportOperation upd'; expected = 'Update' }
        @{ line = 'Start-HsImport x.csv -Encoding utf8B'; expected = 'utf8BOM' }
        @{ line = 'Get-HsImport -State fa'; expected = 'FAILED' }
        @{ line = 'Connect-HsAccount -ApiVersion v'; expected = 'v3' }
        @{ line = 'New-HsColumnMapping -ColumnName x -ObjectType company -ToObjectType contact -AssociationTypeId 28'; expected = '280' }
        @{ line = 'Get-HsImport -Name night'; expected = "'Nightly contacts'" }
    ) {
        (Get-Completion $line).CompletionText | Should -Contain $expected
    }

    It 'finds custom objects by their labels' {
        $car = Get-Completion 'Get-HsProperty cars'
        $car.CompletionText | Should -BeLike '2-*'
        $car.ToolTip | Should -Be 'Cars'
        (Get-Completion "Get-HsProperty $($car.CompletionText) pla").CompletionText | Should -Be 'plate'
    }

    It 'has the label of a property as its tooltip, and those that cannot be written last' {
        (Get-Completion 'Get-HsProperty contact firstname').ToolTip | Should -Be 'First Name (string)'
        (Get-Completion 'Get-HsProperty contact ')[-1].ToolTip | Should -BeLike '*(read-only)'
    }

    It 'offers imports by id with name and state' {
        $offered = Get-Completion 'Get-HsImportError '
        $offered.CompletionText | Should -Contain $done.Id
        $offered[0].ToolTip | Should -BeLike 'Nightly contacts*, DONE, 20*'
        foreach ($line in "Get-HsImport -Id $($done.Id)", "Export-HsImportReject x.csv -Id $($done.Id)", "Resume-HsImport x -AdoptImportId $($done.Id)") {
            (Get-Completion $line).CompletionText | Should -Contain $done.Id
        }
    }

    It 'offers no import that has ended to <_>' -ForEach 'Stop-HsImport', 'Wait-HsImport' {
        $null = Get-Completion 'Get-HsImport '   # The account has answered.
        Get-CompletionNow "$_ " | Should -BeNullOrEmpty
    }

    It 'offers submissions by id with name and state, the newest first' {
        $offered = Get-Completion 'Get-HsSubmission '
        $offered[0].CompletionText | Should -Be $done.SubmissionId
        $offered[0].ToolTip | Should -BeLike 'Nightly contacts, ended, 20*'
        Get-CompletionNow 'Resume-HsImport ' | Should -BeNullOrEmpty
    }

    Context 'of headers' {
        It 'reads the file of -Path' {
            (Get-Completion "New-HsColumnMapping '$TestDrive/odd.csv' contact -Ignore ").CompletionText | Should -Be 'Email', "'First Name'", "'it''s'", 'Größe'
        }

        It 'reads the file that the pipeline is about' {
            (Get-Completion "Import-Csv '$TestDrive/odd.csv' | New-HsColumnMapping -ObjectType contact -Ignore fir").CompletionText | Should -Be "'First Name'"
        }

        It 'takes a path from where the session is' {
            Push-Location $TestDrive
            try { (Get-Completion 'New-HsColumnMapping odd.csv contact -Ignore ema').CompletionText | Should -Be 'Email' }
            finally { Pop-Location }
        }

        It 'reads it as -Encoding says' {
            [IO.File]::WriteAllBytes("$TestDrive/czech.csv", [byte[]]@(0x45, 0x2c, 0xe8, 0x0a, 0x61, 0x2c, 0x62, 0x0a))   # č in Windows-1250, è in 1252
            (Get-Completion "New-HsColumnMapping '$TestDrive/czech.csv' contact -Encoding 1250 -Ignore ").CompletionText | Should -Be 'E', 'č'
        }

        It 'is silent about a file that is not there' {
            Get-CompletionNow "New-HsColumnMapping '$TestDrive/none.csv' contact -Ignore " | Should -BeNullOrEmpty
        }
    }

    Context 'when the account does not answer' {
        AfterEach { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }

        It 'offers what it knows by itself, and leaves no error' {
            Disconnect-HsAccount
            $Error.Clear()
            (Get-Completion 'Get-HsProperty conta').CompletionText | Should -Be 'contact'
            Get-CompletionNow 'Get-HsProperty contact fir' | Should -BeNullOrEmpty
            $Error | Should -BeNullOrEmpty
        }

        It 'does not wait for an answer that does not come' {
            $server = Start-FakeServer @{ 'GET *imports*' = New-Answer -Body '{"results":[]}'; 'GET *properties*' = '' }
            try {
                Connect-HsAccount -AccessToken $Token -BaseUri $server.BaseUri
                Get-CompletionNow 'Get-HsProperty contact fir' | Should -BeNullOrEmpty
                Wait-Until { $server.Request.Line -like '*properties*' }
            }
            finally { Stop-FakeServer $server }
        }
    }
}

Describe 'Arguments as people have them' {
    It 'takes an object type as <name>' -ForEach @(
        @{ name = 'a word in several'; value = { 'Contacts' } }
        @{ name = 'an id'; value = { '0-1' } }
        @{ name = 'an object of this module'; value = { [HubSpotImports.HsObjectType]::All[0] } }
        @{ name = 'a property'; value = { Get-HsProperty contact email } }
    ) {
        (Get-HsProperty (& $value) -Name email).Name | Should -Be 'email'
    }

    It 'takes several object types from the pipeline' {
        ([HubSpotImports.HsObjectType]::All[0, 1] | Get-HsProperty -Name hs_object_id).ObjectTypeId | Should -Be '0-1', '0-2'
    }

    It 'takes -CreatedAfter as <name>' -ForEach @(
        @{ name = 'a date'; value = { (Get-Date).AddDays(-1) } }
        @{ name = 'a date with an offset'; value = { [DateTimeOffset]::Now.AddHours(-1) } }
        @{ name = 'a time span, so long ago'; value = { New-TimeSpan -Hours 1 } }
        @{ name = 'text'; value = { (Get-Date).AddDays(-1).ToString('yyyy-MM-dd') } }
        @{ name = 'text in UTC'; value = { [DateTime]::UtcNow.AddHours(-1).ToString('yyyy-MM-ddTHH:mm:ssZ') } }
    ) {
        @(Get-HsImport -CreatedAfter (& $value)).Id | Should -Contain $done.Id
        @(Get-HsImport -CreatedAfter (Get-Date).AddDays(1)) | Should -BeNullOrEmpty
    }

    It 'refuses -CreatedAfter in an order that means two dates' {
        { Get-HsImport -CreatedAfter '3/4/2026' } | Should -Throw '*Write it as 2026-11-22*'
    }

    It 'refuses -SettlingTime <_>, which PowerShell would take for ticks or days' -ForEach 15, '15' {
        { Resume-HsImport -SettlingTime $_ } | Should -Throw '*(New-TimeSpan -Minutes 15)*'
    }

    It 'takes -SettlingTime <_>' -ForEach 0, '00:01:00' {
        Resume-HsImport -SettlingTime $_ | Should -BeNullOrEmpty
    }
}
