BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-TestModule
    $sandbox = Start-Sandbox -Option '--fast', '--token', $Token
    $secure = ConvertTo-SecureString $Token -AsPlainText -Force
}

AfterAll {
    $env:HUBSPOT_ACCESS_TOKEN = $null
    $env:HUBSPOT_BASE_URI = $null
    Disconnect-HsAccount
    Stop-Sandbox $sandbox
}

Describe 'Connect-HsAccount' {
    BeforeEach {
        Disconnect-HsAccount
        $env:HUBSPOT_ACCESS_TOKEN = $null
        $env:HUBSPOT_BASE_URI = $null
    }

    Context 'the token' {
        It 'takes a SecureString' {
            Connect-HsAccount -AccessToken $secure -BaseUri $sandbox.BaseUri | Should -BeNullOrEmpty
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
        }

        It 'takes the password of a credential' {
            Connect-HsAccount ([pscredential]::new('HubSpot', $secure)) -BaseUri $sandbox.BaseUri
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
        }

        It 'takes text, and forgives blanks around it' {
            Connect-HsAccount " $Token`n" -BaseUri $sandbox.BaseUri
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
        }

        It 'takes that of the environment' {
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            (Connect-HsAccount -BaseUri $sandbox.BaseUri -PassThru).Origin | Should -Be 'Environment'
        }

        It 'refuses <what> for <parameter>, and repeats nothing of it' -ForEach @(
            foreach ($parameter in 'AccessToken', 'ClientSecret', 'RefreshToken') {
                @{ parameter = $parameter; what = 'a hashtable'; value = @{ Secret = 'pat-test-0123456789' } }
                @{ parameter = $parameter; what = 'several'; value = 'pat-test-0123456789', 'another' }
                @{ parameter = $parameter; what = 'a number'; value = 314159265 }
                @{ parameter = $parameter; what = 'an object'; value = [pscustomobject]@{ Secret = 'pat-test-0123456789' } }
                @{ parameter = $parameter; what = 'a script block'; value = { 'pat-test-0123456789' } }
                @{ parameter = $parameter; what = 'nothing'; value = $null }
            }
        ) {
            $others = if ($parameter -eq 'AccessToken') { @{} } else { @{ ClientId = 'x'; ClientSecret = 'y'; RefreshToken = 'z' } }
            $others[$parameter] = $value
            $Error.Clear()
            $caught = Get-ErrorOf { Connect-HsAccount @others -BaseUri $sandbox.BaseUri }
            $caught.FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,HubSpotImports.Commands.ConnectHsAccountCommand'
            $shown = ($caught, $Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception.ToString(); $_ } | Out-String -Width 4000)
            $shown | Should -BeLike '*must be a SecureString, a PSCredential or a string*'
            $shown | Should -Not -Match "$Token|314159265"
        }

        It 'repeats nothing of a token that stands where <what> belongs' -ForEach @(
            @{ what = 'a script block'; command = 'ConnectHsAccountCommand'; take = { Connect-HsAccount -AccessTokenSource $Token -BaseUri $sandbox.BaseUri } }
            @{ what = 'a connection'; command = 'GetHsImportCommand'; take = { Get-HsImport -Connection $Token } }
        ) {
            $Error.Clear()
            $caught = Get-ErrorOf $take
            $caught.FullyQualifiedErrorId | Should -Be "ParameterArgumentTransformationError,HubSpotImports.Commands.$command"
            $shown = ($caught, $Error | ForEach-Object { $_.Exception.ToString(); $_ } | Out-String -Width 4000)
            $shown | Should -BeLike "*must be $what*"
            $shown | Should -Not -Match $Token
        }

        It 'is a warning when it is plain text, unless it goes to this machine' {
            # Refused before anything goes over the network, because the address is not https.
            Get-ErrorOf { Connect-HsAccount plain -BaseUri http://203.0.113.1 -WarningVariable script:warnings } | Should -Not -BeNullOrEmpty
            "$warnings" | Should -BeLike '*plain text*Get-Secret*'
            "$warnings" | Should -Not -BeLike '*plain,*'
            foreach ($given in $secure, [pscredential]::new('HubSpot', $secure)) {
                Get-ErrorOf { Connect-HsAccount $given -BaseUri http://203.0.113.1 -WarningVariable script:warnings } | Should -Not -BeNullOrEmpty
                $warnings | Should -BeNullOrEmpty
            }
            $null = Connect-HsAccount $Token -BaseUri $sandbox.BaseUri -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
        }

        It 'is HsAccessTokenInvalid when it cannot be one, and is not repeated' {
            foreach ($given in 'pat na1-secret', "pat`nsecret", "pat-$([char]0xE9)secret") {
                $errors = Get-ErrorOf { Connect-HsAccount $given -BaseUri $sandbox.BaseUri }
                Assert-HsError $errors 'HsAccessTokenInvalid' -Command ConnectHsAccount
                ($errors | Format-List -Property * -Force | Out-String) | Should -Not -Match 'secret'
            }
        }

        It 'is nowhere to be seen in the connection' {
            $connection = Connect-HsAccount -AccessToken $secure -BaseUri $sandbox.BaseUri -PassThru -Verbose 4>&1
            ($connection | Format-List -Property * -Force | Out-String) | Should -Not -Match $Token
            ($connection | Out-String) | Should -Not -Match $Token
            ($connection | ConvertTo-Json -Depth 5) | Should -Not -Match $Token
            "$connection" | Should -Not -Match $Token
            [System.Management.Automation.PSSerializer]::Serialize($connection, 5) | Should -Not -Match $Token
            ($connection | Get-Member -Force).Name | Should -Not -Contain 'AccessToken'
        }

        It 'is tried at once: HsUnauthorized for one that is not good, and the session is connected to no account then' {
            Connect-HsAccount -AccessToken $secure -BaseUri $sandbox.BaseUri
            $errors = Get-ErrorOf { Connect-HsAccount -AccessToken expired -BaseUri $sandbox.BaseUri }
            Assert-HsError $errors 'HsUnauthorized' -Command ConnectHsAccount

            # A script that goes on must reach neither the account before nor that of the environment.
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
            Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsNotConnected' -Command GetHsImport
            Disconnect-HsAccount
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
        }

        It 'is none when it is empty: a secret that came back empty leads to no other account' {
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
            Assert-HsError (Get-ErrorOf { Connect-HsAccount -AccessToken '' }) 'HsAccessTokenMissing' -Command ConnectHsAccount
        }

        It 'is HsMissingScope when it may not import' {
            $fake = Start-FakeServer @{ 'GET *' = New-Answer -Status 403 -Body '{"category":"MISSING_SCOPES","message":"no"}' }
            try { Assert-HsError (Get-ErrorOf { Connect-HsAccount -AccessToken $secure -BaseUri $fake.BaseUri }) 'HsMissingScope' -Command ConnectHsAccount }
            finally { Stop-FakeServer $fake }
        }

        It 'is HsAccessTokenMissing when there is none, of every command that needs one' {
            Assert-HsError (Get-ErrorOf { Connect-HsAccount }) 'HsAccessTokenMissing' -Command ConnectHsAccount
            Disconnect-HsAccount
            Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsAccessTokenMissing' -Command GetHsImport
            Assert-HsError (Get-ErrorOf { Get-HsImportError 1 }) 'HsAccessTokenMissing' -Command GetHsImportError
            Assert-HsError (Get-ErrorOf { Get-HsProperty contact }) 'HsAccessTokenMissing' -Command GetHsProperty
            Assert-HsError (Get-ErrorOf { Stop-HsImport 1 }) 'HsAccessTokenMissing' -Command StopHsImport
            Assert-HsError (Get-ErrorOf { Wait-HsImport 1 }) 'HsAccessTokenMissing' -Command WaitHsImport
            Assert-HsError (Get-ErrorOf { 'Email' | New-HsColumnMapping -ObjectType contact }) 'HsAccessTokenMissing' -Command NewHsColumnMapping
            $mapping = New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email
            Assert-HsError (Get-ErrorOf { $mapping | Start-HsImport -Path (New-ContactFile "$TestDrive/c.csv") }) 'HsAccessTokenMissing' -Command StartHsImport
        }
    }

    Context 'tokens by OAuth' {
        BeforeAll {
            $issuing = Start-Sandbox -Option '--fast', '--oauth', 'my-app,app-secret,refresh-me', '--token-lifetime', '600', '--clock-speed', '300'
            $client = @{ ClientId = 'my-app'; ClientSecret = (ConvertTo-SecureString app-secret -AsPlainText -Force); RefreshToken = 'refresh-me'; BaseUri = $issuing.BaseUri }
        }

        AfterAll { Stop-Sandbox $issuing }

        It 'are fetched, and others when they have expired' {
            $connection = Connect-HsAccount @client -PassThru
            $connection.Origin | Should -Be 'Connect-HsAccount'
            Wait-Until { $null = Get-HsImport; @(Get-Content $issuing.Log | Where-Object { $_ -eq 'POST /oauth/2026-03/token 200' }).Count -ge 2 }
            Get-Content $issuing.Log | Should -Contain 'GET /crm/imports/2026-03 401'
            ($connection | Format-List -Property * -Force | Out-String) | Should -Not -Match 'app-secret|refresh-me'
        }

        It 'is HsTokenNotRenewed for a client that HubSpot does not know, and shows nothing of it' {
            $errors = Get-ErrorOf { Connect-HsAccount -ClientId my-app -ClientSecret app-secret -RefreshToken another-one -BaseUri $issuing.BaseUri }
            Assert-HsError $errors 'HsTokenNotRenewed' -Command ConnectHsAccount
            ($errors | Format-List -Property * -Force | Out-String) | Should -Not -Match 'app-secret|another-one'
        }

        It 'need all three' {
            (Get-Command Connect-HsAccount).ParameterSets.Where({ $_.Name -eq 'OAuth' }).Parameters.Where({ $_.IsMandatory }).Name | Sort-Object | Should -Be 'ClientId', 'ClientSecret', 'RefreshToken'
            Assert-HsError (Get-ErrorOf { Connect-HsAccount -ClientId x -ClientSecret '' -RefreshToken z -BaseUri $issuing.BaseUri }) 'HsOAuthIncomplete' -Command ConnectHsAccount
        }
    }

    Context 'a script block that gives the token' {
        BeforeAll {
            $changing = Start-Sandbox -Option '--fast', '--token', 'token-1', '--token', 'token-2'
            $header = @{ 'X-HubSpot-Sandbox' = '1' }
        }

        AfterAll { Stop-Sandbox $changing }

        BeforeEach { $asked = [System.Collections.ArrayList]::new() }

        It 'is asked once, sees the variables of the session, and runs on its thread' {
            Connect-HsAccount -BaseUri $changing.BaseUri -AccessTokenSource {
                $null = $asked.Add([Threading.Thread]::CurrentThread.ManagedThreadId)
                ConvertTo-SecureString token-1 -AsPlainText -Force
            }
            $null = Get-HsImport
            $null = Get-HsProperty contact email
            $asked | Should -Be ([Threading.Thread]::CurrentThread.ManagedThreadId)
        }

        It 'is asked again, once, when HubSpot does not accept the token any more' {
            Connect-HsAccount -BaseUri $changing.BaseUri -AccessTokenSource { $null = $asked.Add(1); "token-$($asked.Count)" }
            $null = Invoke-RestMethod "$($changing.BaseUri)sandbox/faults" -Method Post -Headers $header -Body '{"on":"start","do":"answer","status":401}' -ContentType application/json
            $file = New-ContactFile "$TestDrive/asked.csv"
            $import = New-HsColumnMapping $file -ObjectType contact | Start-HsImport $file -Wait

            $import.State | Should -Be 'DONE'
            $import.TotalRows | Should -Be 3
            $asked.Count | Should -Be 2
        }

        It 'is HsUnauthorized when the second is no good either' {
            Assert-HsError (Get-ErrorOf { Connect-HsAccount -BaseUri $changing.BaseUri -AccessTokenSource { $null = $asked.Add(1); 'stale' } }) 'HsUnauthorized' -Command ConnectHsAccount
            $asked.Count | Should -Be 2
        }

        It 'is HsTokenSourceFailed when it <what>' -ForEach @(
            @{ what = 'throws'; gives = { throw 'the vault is locked' }; said = '*the vault is locked*' }
            @{ what = 'gives nothing'; gives = { }; said = '*gave nothing*' }
            @{ what = 'gives several things'; gives = { 'token-1', 'token-2' }; said = '*gave nothing*' }
            @{ what = 'gives another thing'; gives = { 42 }; said = '*gave nothing*' }
        ) {
            $errors = Get-ErrorOf { Connect-HsAccount -BaseUri $changing.BaseUri -AccessTokenSource $gives }
            Assert-HsError $errors 'HsTokenSourceFailed' -Command ConnectHsAccount
            $errors.Exception.Message | Should -BeLike $said
        }

        It 'runs in another runspace where a command there needs the token' {
            $connection = Connect-HsAccount -BaseUri $changing.BaseUri -PassThru -AccessTokenSource { $null = $asked.Add(1); if ($asked.Count -eq 1) { 'token-1' } else { 'token-2' } }
            $null = Invoke-RestMethod "$($changing.BaseUri)sandbox/faults" -Method Post -Headers $header -Body '{"on":"list","do":"answer","status":401}' -ContentType application/json
            $other = Start-Shell '$asked = [System.Collections.ArrayList]::new(); $null = Get-HsImport -Connection $Connection; $asked.Count' $connection
            $other.Shell.EndInvoke($other.Running) | Should -Be 1
            "$($other.Shell.Streams.Error)" | Should -BeNullOrEmpty
            $asked.Count | Should -Be 1
        }
    }

    Context 'the address and the version' {
        It 'is HsBaseUriNotSafe for http to another machine, and asks nobody' {
            $errors = Get-ErrorOf { Connect-HsAccount -AccessToken $secure -BaseUri http://203.0.113.1/ }
            Assert-HsError $errors 'HsBaseUriNotSafe' -Command ConnectHsAccount
            $errors.CategoryInfo.Category | Should -Be 'SecurityError'
        }

        It 'is HsBaseUriInvalid for <_>' -ForEach 'ftp://127.0.0.1/', 'not-an-address', 'file:///etc' {
            Assert-HsError (Get-ErrorOf { Connect-HsAccount -AccessToken $secure -BaseUri $_ }) 'HsBaseUriInvalid' -Command ConnectHsAccount
            Disconnect-HsAccount
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            $env:HUBSPOT_BASE_URI = $_
            Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsBaseUriInvalid' -Command GetHsImport
        }

        It 'takes the address with and without a slash at its end' {
            (Connect-HsAccount $secure -BaseUri $sandbox.BaseUri.TrimEnd('/') -PassThru).BaseUri | Should -Be $sandbox.BaseUri
        }

        It 'speaks version <version>' -ForEach @(
            @{ version = 'v3'; address = '/crm/v3/imports' }
            @{ version = '2026-03'; address = '/crm/imports/2026-03' }
            @{ version = '2026-09'; address = '/crm/imports/2026-09' }
        ) {
            $connection = Connect-HsAccount $secure -BaseUri $sandbox.BaseUri -ApiVersion $version -PassThru
            $connection.ApiVersion | Should -Be $version
            $file = New-ContactFile "$TestDrive/contacts.csv"
            $import = New-HsColumnMapping $file -ObjectType contact | Start-HsImport $file -Wait
            $import.State | Should -Be 'DONE'
            (Get-HsImport -First 1).Id | Should -Be $import.Id
            Get-Content $sandbox.Log | Where-Object { $_ -like 'POST *' } | Select-Object -Last 1 | Should -BeLike "POST $address*"
        }

        It 'speaks 2026-03 when nothing is said' {
            (Connect-HsAccount $secure -BaseUri $sandbox.BaseUri -PassThru).ApiVersion | Should -Be '2026-03'
        }

        It 'is HsApiVersionInvalid for <_>' -ForEach 'v2', '2026', '2026-3', '2026/03', '../v3' {
            Assert-HsError (Get-ErrorOf { Connect-HsAccount $secure -BaseUri $sandbox.BaseUri -ApiVersion $_ }) 'HsApiVersionInvalid' -Command ConnectHsAccount
        }

        It 'is HsNotFound for a version that the server does not know' {
            Assert-HsError (Get-ErrorOf { Connect-HsAccount $secure -BaseUri "$($sandbox.BaseUri)elsewhere" }) 'HsNotFound' -Command ConnectHsAccount
        }

        It 'goes through the proxy that is named' {
            $proxy = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}' }
            try {
                $connection = Connect-HsAccount $secure -BaseUri http://127.0.0.2:9/ -Proxy $proxy.BaseUri -PassThru
                $connection.Proxy | Should -Be $proxy.BaseUri
                $proxy.Request[0].Line | Should -BeLike 'GET http://127.0.0.2:9/crm/imports*'
            }
            finally { Stop-FakeServer $proxy }
        }
    }

    Context 'the account at the proxy' {
        BeforeAll {
            $proxy = Start-FakeServer @{ 'GET *' = New-Answer -Status 407 -Header 'Proxy-Authenticate: Basic realm="here"' }
        }

        AfterAll { Stop-FakeServer $proxy }

        It 'is that of -ProxyCredential, and in no text' {
            $credential = [pscredential]::new('me', (ConvertTo-SecureString proxy-secret -AsPlainText -Force))
            $errors = Get-ErrorOf { Connect-HsAccount $secure -BaseUri http://127.0.0.2:9/ -Proxy $proxy.BaseUri -ProxyCredential $credential }
            @($proxy.Request | Where-Object Head -like "Proxy-Authorization: Basic $([Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('me:proxy-secret')))").Count | Should -BeGreaterThan 0
            ($errors | Format-List -Property * -Force | Out-String) | Should -Not -Match 'proxy-secret'
        }

        It 'is nobody without it, nor where the proxy does not take the account that this runs under' {
            $proxy.Request.Clear()
            $null = Get-ErrorOf { Connect-HsAccount $secure -BaseUri http://127.0.0.2:9/ -Proxy $proxy.BaseUri }
            $null = Get-ErrorOf { Connect-HsAccount $secure -BaseUri http://127.0.0.2:9/ -Proxy $proxy.BaseUri -ProxyUseDefaultCredentials }
            $proxy.Request.Count | Should -BeGreaterThan 1
            $proxy.Request.Head -like 'Proxy-Authorization:*' | Should -BeNullOrEmpty
        }
    }

    Context 'which account a command works with' {
        It 'is the one of the environment, without anything to type' {
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
            (Get-HsProperty contact email).Name | Should -Be 'email'
        }

        It 'follows the environment when it changes' {
            $env:HUBSPOT_ACCESS_TOKEN = 'expired'
            $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
            Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsUnauthorized' -Command GetHsImport
            $env:HUBSPOT_ACCESS_TOKEN = $Token
            { Get-HsImport -ErrorAction Stop } | Should -Not -Throw
        }

        It 'is -Connection before the connected one, and that before the environment' {
            $fake = Start-FakeServer @{ 'GET *' = New-Answer -Body ('{"results":[' + (New-ImportJson -Id 1) + ']}') }
            try {
                $env:HUBSPOT_ACCESS_TOKEN = 'expired'
                $env:HUBSPOT_BASE_URI = $sandbox.BaseUri
                $other = Connect-HsAccount other-token -BaseUri $fake.BaseUri -PassThru
                Connect-HsAccount $secure -BaseUri $sandbox.BaseUri

                (Get-HsImport -Connection $other).Id | Should -Be '1'
                (Get-HsImport).Id | Should -Not -Be '1'
                Disconnect-HsAccount
                Assert-HsError (Get-ErrorOf { Get-HsImport }) 'HsUnauthorized' -Command GetHsImport
            }
            finally { Stop-FakeServer $fake }
        }

        It 'is not that of another runspace; -Connection goes along' {
            $connection = Connect-HsAccount $secure -BaseUri $sandbox.BaseUri -PassThru
            $other = Start-Shell 'Get-HsProperty contact email -Connection $Connection; Get-HsProperty contact email' $connection
            $found = $other.Shell.EndInvoke($other.Running)
            Assert-HsError $other.Shell.Streams.Error 'HsAccessTokenMissing' -Command GetHsProperty
            $found.Name | Should -Be 'email'
        }

        It 'works in ForEach-Object -Parallel with -Connection' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $connection = Connect-HsAccount $secure -BaseUri $sandbox.BaseUri -PassThru
            $manifest = Get-ModuleManifest
            $files = 1..4 | ForEach-Object { New-ContactFile "$TestDrive/parallel-$_.csv" -Count $_ }
            $map = New-HsColumnMapping $files[0] -ObjectType contact
            $imports = $files | ForEach-Object -Parallel {
                Import-Module $using:manifest
                Start-HsImport $_ -ColumnMapping $using:map -Connection $using:connection -Wait
            } -ThrottleLimit 4

            $imports.State | Select-Object -Unique | Should -Be 'DONE'
            $imports.TotalRows | Sort-Object | Should -Be 1, 2, 3, 4
        }
    }
}
