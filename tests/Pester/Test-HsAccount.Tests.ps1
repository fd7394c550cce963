BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox -Option '--fast', '--line-numbering', 'record', '--row-data', 'none'
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Test-HsAccount' {
    It 'asks before it makes an import' {
        $plan = Start-Shell 'Test-HsAccount -Connection $Connection' (Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru)
        $plan.Shell.EndInvoke($plan.Running) | Should -BeNullOrEmpty
        "$($plan.Shell.Streams.Error)" | Should -Not -BeNullOrEmpty -Because 'nobody is there to answer'
        Get-PostCount $sandbox | Should -Be 0
        (Get-Command Test-HsAccount).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'makes nothing with -WhatIf' {
        Test-HsAccount -WhatIf -JournalPath "$TestDrive/none" | Should -BeNullOrEmpty
        Get-PostCount $sandbox | Should -Be 0
        "$TestDrive/none" | Should -Not -Exist
    }

    It 'tells what the account answers, and keeps it for the rows of errors' {
        Set-Utf8 "$TestDrive/broken.csv" 'Email,First Name', "ada@example.com,`"A`nda`"", 'not an address,Ben'
        $import = New-HsColumnMapping "$TestDrive/broken.csv" -ObjectType contact | Start-HsImport "$TestDrive/broken.csv" -Wait
        ($import | Get-HsImportError).Row | Should -BeNullOrEmpty

        $test = Test-HsAccount -Confirm:$false
        $test.LineNumbering | Should -Be 'Record'
        $test.RowData | Should -Be 'Absent'
        $test.StoredIn | Should -BeLike "$env:HUBSPOT_JOURNAL_PATH*accounts*.json"
        (Get-Content $test.StoredIn -Raw | ConvertFrom-Json).lineNumbering | Should -Be 'Record'

        ($import | Get-HsImportError).Row | Should -Be 2
        ($import | Get-HsImportError -JournalPath "$TestDrive/none").Row | Should -BeNullOrEmpty
        $import | Export-HsImportReject "$TestDrive/rejects.csv"
        Get-Content "$TestDrive/rejects.csv" | Should -Be 'Email,First Name', 'not an address,Ben'
    }

    It 'keeps the answers where -JournalPath says, relative to the location of the session' {
        Push-Location $TestDrive
        try { (Test-HsAccount -Confirm:$false -JournalPath 'here').StoredIn | Should -BeLike "$TestDrive?here*" }
        finally { Pop-Location }
    }

    It 'is an error that says what is missing when the import never shows' {
        $hiding = Start-Sandbox -Option '--fast', '--fault', '"{\"on\":\"list\",\"do\":\"hide\"}"'
        try {
            $account = Connect-HsAccount -AccessToken $Token -BaseUri $hiding.BaseUri -PassThru
            $errors = Get-ErrorOf { Test-HsAccount -Confirm:$false -TimeoutSec 1 -Connection $account }
            Assert-HsError $errors 'HsAccountTestIncomplete' -Command TestHsAccount -Cause 'HsAccountTestTimedOut'
            $errors.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$errors" | Should -BeLike '*ListLag*'
        }
        finally {
            Stop-Sandbox $hiding
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
    }

    It 'is an error where the folder cannot be made, before anything is sent' {
        $posts = Get-PostCount $sandbox
        Set-Utf8 "$TestDrive/file" 'x'
        $errors = Get-ErrorOf { Test-HsAccount -Confirm:$false -JournalPath "$TestDrive/file" }
        Assert-HsError $errors 'HsDataFolderNotUsable' -Command TestHsAccount
        Get-PostCount $sandbox | Should -Be $posts
    }
}
