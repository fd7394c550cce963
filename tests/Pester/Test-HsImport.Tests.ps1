BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $good = New-ContactFile -Path "$TestDrive/good.csv"
    $map = New-HsColumnMapping -Path $good -ObjectType contact
    $header = (Get-Content -Path $good -TotalCount 1)
    $faulty = "$TestDrive/faulty.csv"
    $columns = ($header -split ',').Count
    Set-Content -Path $faulty -Value $header, ('not-an-address' + (',x' * ($columns - 1))), 'one,cell,too,many,for,any,header'
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Test-HsImport' -Tag Culture {
    It 'passes a good file, and sends nothing' {
        $before = Get-PostCount $sandbox
        $check = Test-HsImport -Path $good -ColumnMapping $map
        $check.Passed | Should -BeTrue
        $check.Findings | Should -BeNullOrEmpty
        $check.SourcePath | Should -Be $good
        Get-PostCount $sandbox | Should -Be $before
    }

    It 'finds each faulty row with its line' {
        $check = Test-HsImport -Path $faulty -ColumnMapping $map
        $check.Passed | Should -BeFalse
        $check.FaultyRows | Should -Be 2
        $check.Findings.Line | Should -Be 2, 3
        $check.Findings.Code | Should -Be 'INVALID_EMAIL', 'INCORRECT_NUMBER_OF_COLUMNS'
    }

    It 'is a bool with -Quiet' {
        Test-HsImport -Path $good -ColumnMapping $map -Quiet | Should -BeTrue
        Test-HsImport -Path $faulty -ColumnMapping $map -Quiet | Should -BeFalse
    }

    It 'takes files from the pipeline, one result each' {
        $checks = Get-Item -Path $good, $faulty | Test-HsImport -ColumnMapping $map
        $checks.Passed | Should -Be $true, $false
    }

    It 'takes mappings from the pipeline' {
        (Import-Csv -Path $good | New-HsColumnMapping -ObjectType contact | Test-HsImport -Path $good).Passed | Should -BeTrue
    }

    It 'needs no account with -PropertyDefinition' {
        Get-HsProperty contact | ConvertTo-Json -Depth 4 | Set-Content -Path "$TestDrive/properties.json"
        Disconnect-HsAccount
        try { (Test-HsImport -Path $faulty -ColumnMapping $map -PropertyDefinition "$TestDrive/properties.json").FaultyRows | Should -Be 2 }
        finally { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }
    }

    It 'writes an error for a file that is not there' {
        Assert-HsError (Get-ErrorOf { Test-HsImport -Path "$TestDrive/none.csv" -ColumnMapping $map }) 'HsFileNotFound' -Command TestHsImport
    }

    It 'checks the other files where one cannot be read' {
        $check = Test-HsImport -Path "$TestDrive/none.csv", $good -ColumnMapping $map -ErrorAction SilentlyContinue -ErrorVariable errors
        $check.SourcePath | Should -Be $good
        Assert-HsError $errors 'HsFileNotFound' -Command TestHsImport
    }

    It 'takes what Start-HsImport takes' {
        $map | ConvertTo-Json | Set-Content "$TestDrive/map.json"
        (Test-HsImport -LiteralPath $good -MappingPath "$TestDrive/map.json" -DateFormat DayMonthYear -TimeZone Europe/Berlin).Passed | Should -BeTrue
        Assert-HsError (Get-ErrorOf { Test-HsImport $good -ColumnMapping $map -TimeZone Berlin }) 'HsTimeZoneInvalid' -Command TestHsImport
        Assert-HsError (Get-ErrorOf { Test-HsImport $good -ColumnMapping $map -ImportOperation @{ company = 'Create' } }) 'HsOperationWithoutColumn' -Command TestHsImport
        (Test-HsImport $good -ColumnMapping $map -MarketingEventObjectId 7).Findings.Code | Should -Be 'HsEventTimesMissing'

        [IO.File]::WriteAllBytes("$TestDrive/japan.csv", [Text.Encoding]::ASCII.GetBytes("Email,First Name,Last Name`njp@example.com,") + [byte[]](0x89, 0xD4, 0x8E, 0x71, 0x2C, 10))
        (Test-HsImport "$TestDrive/japan.csv" -ColumnMapping $map -Encoding shift_jis).Passed | Should -BeTrue

        $book = New-Workbook "$TestDrive/book.xlsx" @(('Email', 'Note'), ('a@example.com', 'x'))
        $without = New-HsColumnMapping $book contact -Ignore Note
        Assert-HsError (Get-ErrorOf { Test-HsImport $book -ColumnMapping $without }) 'HsWorkbookColumnIgnored' -Command TestHsImport
        (Test-HsImport $book -ColumnMapping $without -ConvertToCsv).Passed | Should -BeTrue

        Set-Utf8 "$TestDrive/bare.csv" 'ann@example.com,Ann'
        $bare = New-HsColumnMapping "$TestDrive/bare.csv" contact -NoHeader -Map @{ 1 = 'email'; 2 = 'firstname' }
        (Test-HsImport "$TestDrive/bare.csv" -ColumnMapping $bare -NoHeader).Rows | Should -Be 1
    }

    It 'shows what stands against the mapping among the findings' {
        $check = Test-HsImport -Path $good -ColumnMapping ($map | Select-Object -Skip 1)
        $check.Passed | Should -BeFalse
        $check.Findings.Code | Should -Be 'HsColumnNotMapped'
    }
}

Describe 'Start-HsImport with rows that break the rules' {
    It 'holds them back byte for byte and imports the rest, and replaces the reject file with -Force' {
        $file = "$TestDrive/mixed.csv"
        Set-Content -Path $file -Value ((Get-Content -Path $good) + (Get-Content -Path $faulty | Select-Object -Skip 1))
        $rejects = "$TestDrive/rejects.csv"
        $import = Start-HsImport -Path $file -ColumnMapping $map -InvalidRow HoldBack -RejectPath $rejects -Wait
        $import.Outcome | Should -Be 'AllIn'
        Get-Content -Path $rejects | Should -Be (Get-Content -Path $faulty)
        (Import-Csv -Path "$TestDrive/rejects.reasons.csv").Code | Should -Be 'INVALID_EMAIL', 'INCORRECT_NUMBER_OF_COLUMNS'
        Assert-HsError (Get-ErrorOf { Start-HsImport -Path $file -ColumnMapping $map -InvalidRow HoldBack -RejectPath $rejects }) 'HsRejectFileExists' -Command StartHsImport
        (Start-HsImport -Path $file -ColumnMapping $map -InvalidRow HoldBack -RejectPath $rejects -Force -Wait).Outcome | Should -Be 'AllIn'
    }

    It 'stops at the first with -InvalidRow Stop' {
        $before = Get-PostCount $sandbox
        Assert-HsError (Get-ErrorOf { Start-HsImport -Path $faulty -ColumnMapping $map -InvalidRow Stop }) 'HsInvalidRows' -Command StartHsImport
        Get-PostCount $sandbox | Should -Be $before
    }

    It 'sends a file once that two paths mean' {
        $before = Get-PostCount $sandbox
        $null = Start-HsImport -Path $good, "$TestDrive/goo*.csv" -ColumnMapping $map
        Get-PostCount $sandbox | Should -Be ($before + 1)
    }
}
