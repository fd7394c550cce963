BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact
    $imports = 1..7 | ForEach-Object { Start-HsImport $csv -ColumnMapping $map -Name "Import $_" -Wait }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Get-HsImport' {
    It 'gets all imports in the order of the server' {
        (Get-HsImport).Id | Should -Be (Get-SandboxImport $sandbox).id
        @(Get-HsImport).Count | Should -Be 7
    }

    It 'gets imports by id, by position and by property name' {
        (Get-HsImport $imports[2].Id).Name | Should -Be 'Import 3'
        (Get-HsImport -Id $imports[0].Id, $imports[4].Id).Name | Should -Be 'Import 1', 'Import 5'
        ($imports[1] | Get-HsImport).Name | Should -Be 'Import 2'
        ([pscustomobject]@{ ImportId = $imports[5].Id } | Get-HsImport).Name | Should -Be 'Import 6'
    }

    It 'writes an error for an id that is unknown or none, and gets the others' {
        $found = Get-HsImport -Id 999999, $imports[0].Id, 'no/id', $imports[1].Id -ErrorAction SilentlyContinue -ErrorVariable errors

        $found.Name | Should -Be 'Import 1', 'Import 2'
        Assert-HsError $errors 'HsImportNotFound', 'HsImportIdInvalid' -Command GetHsImport
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be '999999'
        $errors[0].Exception.StatusCode | Should -Be 404
    }

    It 'filters by name with wildcards, whatever the case' {
        (Get-HsImport -Name 'import [23]').Name | Sort-Object | Should -Be 'Import 2', 'Import 3'
        @(Get-HsImport -Name 'Import*').Count | Should -Be 7
        Get-HsImport -Name 'Other*' | Should -BeNullOrEmpty
    }

    It 'filters by state' {
        @(Get-HsImport -State done).Count | Should -Be 7
        @(Get-HsImport -State FAILED, DONE).Count | Should -Be 7
        Get-HsImport -State CANCELED | Should -BeNullOrEmpty
    }

    It 'filters by time' {
        $fourth = (Get-HsImport -Id $imports[3].Id).CreatedAt
        (Get-HsImport -CreatedAfter $fourth.LocalDateTime).Name | Sort-Object | Should -Be 'Import 5', 'Import 6', 'Import 7'
        (Get-HsImport -CreatedAfter $fourth.UtcDateTime).Name | Sort-Object | Should -Be 'Import 5', 'Import 6', 'Import 7'
        Get-HsImport -CreatedAfter (Get-Date).AddDays(1) | Should -BeNullOrEmpty
    }

    It 'passes over some and stops after some' {
        $all = Get-HsImport
        (Get-HsImport -First 2).Id | Should -Be $all[0, 1].Id
        (Get-HsImport -First 2 -Skip 3).Id | Should -Be $all[3, 4].Id
        (Get-HsImport -Skip 5).Id | Should -Be $all[5, 6].Id
        (Get-HsImport -Name 'Import*' -First 1 -Skip 1).Id | Should -Be $all[1].Id
        Get-HsImport -First 0 | Should -BeNullOrEmpty
    }

    It 'lets a later command end it' {
        (Get-HsImport | Select-Object -First 1).Id | Should -Be (Get-HsImport -First 1).Id
    }

    It 'does not take an id and a filter together' {
        { Get-HsImport -Id 1 -Name 'x' } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    Context 'several pages' {
        BeforeAll {
            # A page longer than what may be read ahead of a later command.
            $page = '{"results":[' + ((1..100 | ForEach-Object { New-ImportJson -Id $_ -State DONE }) -join ',') + '],"paging":{"next":{"after":"two","link":"http://203.0.113.1/x"}}}'
            $last = '{"results":[' + (New-ImportJson -Id 101 -State DEFERRED) + ',' + (New-ImportJson -Id 102) + ']}'
            $fake = Start-FakeServer @{ 'GET *after=two' = New-Answer -Body $last; 'GET *limit=1' = New-Answer -Body $page; 'GET *limit=100' = New-Answer -Body $page }
            $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
        }

        AfterAll { Stop-FakeServer $fake }

        It 'reads to the last page, by the cursor alone' {
            (Get-HsImport -Connection $connection).Id | Should -Be (1..102)
        }

        It 'reads no page that nobody asked for' {
            $fake.Request.Clear()
            (Get-HsImport -Connection $connection | Select-Object -First 1).Id | Should -Be '1'
            $fake.Request.Line | Should -Not -BeLike '*after=two*'
        }

        It 'gets with -Active what HubSpot still works at' {
            (Get-HsImport -Connection $connection -Active).Id | Should -Be '101', '102'
        }
    }

    Context 'a server that fails' {
        BeforeAll {
            $fake = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}' }
            $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
        }

        AfterAll { Stop-FakeServer $fake }

        It 'is <id> when the answer is <what>' -ForEach @(
            @{ what = '401'; id = 'HsUnauthorized'; answer = @{ Status = 401 } }
            @{ what = '403'; id = 'HsMissingScope'; answer = @{ Status = 403 } }
            @{ what = '404'; id = 'HsNotFound'; answer = @{ Status = 404 } }
            @{ what = 'a redirect'; id = 'HsRedirected'; answer = @{ Status = 302; Header = @('Location: https://example.com/') } }
            @{ what = '429'; id = 'HsRateLimited'; answer = @{ Status = 429 } }
            @{ what = '503 as a page'; id = 'HsServiceUnavailable'; answer = @{ Status = 503; Body = '<html>'; Header = 'Content-Type: text/html' } }
            @{ what = 'no JSON'; id = 'HsUnexpectedAnswer'; answer = @{ Body = '<html>login</html>' } }
            @{ what = 'other JSON'; id = 'HsUnexpectedAnswer'; answer = @{ Body = '"text"' } }
            @{ what = 'empty'; id = 'HsUnexpectedAnswer'; answer = @{ Body = '' } }
            @{ what = 'cut off'; id = 'HsUnexpectedAnswer'; answer = @{ Body = '{"results":['; Promise = 100 } }
        ) {
            $fake.Answer['GET *'] = New-Answer @answer
            Assert-HsError (Get-ErrorOf { Get-HsImport -Connection $connection -MaximumRetryCount 0 }) $id -Command GetHsImport
        }

        It 'is asked again as often as -MaximumRetryCount says, and -Verbose tells of it' {
            $fake.Answer['GET *'] = New-Answer -Status 503
            $fake.Request.Clear()
            $errors = Get-ErrorOf { Get-HsImport -Connection $connection -MaximumRetryCount 1 -RetryIntervalSec 1 -Verbose 4>"$TestDrive/verbose.txt" }
            Assert-HsError $errors 'HsServiceUnavailable' -Command GetHsImport
            $fake.Request.Count | Should -Be 2
            Get-Content "$TestDrive/verbose.txt" -Raw | Should -BeLike 'GET crm/imports/2026-03* failed at attempt 1 of 2; the next is in *'
        }

        It 'takes the token out of what the server says' {
            $fake.Answer['GET *'] = New-Answer -Status 400 -Body "{`"message`":`"bad header: Bearer $Token`"}"
            $errors = Get-ErrorOf { Get-HsImport -Connection $connection }
            Assert-HsError $errors 'HsBadRequest' -Command GetHsImport
            $errors.Exception.Message | Should -BeLike '*bad header: Bearer*'
        }

        It 'ends on Ctrl+C while the server is silent, without an error' {
            $fake.Answer['GET *'] = ''
            $fake.Request.Clear()
            $running = Start-Shell 'Get-HsImport -Connection $Connection' $connection
            Wait-Until { $fake.Request.Count -gt 0 }
            Stop-Shell $running
        }
    }
}
