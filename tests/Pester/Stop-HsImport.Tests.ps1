BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact
    $finished = Start-HsImport $csv -ColumnMapping $map -Wait
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Stop-HsImport' {
    Context 'imports that go on' {
        # At the pace that is made for looking at, with more rows than it takes to type a command.
        BeforeAll {
            $slow = Start-Sandbox -Option @()
            $account = Connect-HsAccount -AccessToken $Token -BaseUri $slow.BaseUri -PassThru
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
            $large = New-ContactFile -Path "$TestDrive/large.csv" -Count 20000
        }

        AfterAll { Stop-Sandbox $slow }

        It 'cancels an import from the pipeline, and writes nothing' {
            $import = Start-HsImport $large -ColumnMapping $map -Connection $account
            $import | Stop-HsImport -Connection $account | Should -BeNullOrEmpty
            (Get-HsImport $import.Id -Connection $account).State | Should -Be 'CANCELED'
        }

        It 'cancels what Get-HsImport finds by name' {
            $null = 'Nightly A', 'Nightly B', 'Other' | ForEach-Object { Start-HsImport $large -ColumnMapping $map -Name $_ -Connection $account }
            $stopped = Get-HsImport -Name 'Nightly*' -First 5 -Connection $account | Stop-HsImport -PassThru -Connection $account
            $stopped.Name | Sort-Object | Should -Be 'Nightly A', 'Nightly B'
            $stopped.State | Should -Be 'CANCELED', 'CANCELED'
            (Get-HsImport -Name Other -Connection $account).State | Should -Not -Be 'CANCELED'
        }

        It 'writes the cancelled import with -PassThru' {
            $stopped = Start-HsImport $large -ColumnMapping $map -Connection $account | Stop-HsImport -PassThru -Connection $account
            $stopped.State | Should -Be 'CANCELED'
            $stopped.Outcome | Should -Be 'Canceled'
        }

        It 'cancels nothing with -WhatIf' {
            $import = Start-HsImport $csv -ColumnMapping $map -Connection $account
            $posts = Get-PostCount $slow
            $plan = Start-Shell "Stop-HsImport $($import.Id) -WhatIf -PassThru -Connection `$Connection" $account
            $plan.Shell.EndInvoke($plan.Running) | Should -BeNullOrEmpty
            "$($plan.Shell.Streams.Error)" | Should -BeNullOrEmpty
            (Wait-HsImport $import.Id -Connection $account).State | Should -Be 'DONE'
            Get-PostCount $slow | Should -Be $posts
        }

        It 'is an error of the waiting when somebody cancels the import' {
            $import = Start-HsImport $large -ColumnMapping $map -Connection $account
            Stop-HsImport $import.Id -Confirm:$false -Connection $account
            $waited = Wait-HsImport $import.Id -Connection $account -ErrorAction SilentlyContinue -ErrorVariable errors
            Assert-HsError $errors 'HsImportCanceled' -Command WaitHsImport
            $waited.State | Should -Be 'CANCELED'
        }
    }

    Context 'an import that is a part' -Tag Slow {
        BeforeAll {
            $parts = New-TwoPartFile "$TestDrive/parts.csv"
            $endless = Start-Sandbox -Option '--delay', '600000'
            $account = Connect-HsAccount -AccessToken $Token -BaseUri $endless.BaseUri -PassThru
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri

            function Start-PartedImport {
                $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())"
                $running = Start-Shell 'Start-HsImport $Connection.Path -ColumnMapping $Connection.Map -Connection $Connection.Account' @{ Path = $parts; Map = $map; Account = $account }
                Wait-Until { "$((Get-HsSubmission).Parts.State)" -eq 'Taken Unsent' }
                $running
            }
        }

        AfterAll { Stop-Sandbox $endless }

        It 'closes those that were not sent when no process works at them' {
            $running = Start-PartedImport
            Stop-Shell $running
            $id = (Get-HsSubmission).ImportIds[0]
            $stopped = Stop-HsImport $id -PassThru -Connection $account -WarningVariable warnings

            $stopped.State | Should -Be 'CANCELED'
            "$warnings" | Should -BeLike '*1,048,576*'
            (Get-HsSubmission).IsOpen | Should -BeFalse
            (Get-HsSubmission).ImportIds | Should -Be $id
            Assert-HsError (Get-ErrorOf { Get-HsSubmission | Resume-HsImport -Connection $account }) 'HsSubmissionClosed' -Command ResumeHsImport
        }

        It 'is seen by the process that works at them, which sends no more' {
            $running = Start-PartedImport
            $imports = @(Get-SandboxImport $endless).Count
            Stop-HsImport (Get-HsSubmission).ImportIds -Connection $account
            $running.Shell.EndInvoke($running.Running).State | Should -Be 'STARTED'

            $running.Shell.Streams.Error.Exception.Id | Should -Be 'HsImportCanceled', 'HsPartsStopped'
            "$((Get-HsSubmission).Parts.State) $((Get-HsSubmission).Outcome) $((Get-HsSubmission).IsOpen)" | Should -Be 'Ended Unsent Canceled False'
            @(Get-SandboxImport $endless).Count | Should -Be $imports
        }
    }

    It 'asks HubSpot nothing with -WhatIf, and looks for the submission where -JournalPath says' {
        $posts = Get-PostCount $sandbox
        Stop-HsImport $finished.Id -WhatIf
        Get-PostCount $sandbox | Should -Be $posts
        Assert-HsError (Get-ErrorOf { Stop-HsImport $finished.Id -JournalPath "$TestDrive/elsewhere" }) 'HsImportFinished' -Command StopHsImport
    }

    It 'writes an error for a finished import' {
        $errors = Get-ErrorOf { $finished | Stop-HsImport }
        Assert-HsError $errors 'HsImportFinished' -Command StopHsImport
        (Get-HsImport $finished.Id).State | Should -Be 'DONE'
    }

    It 'writes an error for an unknown id, and goes on with the others' {
        $errors = Get-ErrorOf { Stop-HsImport -Id 999999, 'no/id', 999998 }
        Assert-HsError $errors 'HsImportNotFound', 'HsImportIdInvalid', 'HsImportNotFound' -Command StopHsImport
        $errors.TargetObject | Should -Be '999999', 'no/id', '999998'
    }
}
