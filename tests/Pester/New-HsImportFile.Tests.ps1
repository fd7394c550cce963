BeforeAll {
    . $PSScriptRoot/common.ps1
    $sandbox = Connect-Sandbox

    function Get-Association ([string] $Type, [long] $Id, [string] $To) {
        (Invoke-RestMethod -Uri "$($sandbox.BaseUri)crm/v4/objects/$Type/$Id/associations/$To" -Headers @{ Authorization = "Bearer $Token" }).results
    }

    function Get-RecordId ([string] $Type, [string] $Value, [string] $Property) {
        (Invoke-RestMethod -Uri "$($sandbox.BaseUri)crm/v3/objects/$Type/${Value}?idProperty=$Property" -Headers @{ Authorization = "Bearer $Token" }).id
    }

    # Companies that name their contacts by e-mail, in files of their own.
    function New-FilePair ([string] $Name, [string[]] $Contact = @("ann@$Name.com,Ann", "zoe@$Name.com,Zoe")) {
        Set-Utf8 "$TestDrive/$Name-companies.csv" 'Company,Domain,Email', "Acme,acme-$Name.com,ann@$Name.com", "Zed,zed-$Name.com,zoe@$Name.com"
        Set-Utf8 "$TestDrive/$Name-contacts.csv" (@('Email,First Name') + $Contact)
        @(
            New-HsColumnMapping -ColumnName Company -ObjectType company -PropertyName name
            New-HsColumnMapping -ColumnName Domain -ObjectType company -PropertyName domain
            New-HsColumnMapping -ColumnName Email -ObjectType company -ToObjectType contact -AssociationTypeId 280
        ) | New-HsImportFile "$TestDrive/$Name-companies.csv"
        New-HsImportFile -LiteralPath "$TestDrive/$Name-contacts.csv" -ColumnMapping @(
            New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email -AssociationIdentifierColumn
            New-HsColumnMapping -ColumnName 'First Name' -ObjectType contact -PropertyName firstname
        )
    }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'New-HsImportFile' {
    It 'puts a file and its mappings together, without a call' {
        $posts = Get-PostCount $sandbox
        $file = New-FilePair made | Select-Object -First 1
        $file.SourcePath | Should -Be (Get-Item "$TestDrive/made-companies.csv").FullName
        $file.ColumnMappings.ColumnName | Should -Be 'Company', 'Domain', 'Email'
        $file.Format | Should -Be Csv
        $file.HasHeader | Should -BeTrue
        Get-PostCount $sandbox | Should -Be $posts
    }

    It 'takes saved mappings, encodings, workbooks and wildcards' {
        $map = New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email
        $map | ConvertTo-Json | Set-Content "$TestDrive/map.json"
        Set-Utf8 "$TestDrive/many-1.csv" 'Email', 'a@many.com'
        Set-Utf8 "$TestDrive/many-2.csv" 'Email', 'b@many.com'
        $files = New-HsImportFile "$TestDrive/many-*.csv" -MappingPath "$TestDrive/map.json" -Encoding 1250 -NoHeader
        $files.Count | Should -Be 2
        $files[0].CodePage | Should -Be 1250
        $files[0].HasHeader | Should -BeFalse
        "$($files[1].ColumnMappings)" | Should -Be "$map"
        (New-HsImportFile -LiteralPath "$TestDrive/x.xlsx" -ColumnMapping $map).Format | Should -Be Spreadsheet
        (New-HsImportFile -LiteralPath "$TestDrive/x.xlsx" -ColumnMapping $map -ConvertToCsv).Format | Should -Be Csv
    }

    It 'says what is missing' {
        Set-Utf8 "$TestDrive/bare.csv" 'Email', 'a@b.com'
        Assert-HsError (Get-ErrorOf { New-HsImportFile "$TestDrive/bare.csv" }) 'HsNoColumnMapping' -Command NewHsImportFile
        Assert-HsError (Get-ErrorOf { New-HsImportFile "$TestDrive/absent.csv" -ColumnMapping @{ ColumnName = 'Email'; Ignored = $true } }) 'HsFileNotFound' -Command NewHsImportFile
    }
}

Describe 'Several files in one import' {
    It 'go in together, tied by their common column, and bring their sources along' {
        $files = New-FilePair tied
        $posts = Get-PostCount $sandbox
        $import = $files | Start-HsImport -Name Tied -Wait
        $import.Outcome | Should -Be AllIn
        $import.TotalRows | Should -Be 4
        $import.SourcePath | Should -Be $files.SourcePath
        Get-PostCount $sandbox | Should -Be ($posts + 1)
        @(Get-SandboxLedger $sandbox Tied | Where-Object action -eq created).Count | Should -Be 4
        $ann = Get-RecordId contacts 'ann@tied.com' email
        (Get-Association contacts $ann companies).toObjectId | Should -Be (Get-RecordId companies 'acme-tied.com' domain)
        (Get-SubmissionOf $files[1].SourcePath).SourcePath | Should -Be $files.SourcePath
    }

    It 'are given to -ImportFile as well, out of a saved file too' {
        New-FilePair saved | Export-Clixml "$TestDrive/saved.xml"
        $files = Import-Clixml "$TestDrive/saved.xml"
        Test-HsImport -ImportFile $files -Quiet | Should -BeTrue
        (Start-HsImport -ImportFile $files -Wait).Outcome | Should -Be AllIn
    }

    It 'are checked together, one result a file' {
        $files = New-FilePair checked 'ann@checked.com,Ann', 'nobody,Zoe'
        $checks = $files | Test-HsImport
        $checks.SourcePath | Should -Be $files.SourcePath
        $checks.Passed | Should -Be $true, $false
        $checks.Findings.SourcePath | Should -Be $files[1].SourcePath
        $files | Test-HsImport -Quiet | Should -BeFalse

        $alone = New-HsImportFile $files[1].SourcePath -ColumnMapping (New-HsColumnMapping -Path $files[1].SourcePath -ObjectType contact)
        ($files[0], $alone | Test-HsImport)[0].Findings.Code | Should -Be 'HsCommonColumnAlone'
        Assert-HsError (Get-ErrorOf { $files[0], $alone | Start-HsImport }) 'HsCommonColumnAlone' -Command StartHsImport
    }

    It 'are shown by -WhatIf, and refuse to hold rows back' {
        $files = New-FilePair whatif
        $posts = Get-PostCount $sandbox
        $files | Start-HsImport -WhatIf | Should -BeNullOrEmpty
        Assert-HsError (Get-ErrorOf { $files | Start-HsImport -InvalidRow HoldBack -RejectPath "$TestDrive/r.csv" }) 'HsHoldBackOfSeveralFiles' -Command StartHsImport
        Get-PostCount $sandbox | Should -Be $posts
    }

    It 'have errors with the rows of their own file, and reject files one by one' {
        $files = New-FilePair refused 'nobody,Bad', 'ann@refused.com,Ann'
        $import = $files | Start-HsImport -Name Refused -Wait -WarningAction Ignore
        $errors = @($import | Get-HsImportError)
        $errors.Count | Should -Be 2
        $contact, $company = $errors | Sort-Object ObjectType -Descending
        $contact.SourcePath | Should -Be $files[1].SourcePath
        $contact.Row | Should -Be 1
        $company.SourcePath | Should -Be $files[0].SourcePath
        $company.Row | Should -Be 2

        Assert-HsError (Get-ErrorOf { $import | Export-HsImportReject "$TestDrive/refused.csv" }) 'HsSeveralFiles' -Command ExportHsImportReject
        $import | Export-HsImportReject "$TestDrive/refused.csv" -SourcePath $files[1].SourcePath -WarningAction Ignore
        Get-Content "$TestDrive/refused.csv" | Should -Be 'Email,First Name', 'nobody,Bad'
    }

    It 'do not go with mappings or a path of another set' {
        $files = New-FilePair sets
        { Start-HsImport -ImportFile $files -Path "$TestDrive/sets-contacts.csv" } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Start-HsImport -ImportFile $files -NoHeader } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}

Describe 'Files without a header' {
    BeforeAll {
        $bare = "$TestDrive/no-header.csv"
        Set-Utf8 $bare 'ann@bare.com,Ann,x', 'nobody,Bad,y', 'zoe@bare.com,Zoe,z'
        $map = New-HsColumnMapping -Path $bare -NoHeader -ObjectType contact -Map @{ 1 = 'email'; 2 = 'First name' } -Ignore 3
    }

    It 'are mapped by position' {
        $map.ColumnName | Should -Be '1', '2', '3'
        $map.PropertyName | Should -Be 'email', 'firstname', $null
        ($bare | Get-Item | New-HsColumnMapping -NoHeader -ObjectType contact -Map @{ 1 = 'email' } -Ignore 2, 3).ColumnName | Should -Be '1', '2', '3'
        Assert-HsError (Get-ErrorOf { New-HsColumnMapping -Path $bare -NoHeader -ObjectType contact -Map @{ 1 = 'email' } }) 'HsColumnNotMapped' -Command NewHsColumnMapping
    }

    It 'go in from their first record on, and come back without a header' {
        (Test-HsImport $bare -NoHeader -ColumnMapping $map).Findings.Line | Should -Be 2
        $import = Start-HsImport $bare -NoHeader -ColumnMapping $map -Wait -WarningAction Ignore
        $import.CreatedObjects | Should -Be 2
        ($import | Get-HsImportError).Row | Should -Be 2
        $import | Export-HsImportReject "$TestDrive/no-header-refused.csv"
        Get-Content "$TestDrive/no-header-refused.csv" | Should -Be 'nobody,Bad,y'
        (Get-HsImport $import.Id).Files[0].HasHeader | Should -BeFalse
    }

    It 'are held back without a header too' {
        $null = Start-HsImport $bare -NoHeader -ColumnMapping $map -InvalidRow HoldBack -RejectPath "$TestDrive/held.csv" -Wait -WarningAction Ignore
        Get-Content "$TestDrive/held.csv" | Should -Be 'nobody,Bad,y'
    }
}

Describe 'about_HsColumnMapping' {
    BeforeAll {
        $text = [IO.File]::ReadAllText("$Root/docs/en-US/about_HsColumnMapping.md").Replace("`r", '')
        $folder = (New-Item -ItemType Directory -Path "$TestDrive/topic").FullName
        Set-Utf8 "$folder/contacts.csv" 'Email,First Name,Tel.,Company,Internal note', 'ann@topic.com,Ann,+1 555 123 4567,Acme,x'
        Set-Utf8 "$folder/members.csv" 'Email,First Name', 'ann@topic.com,Ann', 'zoe@topic.com,Zoe'
        Set-Utf8 "$folder/companies.csv" 'Company,Domain,Email', 'Acme,acme-topic.com,ann@topic.com', 'Zed,zed-topic.com,zoe@topic.com'
        Set-Utf8 "$folder/list.csv" 'Email,Company', 'ann@topic.com,Acme'
        Set-Utf8 "$folder/new.csv" 'Email,First Name', 'eve@topic.com,Eve'
        Set-Utf8 "$folder/cars.csv" 'Model,VIN,Owner', 'Beetle,V1,ann@topic.com'
        Set-Utf8 "$folder/bare.csv" 'c1@topic.com,Cee,note', 'c2@topic.com,Dee,note'
        Set-Utf8 "$folder/guests.csv" 'Email,Registered,Joined', 'ann@topic.com,1/31/2026 10:00,2/1/2026 9:00'
        $null = New-Workbook "$folder/people.xlsx" @(@('Email', 'Domain', 'Role'), @('pat@topic.com', 'acme-topic.com', 'Primary'))

        # What is in HubSpot beforehand.
        Set-Utf8 "$folder/events.csv" 'Name,About', 'Expo,Big'
        $made = Start-HsImport "$folder/events.csv" -Wait -WarningAction Ignore -ColumnMapping @(
            New-HsColumnMapping -ColumnName Name -ObjectType marketing_event -PropertyName hs_event_name
            New-HsColumnMapping -ColumnName About -ObjectType marketing_event -PropertyName hs_event_description
        )
        $expo = (Invoke-Sandbox $sandbox "ledger?import=$($made.Id)").objectId
        $null = Start-HsImport "$folder/members.csv" -ColumnMapping (New-HsColumnMapping "$folder/members.csv" contact) -Wait
        $ann = Get-RecordId contacts 'ann@topic.com' email
        Set-Utf8 "$folder/friends.csv" 'Email,Knows', "bo@topic.com,ann@topic.com;$ann"
        Set-Utf8 "$folder/cities.csv" 'Record ID,City', "$ann,Oslo"
        Set-Utf8 "$folder/seed.csv" 'Name,Domain', 'Seed,seed-topic.com'
        $null = Start-HsImport "$folder/seed.csv" -ColumnMapping (New-HsColumnMapping "$folder/seed.csv" company -Map @{ Name = 'name'; Domain = 'domain' }) -Wait
        Set-Utf8 "$folder/staff.csv" 'Email,Company ID', "sue@topic.com,$(Get-RecordId companies 'seed-topic.com' domain)"
        $car = @{
            name = 'car'; labels = @{ singular = 'Car'; plural = 'Cars' }; primaryDisplayProperty = 'model'; requiredProperties = @('model'); associatedObjects = @('CONTACT')
            properties = @(@{ name = 'model'; label = 'Model'; type = 'string'; fieldType = 'text' }, @{ name = 'vin'; label = 'VIN'; type = 'string'; fieldType = 'text'; hasUniqueValue = $true })
        }
        $schema = Invoke-RestMethod -Uri "$($sandbox.BaseUri)crm/v3/schemas" -Method Post -Headers @{ Authorization = "Bearer $Token" } -ContentType application/json -Body ($car | ConvertTo-Json -Depth 4)
    }

    It 'has only lines that work, and every import of theirs takes all of its rows' {
        $scripts = [regex]::Matches($text, '(?s)```powershell\n(.*?)```').ForEach({ $_.Groups[1].Value.Replace('2-123', $schema.objectTypeId).Replace('4711', "$expo") })
        $scripts.Count | Should -BeGreaterThan 10
        Push-Location $folder
        try { $out = foreach ($script in $scripts) { . ([scriptblock]::Create($script)) } }
        finally { Pop-Location }

        $checks = @($out | Where-Object { $_ -is [HubSpotImports.HsFileCheck] })
        $imports = @($out | Where-Object { $_ -is [HubSpotImports.HsImport] })
        $checks.Passed | Should -Not -Contain $false
        $checks.Count | Should -Be 4
        $imports.Outcome | Select-Object -Unique | Should -Be AllIn
        $imports.Count | Should -Be 9
        (Get-Association contacts (Get-RecordId contacts 'pat@topic.com' email) companies).associationTypes.label | Should -Contain 'Primary'
        (Get-Association contacts (Get-RecordId contacts 'sue@topic.com' email) companies).toObjectId | Should -Be (Get-RecordId companies 'seed-topic.com' domain)
        (Get-Association contacts (Get-RecordId contacts 'bo@topic.com' email) contacts).toObjectId | Should -Be $ann
        (Get-Association contacts (Get-RecordId contacts 'zoe@topic.com' email) companies).toObjectId | Should -Be (Get-RecordId companies 'zed-topic.com' domain)
        (Get-Association contacts $ann $schema.objectTypeId).Count | Should -Be 1
        @((Invoke-Sandbox $sandbox "participations?event=$expo") -split "`n" | Where-Object { $_ }).Count | Should -Be 2
    }
}
