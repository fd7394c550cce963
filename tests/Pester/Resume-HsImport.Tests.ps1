BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact

    # A submission whose answer was lost; HubSpot has its import, unless the fault comes before.
    function New-Undecided ([string] $Name, [string] $When = 'after', [string] $Operation = 'Upsert') {
        $file = New-ContactFile -Path "$TestDrive/$Name.csv" -Domain "$Name.example.com"
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'answer'; when = $When }
        if ($When -eq 'after') { Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = $Name } }
        $null = Start-HsImport $file -ColumnMapping $map -ImportOperation $Operation -SettlingTime 0 -ErrorAction SilentlyContinue -ErrorVariable lost
        Assert-HsError $lost 'HsSubmissionUndecided' -Command StartHsImport
        [pscustomobject]@{ Path = $file; SubmissionId = (Get-SubmissionOf $file).SubmissionId; Error = $lost[0] }
    }

    # The commands of an error that decides, the one with a switch or a parameter.
    function Get-Decision ($Record, [string] $With) { Get-AdvisedCommand $Record Resume-HsImport | Where-Object { $_ -like "* -$With*" } }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Resume-HsImport' {
    BeforeEach { $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())" }
    AfterEach { Clear-SandboxFault $sandbox }

    It 'does nothing where nothing is open' {
        $null = Start-HsImport $csv -ColumnMapping $map -Wait
        $posts = Get-PostCount $sandbox
        Resume-HsImport -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        Get-PostCount $sandbox | Should -Be $posts
    }

    It 'finishes all that is open, and takes the imports that HubSpot has' {
        $one = New-Undecided all-one
        $two = New-Undecided all-two
        Clear-SandboxFault $sandbox
        $posts = Get-PostCount $sandbox

        $imports = Resume-HsImport -Wait

        $imports.Name | Should -Be 'all-one', 'all-two'
        $imports.State | Should -Be 'DONE', 'DONE'
        $imports.SubmissionId | Should -Be $one.SubmissionId, $two.SubmissionId
        $imports.SourcePath | Should -Be $one.Path, $two.Path
        Get-PostCount $sandbox | Should -Be $posts -Because 'nothing is sent again'
        Get-HsSubmission -Open | Should -BeNullOrEmpty
    }

    It 'takes submissions from the pipeline' {
        $null = New-Undecided piped-one
        $other = New-Undecided piped-two
        Clear-SandboxFault $sandbox
        (Get-HsSubmission | Where-Object SourcePath -like '*piped-one*' | Resume-HsImport -Wait).Name | Should -Be 'piped-one'
        (Get-HsSubmission -Open).SubmissionId | Should -Be $other.SubmissionId
    }

    It 'does nothing with -WhatIf' {
        $open = New-Undecided what-if
        Clear-SandboxFault $sandbox
        $before = Get-Content (Get-HsSubmission).JournalPath -Raw
        Resume-HsImport -WhatIf | Should -BeNullOrEmpty
        Resume-HsImport $open.SubmissionId -Resend -WhatIf | Should -BeNullOrEmpty
        Get-Content (Get-HsSubmission).JournalPath -Raw | Should -Be $before
        (Get-HsSubmission).IsBusy | Should -BeFalse
    }

    It 'stays undecided while the list shows nothing, and its advice adopts the import that a person found' {
        $null = New-Undecided adopted
        $null = Resume-HsImport -SettlingTime 0 -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-HsError $errors 'HsSubmissionUndecided' -Command ResumeHsImport

        Clear-SandboxFault $sandbox
        $id = (Get-SandboxImport $sandbox | Where-Object importName -eq adopted).id
        $import = Invoke-Expression (Get-Decision $errors[0] AdoptImportId).Replace('<its id>', $id)
        $import.Id | Should -Be $id
        (Get-HsSubmission).ImportIds | Should -Be $id
        @(Get-SandboxLedger $sandbox adopted).Count | Should -Be 3
    }

    It 'adopts no import that is another submission''s, and none that is not there' {
        $open = New-Undecided twice
        $other = Start-HsImport $csv -ColumnMapping $map -Wait
        $errors = Get-ErrorOf { Resume-HsImport $open.SubmissionId -AdoptImportId $other.Id }
        Assert-HsError $errors 'HsAdoptedTwice' -Command ResumeHsImport
        (Invoke-Expression (Get-AdvisedCommand $errors Get-HsSubmission)).ImportIds | Should -Be $other.Id
        Assert-HsError (Get-ErrorOf { Resume-HsImport $open.SubmissionId -AdoptImportId 999999 }) 'HsImportNotFound' -Command ResumeHsImport
        (Get-HsSubmission $open.SubmissionId).Outcome | Should -Be 'Undecided'
    }

    It 'sends again with the -Resend of the advice, where no row can be there twice' {
        $open = New-Undecided resent before
        $import = Invoke-Expression "$(Get-Decision $open.Error Resend) -Wait"
        $import.State | Should -Be 'DONE'
        @(Get-SandboxLedger $sandbox resent).Count | Should -Be 3
    }

    It 'sends records that would be there twice only with -Again, as its advice has it' {
        $open = New-Undecided again before Create
        $errors = Get-ErrorOf { Resume-HsImport $open.SubmissionId -Resend }
        Assert-HsError $errors 'HsResendWouldDouble' -Command ResumeHsImport
        @(Get-SandboxLedger $sandbox again).Count | Should -Be 0

        $null = Invoke-Expression (Get-Decision $errors Resend)
        Get-HsSubmission -Open | Should -BeNullOrEmpty
        Wait-Until { @(Get-SandboxLedger $sandbox again).Count -eq 3 }
    }

    It 'says that nothing is undecided, and its advice finishes the submission' {
        Add-SandboxFault $sandbox @{ on = 'get'; do = 'hang'; times = 0 }
        $running = Start-Shell 'Start-HsImport $Connection.Path -ColumnMapping $Connection.Map -Connection $Connection.Account -Wait' @{
            Path = $csv; Map = $map; Account = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru
        }
        Wait-Until { (Get-HsSubmission).Parts.State -eq 'Taken' }
        Assert-HsError (Get-ErrorOf { Resume-HsImport }) 'HsSubmissionBusy' -Command ResumeHsImport
        Stop-Shell $running
        Clear-SandboxFault $sandbox

        $errors = Get-ErrorOf { Resume-HsImport (Get-HsSubmission).SubmissionId -Resend }
        Assert-HsError $errors 'HsNothingUndecided' -Command ResumeHsImport
        (Invoke-Expression (Get-AdvisedCommand $errors Resume-HsImport)).Id | Should -Be (Get-HsSubmission).ImportIds
        (Get-HsSubmission).IsOpen | Should -BeFalse
    }

    It 'is HsSubmissionClosed for one that came to its end, and HsSubmissionNotFound for none' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $errors = Get-ErrorOf { $import | Resume-HsImport }
        Assert-HsError $errors 'HsSubmissionClosed' -Command ResumeHsImport
        (Invoke-Expression $errors.ErrorDetails.RecommendedAction).ImportIds | Should -Be $import.Id
        Assert-HsError (Get-ErrorOf { Resume-HsImport zzzzzzzzzz }) 'HsSubmissionNotFound' -Command ResumeHsImport
    }

    It 'sends nothing of a file that is another now, and its advice gives the rest up' {
        $open = New-Undecided changed before
        $null = New-ContactFile -Path $open.Path -Count 4
        $errors = Get-ErrorOf { Resume-HsImport $open.SubmissionId -Resend }
        Assert-HsError $errors 'HsSourceChanged' -Command ResumeHsImport
        @(Get-SandboxLedger $sandbox changed).Count | Should -Be 0

        Invoke-Expression (Get-AdvisedCommand $errors Remove-HsSubmission)
        (Start-HsImport $open.Path -ColumnMapping $map -Wait).SourceRows | Should -Be 4
    }

    It 'touches nothing of another account' {
        $open = New-Undecided foreign
        $other = Start-Sandbox
        try {
            $there = Connect-HsAccount -AccessToken $Token -BaseUri $other.BaseUri -PassThru
            Resume-HsImport -Connection $there | Should -BeNullOrEmpty
            Assert-HsError (Get-ErrorOf { Resume-HsImport $open.SubmissionId -Connection $there }) 'HsOtherAccount' -Command ResumeHsImport
        }
        finally {
            Stop-Sandbox $other
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
    }

    It 'is HsOtherApp with a token of another app of the account, which does not see the import' {
        $apps = Start-Sandbox -Option '--fast', '--token', 'one=11', '--token', 'two=22'
        try {
            $one, $two = 'one', 'two' | ForEach-Object { Connect-HsAccount $_ -BaseUri $apps.BaseUri -PassThru }
            $null = Invoke-RestMethod "$($apps.BaseUri)sandbox/faults" -Method Post -Headers @{ 'X-HubSpot-Sandbox' = '1' } -Body '[{"on":"start","do":"answer","when":"after"},{"on":"list","do":"hide"}]' -ContentType application/json
            $null = Start-HsImport $csv -ColumnMapping $map -SettlingTime 0 -Connection $one -ErrorAction SilentlyContinue
            $errors = Get-ErrorOf { Resume-HsImport (Get-HsSubmission).SubmissionId -Connection $two }
            Assert-HsError $errors 'HsOtherApp' -Command ResumeHsImport
            $errors.TargetObject | Should -Be (Get-HsSubmission).SubmissionId
            (Get-HsSubmission).IsOpen | Should -BeTrue
        }
        finally {
            Stop-Sandbox $apps
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
    }

    It 'is HsImportGone when HubSpot does not know the import any more, and its advice forgets it' {
        Add-SandboxFault $sandbox @{ on = 'get'; do = 'hang'; times = 0 }
        $running = Start-Shell 'Start-HsImport $Connection.Path -ColumnMapping $Connection.Map -Connection $Connection.Account -Wait' @{
            Path = $csv; Map = $map; Account = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru
        }
        Wait-Until { (Get-HsSubmission).Parts.State -eq 'Taken' }
        Stop-Shell $running
        Clear-SandboxFault $sandbox
        $id = (Get-HsSubmission).ImportIds
        $null = Invoke-Sandbox $sandbox "imports/$id" Delete

        $errors = Get-ErrorOf { Resume-HsImport -MaximumRetryCount 0 }
        Assert-HsError $errors 'HsImportGone' -Command ResumeHsImport -Cause 'HsImportNotFound'
        $errors.TargetObject | Should -Be $id
        Invoke-Expression (Get-AdvisedCommand $errors Remove-HsSubmission)
        Get-HsSubmission | Should -BeNullOrEmpty
    }

    It 'goes on with the others where one of several cannot be finished' {
        $changed = New-Undecided several-one before
        $other = New-Undecided several-two
        $null = New-ContactFile -Path $changed.Path -Count 4
        Clear-SandboxFault $sandbox
        $imports = Resume-HsImport -Wait -SettlingTime 0 -ErrorAction SilentlyContinue -ErrorVariable errors
        $imports.SubmissionId | Should -Be $other.SubmissionId
        Assert-HsError $errors 'HsSubmissionUndecided' -Command ResumeHsImport
        $errors[0].TargetObject | Should -Be $changed.SubmissionId
    }

    It 'reads the folder that -JournalPath names, and its advice names it too' {
        $folder = "$TestDrive/elsewhere"
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'answer'; when = 'before' }
        $null = Start-HsImport $csv -ColumnMapping $map -ImportOperation Create -SettlingTime 0 -JournalPath $folder -ErrorAction SilentlyContinue
        $open = Get-HsSubmission -JournalPath $folder
        $errors = Get-ErrorOf { Resume-HsImport $open.SubmissionId -Resend -JournalPath $folder }
        Assert-HsError $errors 'HsResendWouldDouble' -Command ResumeHsImport
        $errors.ErrorDetails.RecommendedAction | Should -BeLike "*-JournalPath '$folder'*"
        $import = Resume-HsImport $open.SubmissionId -Resend -Again -Confirm:$false -Wait -TimeoutSec 600 -ThrottleLimit 2 -WaitForQuota -JournalPath $folder
        $import.State | Should -Be 'DONE'
    }

    It 'needs a submission to adopt an import or to send again' {
        { Resume-HsImport -Resend -SubmissionId '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Resume-HsImport abcdefghij -AdoptImportId 1 -Resend } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'sends with the advice of HsPartsStopped the parts behind one that failed' -Tag Slow {
        $file = New-TwoPartFile "$TestDrive/stopped.csv"
        $slow = Start-Sandbox -Option '--delay', '600000'
        try {
            Connect-HsAccount -AccessToken $Token -BaseUri $slow.BaseUri
            $null = Start-HsImport $file -ColumnMapping $map -Wait -TimeoutSec 0 -ErrorAction SilentlyContinue -ErrorVariable errors
            Assert-HsError $errors 'HsImportWaitTimedOut', 'HsPartsNotSent' -Command StartHsImport
            $errors[1].TargetObject | Should -Be (Get-HsSubmission).SubmissionId

            Add-SandboxFault $slow @{ on = 'get'; do = 'state'; value = 'FAILED'; name = '(1/2)' }
            Add-SandboxFault $slow @{ on = 'get'; do = 'state'; value = 'DONE'; name = '(2/2)' }
            $null = Resume-HsImport -Wait -ErrorAction SilentlyContinue -ErrorVariable errors
            Assert-HsError $errors 'HsImportFailed', 'HsPartsStopped' -Command ResumeHsImport
            (Get-HsSubmission).Outcome | Should -Be 'Failed'

            $imports = Invoke-Expression "$(Get-AdvisedCommand $errors[1] Resume-HsImport) -ErrorAction SilentlyContinue"
            "$($imports.Part)" | Should -Be '1 2'
            @(Get-SandboxImport $slow).Count | Should -Be 2
            Get-HsSubmission -Open | Should -BeNullOrEmpty
        }
        finally {
            Stop-Sandbox $slow
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
    }
}
