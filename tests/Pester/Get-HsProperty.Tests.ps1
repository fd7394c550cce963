BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Get-HsProperty' {
    It 'gets the properties of an object type, by name, in the plural or by id' {
        $properties = Get-HsProperty contact
        $properties.Name | Should -Contain 'email'
        (Get-HsProperty -ObjectType Contacts).Name | Should -Be $properties.Name
        (Get-HsProperty 0-1).Name | Should -Be $properties.Name
    }

    It 'takes object types from the pipeline' {
        ('contact', 'company' | Get-HsProperty -Name 'domain').ObjectTypeId | Should -Be '0-2'
        ('contact', 'company' | Get-HsProperty -Name 'city').ObjectTypeId | Should -Be '0-1', '0-2'
    }

    It 'filters by name and by label with wildcards, whatever the case' {
        (Get-HsProperty contact EMAIL).Name | Should -Be 'email'
        (Get-HsProperty contact 'first*').Name | Should -Contain 'firstname'
        (Get-HsProperty contact 'First Name').Name | Should -Be 'firstname'
        Get-HsProperty contact 'nothing like it' | Should -BeNullOrEmpty
    }

    It 'has the options of an enumeration' {
        $stage = Get-HsProperty contact lifecyclestage
        $stage.Type | Should -Be 'enumeration'
        $stage.Options.Value | Should -Contain 'lead'
    }

    It 'writes an error for an unknown object type with the nearest names, and gets the others' {
        $found = Get-HsProperty contcat, company -Name domain -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Name | Should -Be 'domain'
        Assert-HsError $errors 'HsUnknownObjectType' -Command GetHsProperty
        $errors[0].Exception.Message | Should -BeLike "*'contact'*"
    }

    It 'makes with ConvertTo-Json what -PropertyDefinition reads' {
        Get-HsProperty contact | ConvertTo-Json -Depth 4 | Set-Content "$TestDrive/properties.json"
        Disconnect-HsAccount
        try { ('E-mail', 'First Name' | New-HsColumnMapping -ObjectType contact -PropertyDefinition "$TestDrive/properties.json").PropertyName | Should -Be 'email', 'firstname' }
        finally { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }
    }
}
