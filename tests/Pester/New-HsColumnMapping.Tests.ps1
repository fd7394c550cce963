BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $properties = New-PropertyFile -Path "$TestDrive/properties.json"
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'New-HsColumnMapping' {
    Context 'from the header of a file' {
        It 'makes one mapping for each column, in the order of the file' {
            $map = New-HsColumnMapping -Path $csv -ObjectType contact
            $map.ColumnName | Should -Be 'Email', 'First Name', 'Last Name'
            $map.PropertyName | Should -Be 'email', 'firstname', 'lastname'
            $map.ColumnType | Should -Be 'AlternateId', 'Standard', 'Standard'
            $map.ObjectTypeId | Select-Object -Unique | Should -Be '0-1'
            $map.ObjectType | Select-Object -Unique | Should -Be 'contact'
            $map.SourcePath | Select-Object -Unique | Should -Be $csv
        }

        It 'takes the path by position' {
            @(New-HsColumnMapping $csv -ObjectType 0-1).Count | Should -Be 3
        }

        It 'takes FileInfo from the pipeline' {
            (Get-Item $csv | New-HsColumnMapping -ObjectType contact).PropertyName | Should -Be 'email', 'firstname', 'lastname'
        }

        It 'takes paths of PowerShell drives, and brackets as they are' {
            $null = New-ContactFile -Path "$TestDrive/export [1].csv"
            @(New-HsColumnMapping 'TestDrive:/export [1].csv' -ObjectType contact).Count | Should -Be 3
            @(Get-Item -LiteralPath "$TestDrive/export [1].csv" | New-HsColumnMapping -ObjectType contact).Count | Should -Be 3
        }

        It 'reads semicolons and Windows-1252' {
            $street = "Stra$([char]0xDF)e"
            [IO.File]::WriteAllBytes("$TestDrive/excel.csv", [Text.Encoding]::GetEncoding(28591).GetBytes("E-mail;First Name;$street`r`na@example.com;A;B`r`n"))
            $map = New-HsColumnMapping "$TestDrive/excel.csv" -ObjectType contact -Map @{ $street = 'address' }
            $map.ColumnName | Should -Be 'E-mail', 'First Name', $street
        }

        It 'reads the header in the encoding that -Encoding names, also of a piped file' {
            $name = -join [char[]](0x540D, 0x524D)
            [IO.File]::WriteAllBytes("$TestDrive/japan.csv", [byte[]](0x96, 0xBC, 0x91, 0x4F, 13, 10, 0x89, 0xD4, 13, 10))
            (New-HsColumnMapping "$TestDrive/japan.csv" contact -Encoding shift_jis -Map @{ $name = 'firstname' }).ColumnName | Should -Be $name
            (Get-Item "$TestDrive/japan.csv" | New-HsColumnMapping -ObjectType contact -Encoding 932 -Map @{ $name = 'firstname' }).ColumnName | Should -Be $name
        }

        It 'goes by numbers in a file without a header' {
            Set-Utf8 "$TestDrive/bare.csv" 'ann@example.com,Ann,note'
            $map = New-HsColumnMapping "$TestDrive/bare.csv" contact -NoHeader -Map @{ 1 = 'email'; 2 = 'firstname' } -Ignore 3
            $map.ColumnName | Should -Be '1', '2', '3'
            $map.PropertyName | Should -Be 'email', 'firstname', $null
        }
    }

    Context 'from the pipeline' {
        It 'takes rows of Import-Csv' {
            (Import-Csv $csv | New-HsColumnMapping -ObjectType contact).ColumnName | Should -Be 'Email', 'First Name', 'Last Name'
        }

        It 'takes a row by name' {
            (New-HsColumnMapping -InputObject (Import-Csv $csv)[0] -ObjectType contact).PropertyName | Should -Be 'email', 'firstname', 'lastname'
        }

        It 'needs only the first of many rows' {
            $file = New-ContactFile -Path "$TestDrive/large.csv" -Count 5000
            $script:passed = 0
            $map = Import-Csv $file | ForEach-Object { $script:passed++; $_ } | New-HsColumnMapping -ObjectType contact
            $script:passed | Should -Be 1
            $map.Count | Should -Be 3
        }

        It 'takes headers as text' {
            ('Email', 'Last Name' | New-HsColumnMapping -ObjectType contact).PropertyName | Should -Be 'email', 'lastname'
        }

        It 'takes an object that somebody made' {
            ([pscustomobject]@{ Email = 'a@example.com'; 'First Name' = 'A' } | New-HsColumnMapping -ObjectType contact).PropertyName | Should -Be 'email', 'firstname'
        }

        It 'writes nothing when nothing comes' {
            @() | New-HsColumnMapping -ObjectType contact | Should -BeNullOrEmpty
        }
    }

    Context 'pairing' -Tag Culture {
        It 'pairs <header> with <property>' -ForEach @(
            @{ header = 'email'; property = 'email' }
            @{ header = 'E-Mail'; property = 'email' }
            @{ header = 'FIRST_NAME'; property = 'firstname' }
            @{ header = ' Last name '; property = 'lastname' }
            @{ header = 'Phone Number'; property = 'phone' }
            @{ header = 'Record ID'; property = 'hs_object_id' }
        ) {
            ($header | New-HsColumnMapping -ObjectType contact).PropertyName | Should -Be $property
        }

        It 'follows -Map and -Ignore' {
            $map = 'Email', 'Tel.', 'Internal note' | New-HsColumnMapping -ObjectType contact -Map @{ 'tel.' = 'phone' } -Ignore 'Internal note'
            $map.PropertyName | Should -Be 'email', 'phone', $null
            $map.Ignored | Should -Be $false, $false, $true
        }

        It 'is HsHeaderNotPaired with what to type, and the other columns come' {
            $map = 'Email', 'Shoe size', 'Fistname' | New-HsColumnMapping -ObjectType contact -ErrorAction SilentlyContinue -ErrorVariable errors
            $map.PropertyName | Should -Be 'email'
            Assert-HsError $errors 'HsHeaderNotPaired', 'HsHeaderNotPaired' -Command NewHsColumnMapping
            $errors[0].ErrorDetails.RecommendedAction | Should -BeLike "*-Ignore 'Shoe size'*"
            $errors[1].ErrorDetails.RecommendedAction | Should -BeLike "*-Map @{ 'Fistname' = 'firstname' }*"
        }

        It 'names the separator that Import-Csv was not told, a <name>' -ForEach @{ name = 'semicolon'; separator = ';'; shown = "';'" }, @{ name = 'tab'; separator = "`t"; shown = '"``t"' } {
            Set-Utf8 "$TestDrive/german.csv" (@('E-Mail', 'Vorname') -join $separator), (@('a@example.com', 'Anna') -join $separator)
            $errors = Get-ErrorOf { Import-Csv "$TestDrive/german.csv" | New-HsColumnMapping -ObjectType contact }
            Assert-HsError $errors 'HsHeaderNotPaired' -Command NewHsColumnMapping
            $errors.Exception.Message | Should -BeLike "*-Delimiter $shown; -Path finds it.*"
        }

        It 'takes a value in the header for a file without one' {
            Set-Utf8 "$TestDrive/headless.csv" 'ann@example.com,Ann', 'bob@example.com,Bob'
            $errors = Get-ErrorOf { New-HsColumnMapping "$TestDrive/headless.csv" contact }
            $errors[0].ErrorDetails.RecommendedAction | Should -BeLike "New-HsColumnMapping -Path '*headless.csv' -ObjectType contact -NoHeader"
            (Get-ErrorOf { Invoke-Expression $errors[0].ErrorDetails.RecommendedAction })[0].Exception.Message | Should -BeLike '*-Map @{ 1 = *'
        }

        It 'is HsNotAHeader when -Map or -Ignore names something else' {
            $errors = Get-ErrorOf { 'Email' | New-HsColumnMapping -ObjectType contact -Map @{ 'Emial' = 'email' } -Ignore 'Note' }
            Assert-HsError $errors 'HsNotAHeader', 'HsNotAHeader' -Command NewHsColumnMapping
            $errors[0].Exception.Message | Should -BeLike "*'Email'*"
        }

        It 'is HsUnknownProperty when -Map leads to none' {
            Assert-HsError (Get-ErrorOf { 'Email' | New-HsColumnMapping -ObjectType contact -Map @{ Email = 'emial' } }) 'HsUnknownProperty' -Command NewHsColumnMapping
        }

        It 'is HsPropertyMappedTwice when two columns pair with one property' {
            $errors = Get-ErrorOf { 'Email', 'E-mail' | New-HsColumnMapping -ObjectType contact }
            Assert-HsError $errors 'HsPropertyMappedTwice' -Command NewHsColumnMapping
        }

        It 'is HsUnknownObjectType with the nearest names' {
            $errors = Get-ErrorOf { New-HsColumnMapping $csv -ObjectType contacct }
            Assert-HsError $errors 'HsUnknownObjectType' -Command NewHsColumnMapping
            $errors.Exception.Message | Should -BeLike "*'contact'*"
        }
    }

    Context 'pairing that is not clear' {
        It 'is HsHeaderPairsWithSeveral when several properties have the label, and the line of its advice maps it' {
            Set-Utf8 "$TestDrive/alike.json" '[{"Name":"a","Label":"Score","Type":"string"},{"Name":"b","Label":"score","Type":"string"}]'
            Set-Utf8 "$TestDrive/score.csv" 'SCORE', '1'
            $errors = Get-ErrorOf { New-HsColumnMapping "$TestDrive/score.csv" contact -PropertyDefinition "$TestDrive/alike.json" }
            Assert-HsError $errors 'HsHeaderPairsWithSeveral' -Command NewHsColumnMapping
            $errors.TargetObject | Should -Be 'SCORE'
            (Invoke-Expression "$($errors.ErrorDetails.RecommendedAction) -PropertyDefinition '$TestDrive/alike.json'").PropertyName | Should -Be 'a'
        }

        It 'is HsPropertyArchived when -Map leads to a property that is archived' {
            $fake = Start-FakeServer @{
                'GET *archived=true'   = New-Answer -Body '{"results":[{"name":"old_score","label":"Old score","type":"number","archived":true}]}'
                'GET */properties/*-1' = New-Answer -Body '{"results":[{"name":"email","label":"Email","type":"string"}]}'
                'GET */imports/*'      = New-Answer -Body '{"results":[]}'
            }
            try {
                $account = Connect-HsAccount $Token -BaseUri $fake.BaseUri -PassThru
                $errors = Get-ErrorOf { 'Email', 'Score' | New-HsColumnMapping -ObjectType contact -Map @{ Score = 'old_score' } -Connection $account }
                Assert-HsError $errors 'HsPropertyArchived' -Command NewHsColumnMapping
                $errors.TargetObject | Should -Be 'Score'
                (Get-HsProperty contact -Archived -Connection $account).Name | Should -Be 'old_score'
            }
            finally {
                Stop-FakeServer $fake
                Connect-HsAccount $Token -BaseUri $sandbox.BaseUri
            }
        }

        It 'is HsNotARow when what comes is neither row nor header nor file, and the others are mapped' {
            $map = 5, 'Email' | New-HsColumnMapping -ObjectType contact -ErrorAction SilentlyContinue -ErrorVariable errors
            Assert-HsError $errors 'HsNotARow' -Command NewHsColumnMapping
            $errors[0].TargetObject | Should -Be 5
            $map.PropertyName | Should -Be 'email'
        }
    }

    Context '-PropertyDefinition' {
        It 'needs neither account nor network' {
            Disconnect-HsAccount
            try { (New-HsColumnMapping $csv -ObjectType contact -PropertyDefinition $properties).PropertyName | Should -Be 'email', 'firstname', 'lastname' }
            finally { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }
        }

        It 'is <id> for <what>' -ForEach @(
            @{ what = 'a missing file'; id = 'HsFileNotFound'; path = 'none.json' }
            @{ what = 'a file of something else'; id = 'HsPropertyFileInvalid'; path = 'other.json' }
            @{ what = 'a path outside the file system'; id = 'HsFileNotFound'; path = 'Env:PATH' }
        ) {
            Set-Content "$TestDrive/other.json" 'no json'
            $file = if ($path -like 'Env:*') { $path } else { "$TestDrive/$path" }
            Assert-HsError (Get-ErrorOf { New-HsColumnMapping $csv -ObjectType contact -PropertyDefinition $file }) $id -Command NewHsColumnMapping
            Assert-HsError (Get-ErrorOf { 'Email' | New-HsColumnMapping -ObjectType contact -PropertyDefinition $file }) $id -Command NewHsColumnMapping
            Assert-HsError (Get-ErrorOf { Import-Csv $csv | New-HsColumnMapping -ObjectType contact -PropertyDefinition $file }) $id -Command NewHsColumnMapping
        }
    }

    Context 'one column in full' {
        It 'needs no account' {
            Disconnect-HsAccount
            try { (New-HsColumnMapping -ColumnName Mail -ObjectType contact -PropertyName email).ColumnType | Should -Be 'AlternateId' }
            finally { Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri }
        }

        It 'takes what HubSpot''s guide has for labels, keys and times of events' {
            $label = New-HsColumnMapping -ColumnName Role -ObjectType contact -ColumnType AssociationLabel -ToObjectType company
            $label.ToObjectTypeId | Should -Be '0-2'
            $key = New-HsColumnMapping -ColumnName Company -ObjectType contact -PropertyName name -ToObjectType company -AssociationTypeId 280 -AssociationIdentifierColumn
            $key.AssociationCategory | Should -Be 'HUBSPOT_DEFINED'
            $time = New-HsColumnMapping -ColumnName Joined -ObjectType contact -ColumnType EventTimestamp -MarketingEventSubmissionType Joined
            "$($time.MarketingEventSubmissionType)" | Should -Be 'Joined'
        }

        It 'takes the older idColumnType' {
            (New-HsColumnMapping -ColumnName Id -ObjectType contact -PropertyName hs_object_id -IdColumnType ObjectId).ColumnType | Should -Be 'ObjectId'
        }

        It 'is HsColumnTypeConflict when columnType and idColumnType differ' {
            $errors = Get-ErrorOf { New-HsColumnMapping -ColumnName Id -ObjectType contact -PropertyName hs_object_id -ColumnType AlternateId -IdColumnType ObjectId }
            Assert-HsError $errors 'HsColumnTypeConflict' -Command NewHsColumnMapping
        }

        It 'is HsMappingIncomplete without <what>' -ForEach @(
            @{ what = 'a property'; splat = @{ ObjectType = 'contact' } }
            @{ what = 'an object type'; splat = @{ PropertyName = 'email' } }
            @{ what = 'the object type of a label'; splat = @{ ObjectType = 'contact'; ColumnType = 'AssociationLabel' } }
            @{ what = 'what an event time says'; splat = @{ ObjectType = 'contact'; ColumnType = 'EventTimestamp' } }
        ) {
            Assert-HsError (Get-ErrorOf { New-HsColumnMapping -ColumnName Email @splat }) 'HsMappingIncomplete' -Command NewHsColumnMapping
        }

        It 'is HsMappingContradictory when <what>' -ForEach @(
            @{ what = 'an event time has a property'; splat = @{ ObjectType = 'contact'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Left'; PropertyName = 'email' } }
            @{ what = 'an event time is another object''s'; splat = @{ ObjectType = 'deal'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Left' } }
            @{ what = 'a label has a property'; splat = @{ ObjectType = 'contact'; ColumnType = 'AssociationLabel'; ToObjectType = 'company'; PropertyName = 'email' } }
        ) {
            $errors = Get-ErrorOf { New-HsColumnMapping -ColumnName Email @splat }
            Assert-HsError $errors 'HsMappingContradictory' -Command NewHsColumnMapping
            $errors.TargetObject | Should -Be 'Email'
        }

        It 'takes the category of an association type of one''s own' {
            (New-HsColumnMapping -ColumnName Company -ObjectType contact -ToObjectType company -AssociationTypeId 77 -AssociationCategory USER_DEFINED).AssociationCategory | Should -Be 'USER_DEFINED'
            { New-HsColumnMapping -ColumnName Company -ObjectType contact -AssociationCategory MINE } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }

        It 'refuses a ColumnType that is none' {
            { New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email -ColumnType Primary } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        }
    }

    Context 'bad files' {
        It 'is <id> for <what>' -ForEach @(
            @{ what = 'a missing file'; id = 'HsFileNotFound'; path = 'missing.csv' }
            @{ what = 'an empty file'; id = 'HsFileEmpty'; path = 'empty.csv'; text = '' }
            @{ what = 'a folder'; id = 'HsFileIsFolder'; path = '.' }
            @{ what = 'a doubled header'; id = 'HsHeaderDuplicate'; path = 'double.csv'; text = "Email,Email`n" }
            @{ what = 'a blank header'; id = 'HsHeaderBlank'; path = 'blank.csv'; text = "Email,,Phone`n" }
            @{ what = 'a header whose quote is not closed'; id = 'HsInvalidCsv'; path = 'quote.csv'; text = "`"Email,Phone`na@example.com,1`n" }
        ) {
            if ($_.ContainsKey('text')) { [IO.File]::WriteAllText("$TestDrive/$path", $text) }
            Assert-HsError (Get-ErrorOf { New-HsColumnMapping "$TestDrive/$path" -ObjectType contact }) $id -Command NewHsColumnMapping
        }
    }

    Context 'what becomes of a mapping' {
        It 'is the same after <_>' -ForEach 'CliXml', 'Json' {
            $map = New-HsColumnMapping $csv -ObjectType contact
            if ($_ -eq 'CliXml') {
                $map | Export-Clixml "$TestDrive/map.xml"
                $again = @{ ColumnMapping = Import-Clixml "$TestDrive/map.xml" }
            }
            else {
                $map | ConvertTo-Json | Set-Content "$TestDrive/map.json"
                $again = @{ MappingPath = "$TestDrive/map.json" }
            }

            $sent = Start-HsImport $csv @again -Wait
            $expected = Start-HsImport $csv -ColumnMapping $map -Wait
            ($sent.Files.ColumnMappings | ForEach-Object { "$_ $($_.ColumnType)" }) | Should -Be ($expected.Files.ColumnMappings | ForEach-Object { "$_ $($_.ColumnType)" })
        }

        It 'cannot be changed' {
            $map = New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email
            { $map.PropertyName = 'phone' } | Should -Throw
        }
    }
}
