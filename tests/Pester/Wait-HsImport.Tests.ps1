BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Wait-HsImport' {
    It 'waits for several imports together and writes each once' {
        $imports = 1..3 | ForEach-Object { Start-HsImport $csv -ColumnMapping $map -Name "Together $_" }
        $waited = $imports | Wait-HsImport

        $waited.Id | Sort-Object | Should -Be ($imports.Id | Sort-Object)
        $waited.State | Should -Be 'DONE', 'DONE', 'DONE'
    }

    It 'waits for all that go on' {
        $imports = 1..2 | ForEach-Object { Start-HsImport $csv -ColumnMapping $map }
        Get-HsImport -Active | Wait-HsImport -TimeoutSec 3600 | Out-Null
        Get-HsImport -Active | Should -BeNullOrEmpty
        (Get-HsImport -Id $imports.Id).State | Should -Be 'DONE', 'DONE'
    }

    It 'takes ids by position, and one that is named twice once' {
        $import = Start-HsImport $csv -ColumnMapping $map
        @(Wait-HsImport $import.Id, $import.Id).Count | Should -Be 1
    }

    It 'writes a finished import at once, and a warning of refused rows' {
        Set-Utf8 "$TestDrive/faulty.csv" 'Email,First Name,Last Name', 'bad,A,B'
        $import = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Wait
        ($import | Wait-HsImport -WarningVariable warnings).State | Should -Be 'DONE'
        "$warnings" | Should -BeLike "*Get-HsImportError -Id $($import.Id)*"
    }

    It 'writes an error for an unknown id, and waits for the others' {
        $import = Start-HsImport $csv -ColumnMapping $map
        $waited = Wait-HsImport -Id 999999, $import.Id, 'no/id' -ErrorAction SilentlyContinue -ErrorVariable errors
        $waited.Id | Should -Be $import.Id
        Assert-HsError $errors 'HsImportNotFound', 'HsImportIdInvalid' -Command WaitHsImport
    }

    It 'is HsImportReverted when somebody undid the import' {
        $import = Start-HsImport $csv -ColumnMapping $map -Wait
        $null = Invoke-Sandbox $sandbox "imports/$($import.Id)/revert" Post
        $waited = Wait-HsImport -InputObject $import -ErrorAction SilentlyContinue -ErrorVariable errors
        Assert-HsError $errors 'HsImportReverted' -Command WaitHsImport
        $errors[0].TargetObject.Id | Should -Be $import.Id
        $waited.State | Should -Be 'REVERTED'
    }

    Context 'an import that does not end' {
        BeforeAll {
            $fake = Start-FakeServer @{
                'GET */imports/2026-03[?]*' = New-Answer -Body '{"results":[]}'
                'GET *4711' = New-Answer -Body (New-ImportJson -Id 4711 -Counter @{ TOTAL_ROWS = 3; CREATED_OBJECTS = 1 })
                'GET *4712' = New-Answer -Body (New-ImportJson -Id 4712 -State DONE)
            }
            $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
        }

        AfterAll { Stop-FakeServer $fake }

        It 'is HsImportWaitTimedOut, which says how to wait again' {
            $waited = Wait-HsImport 4711, 4712 -TimeoutSec 1 -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable errors

            $waited.Id | Should -Be '4712'
            Assert-HsError $errors 'HsImportWaitTimedOut' -Command WaitHsImport
            $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $errors[0].TargetObject.Id | Should -Be '4711'
            $errors[0].ErrorDetails.RecommendedAction | Should -Be 'Wait-HsImport -Id 4711 -TimeoutSec 1'
            $fake.Request.Line | Should -Not -BeLike 'POST *' -Because 'a time-out cancels nothing'
        }

        It 'is HsImportWaitBroken when the state cannot be read any more, and its advice waits on' {
            $fake.Answer['GET *4713'] = New-Answer -Status 401
            $errors = Get-ErrorOf { Wait-HsImport 4713 -Connection $connection -MaximumRetryCount 0 -RetryIntervalSec 1 }
            Assert-HsError $errors 'HsImportWaitBroken' -Command WaitHsImport -Cause 'HsUnauthorized'
            $errors.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $errors.TargetObject.Id | Should -Be '4713'
            $fake.Answer['GET *4713'] = New-Answer -Body (New-ImportJson -Id 4713 -State DONE)
            (Invoke-Expression "$(Get-AdvisedCommand $errors Wait-HsImport) -Connection `$connection").State | Should -Be 'DONE'
        }

        It 'only looks once with -TimeoutSec 0' {
            Assert-HsError (Get-ErrorOf { Wait-HsImport 4711 -TimeoutSec 0 -Connection $connection }) 'HsImportWaitTimedOut' -Command WaitHsImport
            (Wait-HsImport 4712 -TimeoutSec 0 -Connection $connection).State | Should -Be 'DONE'
        }

        It 'stops waiting on Ctrl+C, without an error and with nothing cancelled' {
            $fake.Request.Clear()
            $running = Start-Shell 'Wait-HsImport 4711 -Connection $Connection' $connection
            Wait-Until { $fake.Request.Count -ge 2 }
            Stop-Shell $running
            $fake.Request.Line | Should -Not -BeLike 'POST *'
        }

        It 'goes on waiting over a fault that passes' {
            $running = Start-Shell 'Wait-HsImport 4711 -Connection $Connection' $connection
            $fake.Request.Clear()
            Wait-Until { $fake.Request.Count -ge 1 }
            $fake.Answer['GET *4711'] = New-Answer -Status 503
            $seen = $fake.Request.Count
            Wait-Until { $fake.Request.Count -gt $seen }
            $fake.Answer['GET *4711'] = New-Answer -Body (New-ImportJson -Id 4711 -State DONE)

            $waited = $running.Shell.EndInvoke($running.Running)
            $waited.State | Should -Be 'DONE'
            "$($running.Shell.Streams.Error)" | Should -BeNullOrEmpty
        }
    }

    Context 'the import after a time-out' {
        It 'goes on in HubSpot' {
            $slow = Start-Sandbox -Option @()
            try {
                $account = Connect-HsAccount -AccessToken $Token -BaseUri $slow.BaseUri -PassThru
                Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
                $file = New-ContactFile -Path "$TestDrive/large.csv" -Count 20000
                $import = Start-HsImport $file -ColumnMapping $map -Connection $account -Wait -TimeoutSec 0 -ErrorAction SilentlyContinue -ErrorVariable errors

                $import | Should -BeNullOrEmpty
                Assert-HsError $errors 'HsImportWaitTimedOut' -Command StartHsImport
                $waited = Wait-HsImport $errors[0].TargetObject.Id -Connection $account
                $waited.State | Should -Be 'DONE'
                $waited.TotalRows | Should -Be 20000
            }
            finally { Stop-Sandbox $slow }
        }
    }
}
