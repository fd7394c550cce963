BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Get-HsSubmission' {
    BeforeEach { $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())" }
    AfterEach { Clear-SandboxFault $sandbox }

    It 'gives nothing where nothing was sent' {
        Get-HsSubmission | Should -BeNullOrEmpty
        Get-HsSubmission -Open | Should -BeNullOrEmpty
        Test-Path $env:HUBSPOT_JOURNAL_PATH | Should -BeFalse
    }

    It 'gives what was sent, the oldest first, without asking HubSpot' {
        $first = Start-HsImport $csv -ColumnMapping $map -Name First -Wait
        $second = Start-HsImport (New-ContactFile -Path "$TestDrive/second.csv" -Count 2) -ColumnMapping $map -Name Second -Wait
        $calls = @(Get-Content $sandbox.Log).Count

        Disconnect-HsAccount
        try { $all = Get-HsSubmission }
        finally { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }

        $all.Name | Should -Be 'First', 'Second'
        $all.SubmissionId | Should -Be $first.SubmissionId, $second.SubmissionId
        $all.ImportIds | Should -Be $first.Id, $second.Id
        $all[0].Rows | Should -Be 3
        $all[0].Outcome | Should -Be 'AllIn'
        $all[0].IsOpen | Should -BeFalse
        "$($all[0].Parts)" | Should -Be "1 Ended $($first.Id)"
        @(Get-Content $sandbox.Log)[$calls..9999] | Should -Be "GET /crm/imports/2026-03 200" -Because 'the connection alone calls'
    }

    It 'takes ids by position, and imports from the pipeline' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $null = Start-HsImport $csv -ColumnMapping $map -Wait
        (Get-HsSubmission $import.SubmissionId).ImportIds | Should -Be $import.Id
        ($import | Get-HsSubmission).ImportIds | Should -Be $import.Id
    }

    It 'says which of several ids is none, and goes on' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $found = Get-HsSubmission zzzzzzzzzz, $import.SubmissionId, ../../etc -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.SubmissionId | Should -Be $import.SubmissionId
        Assert-HsError $errors 'HsSubmissionNotFound', 'HsSubmissionNotFound' -Command GetHsSubmission
        $errors.TargetObject | Should -Be 'zzzzzzzzzz', '../../etc'
    }

    It 'gives with -Open those of which something is left to do' {
        $null = Start-HsImport $csv -ColumnMapping $map -Wait
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
        Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide' }
        $null = Start-HsImport (New-ContactFile -Path "$TestDrive/open.csv") -ColumnMapping $map -SettlingTime 0 -ErrorAction SilentlyContinue

        $open = Get-HsSubmission -Open
        $open.SourcePath | Should -Be (Get-Item "$TestDrive/open.csv").FullName
        $open.Outcome | Should -Be 'Undecided'
        $open.IsBusy | Should -BeFalse
    }

    It 'reads the folder that -JournalPath names' {
        $null = Start-HsImport $csv -ColumnMapping $map -JournalPath "$TestDrive/elsewhere" -Wait
        Get-HsSubmission | Should -BeNullOrEmpty
        Get-HsSubmission -JournalPath TestDrive:/elsewhere | Should -HaveCount 1
    }

    It 'names a journal that was changed, with the line that removes it' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $other = Start-HsImport $csv -ColumnMapping $map -Wait
        $journal = (Get-HsSubmission $import.SubmissionId).JournalPath
        [IO.File]::WriteAllText($journal, [IO.File]::ReadAllText($journal).Replace('contacts', 'contracts'))

        $left = Get-HsSubmission -ErrorAction SilentlyContinue -ErrorVariable errors
        $left.SubmissionId | Should -Be $other.SubmissionId
        Assert-HsError $errors 'HsJournalDamaged' -Command GetHsSubmission

        Invoke-Expression ([regex]::Match($errors.ErrorDetails.RecommendedAction, 'Remove-Item .*$').Value)
        Get-HsSubmission -ErrorVariable none | Should -HaveCount 1
        $none | Should -BeNullOrEmpty
    }

    It 'holds no token and no cell in its journal' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $text = Get-Content (Get-HsSubmission $import.SubmissionId).JournalPath -Raw
        $text | Should -Not -Match $Token
        $text | Should -Not -Match 'person1|Given1|Family1'
    }

    It 'fits a window of 80 columns, as a table and as a list' {
        $import = Start-HsImport $csv -ColumnMapping $map -Name ('A name that is longer than a window has room for ' * 2) -Wait
        $table = Get-HsSubmission | Out-String -Width 80
        $table -split '\r?\n' | Where-Object { $_ } | Select-Object -First 1 | Should -Match '^SubmissionId\s+Name\s+Started\s+Outcome\s+Open\s+Rows\s+Parts\s*$'
        ($table -split '\r?\n' | Where-Object { $_ })[2] | Should -Match "^$($import.SubmissionId) .*\d{4}-\d\d-\d\d \d\d:\d\d AllIn\s+no\s+3\s+1/1\s*$"
        @($table -split '\r?\n' | Where-Object { $_ }).Count | Should -Be 3

        $list = Get-HsSubmission | Format-List | Out-String -Width 80
        $list | Should -Match "Parts\s+: 1 Ended $($import.Id), 3 rows from row 1 on"
        (Get-HsSubmission).Parts | Out-String -Width 80 | Should -Match "1 Ended\s+$($import.Id)\s+AllIn\s+1\s+3"
    }
}
