BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact

    # A submission of which nobody knows whether HubSpot took it.
    function New-Undecided {
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
        Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide' }
        $null = Start-HsImport $csv -ColumnMapping $map -SettlingTime 0 -ErrorAction SilentlyContinue
        Get-HsSubmission -Open
    }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Remove-HsSubmission' {
    BeforeEach { $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())" }
    AfterEach { Clear-SandboxFault $sandbox }

    It 'forgets what came to its end, from the pipeline, and writes nothing' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        Get-HsSubmission | Where-Object { -not $_.IsOpen } | Remove-HsSubmission | Should -BeNullOrEmpty
        Get-HsSubmission | Should -BeNullOrEmpty
        Get-ChildItem "$env:HUBSPOT_JOURNAL_PATH/submissions/$($import.SubmissionId)*" | Should -BeNullOrEmpty
        (Get-HsImport $import.Id).State | Should -Be 'DONE'
    }

    It 'forgets that of the folder which -JournalPath names, without a question with -Confirm:$false' {
        $import = Start-HsImport $csv -ColumnMapping $map -JournalPath "$TestDrive/elsewhere" -Wait
        Assert-HsError (Get-ErrorOf { Remove-HsSubmission $import.SubmissionId }) 'HsSubmissionNotFound' -Command RemoveHsSubmission
        Remove-HsSubmission $import.SubmissionId -JournalPath "$TestDrive/elsewhere" -Confirm:$false
        Get-HsSubmission -JournalPath "$TestDrive/elsewhere" | Should -BeNullOrEmpty
    }

    It 'forgets nothing with -WhatIf' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        Remove-HsSubmission $import.SubmissionId -WhatIf
        Get-HsSubmission | Should -HaveCount 1
    }

    It 'keeps one that did not come to its end, and the commands of its advice work' {
        $open = New-Undecided
        $errors = Get-ErrorOf { $open | Remove-HsSubmission }
        Assert-HsError $errors 'HsSubmissionStillOpen' -Command RemoveHsSubmission
        Get-HsSubmission | Should -HaveCount 1

        Invoke-Expression (Get-AdvisedCommand $errors Remove-HsSubmission)
        Get-HsSubmission | Should -BeNullOrEmpty
    }

    It 'keeps one that did not come to its end, which its advice finishes' {
        $open = New-Undecided
        $errors = Get-ErrorOf { $open | Remove-HsSubmission }
        Clear-SandboxFault $sandbox
        $null = Invoke-Expression (Get-AdvisedCommand $errors Resume-HsImport)
        Remove-HsSubmission $open.SubmissionId
        Get-HsSubmission | Should -BeNullOrEmpty
    }

    It 'goes on with the others where one is none' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $errors = Get-ErrorOf { Remove-HsSubmission zzzzzzzzzz, $import.SubmissionId }
        Assert-HsError $errors 'HsSubmissionNotFound' -Command RemoveHsSubmission
        Get-HsSubmission | Should -BeNullOrEmpty
    }

    It 'keeps one that a process works at, even with -Force' {
        Add-SandboxFault $sandbox @{ on = 'get'; do = 'hang'; times = 0 }
        $running = Start-Shell 'Connect-HsAccount $Connection.AccessToken -BaseUri $Connection.BaseUri; Start-HsImport $Connection.File -ColumnMapping $Connection.Map -Wait' @{ AccessToken = $Token; BaseUri = $sandbox.BaseUri; File = $csv; Map = $map }
        Wait-Until { (Get-HsSubmission).Parts.State -eq 'Taken' }
        (Get-HsSubmission).IsBusy | Should -BeTrue
        Assert-HsError (Get-ErrorOf { Get-HsSubmission | Remove-HsSubmission -Force }) 'HsSubmissionBusy' -Command RemoveHsSubmission
        Stop-Shell $running
        Get-HsSubmission | Should -HaveCount 1
        (Get-HsSubmission).IsBusy | Should -BeFalse
    }
}
