# What is so of the errors of all cmdlets: how they go on and end, and when a call is repeated.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping $csv -ObjectType contact
    Set-Utf8 "$TestDrive/faulty.csv" 'Email,First Name,Last Name', 'bad,A,B'
    $import = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Wait
}

AfterAll { Stop-Sandbox $sandbox }

# Each block gets what is to be added, and writes one thing that is good beside one error.
Describe 'One bad item of several: <command>' -ForEach @(
    @{ command = 'Get-HsImport'; id = 'HsImportNotFound'; run = { param($more) Get-HsImport -Id 999999, $import.Id @more; $script:went = $? } }
    @{ command = 'Get-HsImportError'; id = 'HsImportNotFound'; run = { param($more) Get-HsImportError -Id 999999, $import.Id @more; $script:went = $? } }
    @{ command = 'Get-HsProperty'; id = 'HsUnknownObjectType'; run = { param($more) Get-HsProperty contcat, company -Name domain @more; $script:went = $? } }
    @{ command = 'Get-HsSubmission'; id = 'HsSubmissionNotFound'; run = { param($more) Get-HsSubmission zzzzzzzzzz, $import.SubmissionId @more; $script:went = $? } }
    @{ command = 'New-HsColumnMapping'; id = 'HsHeaderNotPaired'; run = { param($more) 'Shoe size', 'Email' | New-HsColumnMapping -ObjectType contact @more; $script:went = $? } }
    @{ command = 'Start-HsImport'; id = 'HsFileNotFound'; run = { param($more) Start-HsImport "$TestDrive/absent.csv", $csv -ColumnMapping $map @more; $script:went = $? } }
    @{ command = 'Test-HsImport'; id = 'HsFileNotFound'; run = { param($more) Test-HsImport "$TestDrive/absent.csv", $csv -ColumnMapping $map @more; $script:went = $? } }
    @{ command = 'Wait-HsImport'; id = 'HsImportNotFound'; run = { param($more) Wait-HsImport 999999, $import.Id @more; $script:went = $? } }
) {
    BeforeAll { $name = $command -replace '-' }

    It 'is an error that does not end the others, and makes $? false' {
        & $run @{ ErrorAction = 'Continue' } 2>$null | Should -Not -BeNullOrEmpty
        $went | Should -BeFalse
        Assert-HsError (Get-ErrorOf { & $run @{} }) $id -Command $name
    }

    It 'is in -ErrorVariable and $Error with SilentlyContinue' {
        $Error.Clear()
        @(& $run @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:kept' } 2>&1).Count | Should -Be 1
        Assert-HsError $kept $id -Command $name
        Assert-HsError @($Error) $id -Command $name
    }

    It 'is nowhere with Ignore' {
        $Error.Clear()
        @(& $run @{ ErrorAction = 'Ignore' } 2>&1).Count | Should -Be 1
        $Error | Should -BeNullOrEmpty
    }

    It 'is caught by its type with Stop, or where the script stops at errors' {
        foreach ($more in @{ ErrorAction = 'Stop' }, @{}) {
            $caught = & {
                if (-not $more.Count) { $ErrorActionPreference = 'Stop' }
                try { $null = & $run $more; 'nothing caught' } catch [HubSpotImports.HsException] { $_ }
            }
            Assert-HsError $caught $id -Command $name
        }
    }
}

Describe 'An account that refuses everything' {
    BeforeAll {
        $refusing = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}' }
        $refused = Connect-HsAccount $Token -BaseUri $refusing.BaseUri -PassThru
        $refusing.Answer['GET *'] = New-Answer -Status 401
        Connect-HsAccount $Token -BaseUri $sandbox.BaseUri
    }

    AfterAll { Stop-FakeServer $refusing }

    It 'ends the command, so that try catches it without -ErrorAction, and a script goes on' {
        $caught = try { Get-HsImport -Connection $refused } catch [HubSpotImports.HsException] { $_ }
        Assert-HsError $caught 'HsUnauthorized' -Command GetHsImport
        $script = Start-Shell 'Get-HsImport -Connection $Connection; "reached, $?"' $refused   # Here, Pester has a try around it.
        $script.Shell.EndInvoke($script.Running) | Should -Be 'reached, False'
    }

    It 'ends a list of files at the first, because no other would do better' {
        $errors = Get-ErrorOf { Start-HsImport $csv, "$TestDrive/faulty.csv" -ColumnMapping $map -Connection $refused }
        Assert-HsError $errors 'HsUnauthorized' -Command StartHsImport
    }
}

Describe 'A server that is out of order, and <command>' -ForEach @(
    @{ command = 'Connect-HsAccount'; run = { Connect-HsAccount $Token -BaseUri $busy.BaseUri -MaximumRetryCount 0 -RetryIntervalSec 1 } }
    @{ command = 'Export-HsImportReject'; run = { Export-HsImportReject "$TestDrive/x.csv" -Id 1 -SourcePath $csv -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Get-HsImport'; run = { Get-HsImport -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Get-HsImportError'; run = { Get-HsImportError 1 -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Get-HsProperty'; run = { Get-HsProperty contact -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'New-HsColumnMapping'; run = { New-HsColumnMapping $csv contact -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Resume-HsImport'; run = { Resume-HsImport -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Start-HsImport'; run = { Start-HsImport $csv -ColumnMapping $map -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Stop-HsImport'; run = { Stop-HsImport 1 -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
    @{ command = 'Test-HsAccount'; run = { Test-HsAccount -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down -Confirm:$false } }
    @{ command = 'Test-HsImport'; run = { Test-HsImport $csv -ColumnMapping $map -MaximumRetryCount 0 -RetryIntervalSec 1 -Connection $down } }
) {
    BeforeAll {
        $busy = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}' }
        $down = Connect-HsAccount $Token -BaseUri $busy.BaseUri -PassThru
        Connect-HsAccount $Token -BaseUri $sandbox.BaseUri
        $busy.Answer['GET *'] = $busy.Answer['POST *'] = New-Answer -Status 503
        $busy.Request.Clear()
    }

    AfterAll {
        Stop-FakeServer $busy
        Connect-HsAccount $Token -BaseUri $sandbox.BaseUri
    }

    It 'is HsServiceUnavailable, asked once with -MaximumRetryCount 0' {
        $errors = Get-ErrorOf $run
        Assert-HsError $errors 'HsServiceUnavailable' -Command ($command -replace '-')
        $errors.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        @($busy.Request | Group-Object Line | Where-Object Count -gt 1).Count | Should -Be 0
    }
}
