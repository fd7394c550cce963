BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Disconnect-HsAccount' {
    It 'forgets the account, writes nothing, and may be called again' {
        Disconnect-HsAccount | Should -BeNullOrEmpty
        Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsAccessTokenMissing' -Command GetHsImport
        Get-ErrorOf { Disconnect-HsAccount } | Should -BeNullOrEmpty
    }

    It 'leaves a connection that is held usable' {
        $connection = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru
        Disconnect-HsAccount
        (Get-HsProperty contact email -Connection $connection).Name | Should -Be 'email'
    }
}
