BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    Set-Utf8 "$TestDrive/faulty.csv" @(
        'Email,First Name,Close Date,Message'
        'ada@example.com,Ada,1/31/2026,"two'
        'lines"'
        'not an address,"Ben, ""the"" Okoro",,'
        'chen@example.com,Chen,31/31/2026,"=cmd"'
    )
    $map = New-HsColumnMapping -Path "$TestDrive/faulty.csv" -ObjectType contact -Map @{ 'Close Date' = 'closedate'; Message = 'message' }
    $import = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Wait
    $clean = Start-HsImport (New-ContactFile "$TestDrive/clean.csv") -ColumnMapping (New-HsColumnMapping "$TestDrive/clean.csv" -ObjectType contact) -Wait
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Get-HsImportError' -Tag Culture {
    It 'gets the refused values with line, column, value and reason' {
        $errors = $import | Get-HsImportError | Sort-Object -Property Line

        $errors.Line | Should -Be 4, 5
        $errors.Column | Should -Be 'Email', 'Close Date'
        $errors.ColumnNumber | Should -Be 1, 3
        $errors.Value | Should -Be 'not an address', '31/31/2026'
        $errors.ImportId | Select-Object -Unique | Should -Be $import.Id
        $errors[0].ErrorType | Should -Be 'INVALID_EMAIL'
        $errors.Message | Should -Not -Contain ''
    }

    It 'takes ids by position, by -ImportId and from the pipeline' {
        @(Get-HsImportError $import.Id).Count | Should -Be 2
        @(Get-HsImportError -ImportId $import.Id, $clean.Id).Count | Should -Be 2
        @($import, $clean | Get-HsImportError).Count | Should -Be 2
        @($import | Get-HsImportError | Select-Object -First 1 | Get-HsImportError).Count | Should -Be 2 -Because 'an error brings the id of its import along'
    }

    It 'is empty where nothing was refused' {
        $clean | Get-HsImportError | Should -BeNullOrEmpty
    }

    It 'writes an error for an unknown id, and gets the others' {
        $found = Get-HsImportError 999999, $import.Id, 'no/id' -ErrorAction SilentlyContinue -ErrorVariable errors
        @($found).Count | Should -Be 2
        Assert-HsError $errors 'HsImportNotFound', 'HsImportIdInvalid' -Command GetHsImportError
    }

    It 'has scalars only, so that Export-Csv writes one clean line each' {
        $import | Get-HsImportError | Export-Csv "$TestDrive/refused.csv" -NoTypeInformation

        @(Get-Content "$TestDrive/refused.csv").Count | Should -Be 3 -Because 'header and two errors'
        Get-Content "$TestDrive/refused.csv" -Raw | Should -Not -Match 'System\.|HubSpotImports\.|\[\]'
        $rows = Import-Csv "$TestDrive/refused.csv"
        $rows[0].PSObject.Properties.Name | Should -Be @(
            'ImportId', 'ErrorId', 'ErrorType', 'Message', 'Line', 'Row', 'LineConfidence', 'Column', 'ColumnNumber', 'Value', 'ObjectType', 'Outcome', 'Part', 'CreatedAt', 'RowText', 'SourcePath'
        )
        ($rows | Where-Object Line -eq 4).RowText | Should -Be 'not an address,"Ben, ""the"" Okoro",,'
    }

    It 'has lines and rows of the source when the import brings it along' {
        Set-Utf8 "$TestDrive/blank.csv" 'Internal;Email;First Name', '', '1;"bad"', 'n;"not an address";"Ben', 'B"', '', 'n;also bad;Cid'
        $blank = New-HsColumnMapping "$TestDrive/blank.csv" -ObjectType contact -Ignore Internal | Start-HsImport "$TestDrive/blank.csv" -Wait

        $errors = $blank | Get-HsImportError
        $errors.Line | Should -Be 3, 4, 7
        $errors.Row | Should -Be 1, 2, 3
        $errors.LineConfidence | Select-Object -Unique | Should -Be 'Matched'
        $errors.SourcePath | Select-Object -Unique | Should -Be "$TestDrive/blank.csv"

        $errors.ColumnNumber | Select-Object -Unique | Should -Be 2 -Because 'the first column was left out'
        (Get-HsImportError $blank.Id).Line | Should -Be 2, 3, 5 -Because 'without a source the lines are those of what was sent'
        (Get-HsImportError $blank.Id -SourcePath "$TestDrive/blank.csv").Line | Should -Be 3, 4, 7
        (Get-HsImport $blank.Id | Get-HsImportError).LineConfidence | Select-Object -Unique | Should -Be 'Reported'
    }

    It 'gives lines of the source in the sentence of the README' {
        Set-Utf8 "$TestDrive/card.csv" 'sep=,', 'Email,First Name', 'ada@example.com,Ada', 'bad,"Ben', 'B"', 'worse,Cid'
        Import-Csv "$TestDrive/card.csv" -Header 'Email', 'First Name' | New-HsColumnMapping -ObjectType contact |
            Start-HsImport -Path "$TestDrive/card.csv" -Wait | Get-HsImportError | Export-Csv "$TestDrive/card-refused.csv" -NoTypeInformation
        (Import-Csv "$TestDrive/card-refused.csv").Line | Should -Be 4, 6
    }

    It 'warns where the source is gone, and gets the errors as HubSpot says them' {
        $found = Get-HsImportError $import.Id -SourcePath "$TestDrive/absent.csv" -WarningVariable warnings
        $found.Line | Sort-Object | Should -Be 4, 5
        "$warnings" | Should -BeLike "*There is no file*"
    }

    It 'lets a later command end it' {
        @($import | Get-HsImportError | Select-Object -First 1).Count | Should -Be 1
    }

    It 'reads to the last of many pages' {
        $rows = 1..250 | ForEach-Object { "bad$_,Given$_" }
        Set-Utf8 "$TestDrive/many.csv" (@('Email,First Name') + $rows)
        $many = New-HsColumnMapping "$TestDrive/many.csv" -ObjectType contact | Start-HsImport "$TestDrive/many.csv" -Wait
        ($many | Get-HsImportError).Line | Sort-Object | Should -Be (2..251)
    }

    It 'warns while the import is not finished' {
        $fake = Start-FakeServer @{
            'GET */errors*' = New-Answer -Body '{"results":[]}'
            'GET *4711' = New-Answer -Body (New-ImportJson -Id 4711)
            'GET */imports/2026-03[?]*' = New-Answer -Body '{"results":[]}'
        }
        try {
            $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
            Get-HsImportError 4711 -Connection $connection -WarningVariable warnings | Should -BeNullOrEmpty
            "$warnings" | Should -BeLike '*Wait-HsImport -Id 4711*'
        }
        finally {
            Stop-FakeServer $fake
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
    }
}
