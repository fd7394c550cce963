BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    $map = New-HsColumnMapping -Path $csv -ObjectType contact
    $properties = New-PropertyFile -Path "$TestDrive/properties.json"
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Start-HsImport' {
    Context 'the main job' -Tag Culture {
        It 'takes rows of Import-Csv to a file of refused rows in one pipeline' {
            $refused = "$TestDrive/refused.csv"
            Set-Utf8 "$TestDrive/faulty.csv" 'Email,First Name,Last Name', 'ada@example.com,Ada,Ames', 'not an address,Ben,Okoro', 'chen@example.com,Chen,Wei'

            Import-Csv "$TestDrive/faulty.csv" | New-HsColumnMapping -ObjectType contact |
                Start-HsImport -Path "$TestDrive/faulty.csv" -Name 'Nightly contacts' -Wait |
                Get-HsImportError | Export-Csv $refused -NoTypeInformation

            $rows = @(Import-Csv $refused)
            $rows.Count | Should -Be 1
            $rows[0].Line | Should -Be '3'
            $rows[0].Column | Should -Be 'Email'
            $rows[0].Value | Should -Be 'not an address'
            $rows[0].ErrorType | Should -Be 'INVALID_EMAIL'
        }

        It 'gives with -Wait the import at its end, with what became of the rows' {
            $import = Start-HsImport -Path $csv -ColumnMapping $map -Name 'Waited for' -Wait

            @($import).Count | Should -Be 1
            $import.GetType().FullName | Should -Be 'HubSpotImports.HsImport'
            $import.State | Should -Be 'DONE'
            $import.Outcome | Should -Be 'AllIn'
            $import.Name | Should -Be 'Waited for'
            $import.TotalRows | Should -Be 3
            ($import.CreatedObjects + $import.UpdatedObjects) | Should -Be 3
            $import.Errors | Should -BeIn @($null, 0)
            $import.SourcePath | Should -Be $csv
            $import.SourceRows | Should -Be 3
        }

        It 'creates records first, and updates them the next time' {
            $file = New-ContactFile -Path "$TestDrive/twice.csv" -Count 5 -Domain twice.example.com
            $first, $second = 1..2 | ForEach-Object { $map | Start-HsImport -Path $file -Wait }

            $first.CreatedObjects | Should -Be 5
            $second.UpdatedObjects | Should -Be 5
        }

        It 'gives without -Wait the import as soon as HubSpot has it, and Wait-HsImport its end' {
            $import = Start-HsImport -Path $csv -ColumnMapping $map
            $import.Id | Should -Match '^\d+$'
            ($import | Wait-HsImport).State | Should -Be 'DONE'
        }

        It 'warns of refused rows and names the command that lists them' {
            Set-Utf8 "$TestDrive/one-bad.csv" 'Email,First Name,Last Name', 'bad,A,B', 'good@example.com,C,D'
            $import = Start-HsImport "$TestDrive/one-bad.csv" -ColumnMapping $map -Wait -WarningVariable warnings

            $import.Outcome | Should -Be 'SomeRefused'
            "$warnings" | Should -BeLike "*Get-HsImportError -Id $($import.Id)*"
        }

        It 'leaves nothing behind when a later command has enough' {
            $null = New-ContactFile -Path "$TestDrive/enough-1.csv"
            $null = New-ContactFile -Path "$TestDrive/enough-2.csv"
            $import = Get-ChildItem "$TestDrive/enough-*.csv" | Start-HsImport -ColumnMapping $map -Wait | Select-Object -First 1

            $import.State | Should -Be 'DONE'
            (Get-SandboxImport $sandbox | Where-Object importName -like 'enough-*').importName | Should -Be 'enough-1'
        }
    }

    Context 'binding' {
        It 'takes the mapping from the pipeline and the path by position' {
            ($map | Start-HsImport $csv -Wait).State | Should -Be 'DONE'
        }

        It 'takes the mapping as a parameter and the path by name' {
            (Start-HsImport -Path $csv -ColumnMapping $map -Wait).State | Should -Be 'DONE'
        }

        It 'makes of several piped files several imports' {
            $null = New-ContactFile -Path "$TestDrive/many-1.csv" -Count 1
            $null = New-ContactFile -Path "$TestDrive/many-2.csv" -Count 2
            $null = New-ContactFile -Path "$TestDrive/many-3.csv" -Count 3
            $imports = Get-ChildItem "$TestDrive/many-*.csv" | Start-HsImport -ColumnMapping $map -Wait

            $imports.Name | Should -Be 'many-1', 'many-2', 'many-3'
            $imports.TotalRows | Should -Be 1, 2, 3
        }

        It 'makes of a wildcard several imports' {
            $null = New-ContactFile -Path "$TestDrive/wild-1.csv"
            $null = New-ContactFile -Path "$TestDrive/wild-2.csv"
            (Start-HsImport -Path "$TestDrive/wild-*.csv" -ColumnMapping $map -Wait).Name | Should -Be 'wild-1', 'wild-2'
        }

        It 'sends the other files of a list when one is missing' {
            $null = New-ContactFile -Path "$TestDrive/there.csv"
            $imports = Start-HsImport -Path "$TestDrive/not-there.csv", "$TestDrive/there.csv" -ColumnMapping $map -Wait -ErrorAction SilentlyContinue -ErrorVariable errors

            Assert-HsError $errors 'HsFileNotFound' -Command StartHsImport
            $imports.Name | Should -Be 'there'
        }

        It 'takes a name with brackets by -LiteralPath and from Get-ChildItem' {
            $file = New-ContactFile -Path "$TestDrive/export [1].csv"
            (Start-HsImport -LiteralPath $file -ColumnMapping $map -Wait).SourcePath | Should -Be $file
            (Get-Item -LiteralPath $file | Start-HsImport -ColumnMapping $map -Wait).SourcePath | Should -Be $file
        }

        It 'takes paths of PowerShell drives and relative paths' {
            $null = New-ContactFile -Path "$TestDrive/drive.csv"
            (Start-HsImport -Path TestDrive:/drive.csv -ColumnMapping $map -Wait).SourcePath | Should -Be (Get-Item "$TestDrive/drive.csv").FullName
            Push-Location $TestDrive
            try { (Start-HsImport -LiteralPath drive.csv -ColumnMapping $map -Wait).State | Should -Be 'DONE' }
            finally { Pop-Location }
        }

        It 'takes hashtables as mappings' {
            $import = Start-HsImport $csv -Wait -ColumnMapping @(
                @{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }
                @{ ColumnName = 'First Name'; ObjectType = 'contact'; PropertyName = 'firstname' }
                @{ columnname = 'Last Name'; Ignored = $true }
            )
            $import.State | Should -Be 'DONE'
            $import.Files.ColumnMappings.ColumnName | Should -Be 'Email', 'First Name'
            $import.Files.ColumnMappings[0].ColumnType | Should -Be 'AlternateId'
        }

        It 'says of a hashtable that is no mapping what is missing' {
            { Start-HsImport $csv -ColumnMapping @{ ColumnName = 'Email'; ObjectType = 'contact' } -ErrorAction Stop } |
                Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,HubSpotImports.Commands.StartHsImportCommand' -ExpectedMessage '*Email*has no property*'
        }

        It 'takes mappings that were saved by Export-Clixml, as a parameter and from the pipeline' {
            $map | Export-Clixml "$TestDrive/map.xml"
            $saved = Import-Clixml "$TestDrive/map.xml"
            "$($saved[0].PSTypeNames)" | Should -BeLike 'Deserialized.HubSpotImports.HsColumnMapping*'

            (Start-HsImport $csv -ColumnMapping $saved -Wait).State | Should -Be 'DONE'
            ($saved | Start-HsImport $csv -Wait).State | Should -Be 'DONE'
        }

        It 'takes mappings that come out of a job' -Tag Slow {
            $mapped = Start-Job -ScriptBlock {
                param($Manifest, $File, $Definitions)
                Import-Module $Manifest
                New-HsColumnMapping -Path $File -ObjectType contact -PropertyDefinition $Definitions -Map @{ 'Last Name' = 'lastname' }
            } -ArgumentList (Get-ModuleManifest), $csv, $properties | Receive-Job -Wait -AutoRemoveJob

            ($mapped | Start-HsImport $csv -Wait).State | Should -Be 'DONE'
        }

        It 'takes with -MappingPath what ConvertTo-Json made of mappings' {
            $map | ConvertTo-Json | Set-Content "$TestDrive/map.json"
            (Start-HsImport $csv -MappingPath "$TestDrive/map.json" -Wait).State | Should -Be 'DONE'
            (Get-ChildItem $csv | Start-HsImport -MappingPath "$TestDrive/map.json" -Wait).State | Should -Be 'DONE'
        }

        It 'sends a file in its own column order, whatever the order of the mappings' {
            $import = $map | Sort-Object -Property ColumnName -Descending | Start-HsImport $csv -Wait
            $import.Files.ColumnMappings.ColumnName | Should -Be 'Email', 'First Name', 'Last Name'
            $import.Errors | Should -BeIn @($null, 0)
        }

        It 'sends a workbook as it is, or its sheet with -ConvertToCsv, without the columns that are ignored' {
            $book = New-Workbook "$TestDrive/book.xlsx" @(('Email', 'First Name', 'Note'), ('book@example.com', 'Bo', 7.5), $null, ('not an address', 'Ben', 1.0))
            $columns = New-HsColumnMapping $book -ObjectType contact -Ignore Note

            Assert-HsError (Get-ErrorOf { Start-HsImport $book -ColumnMapping $columns }) 'HsWorkbookColumnIgnored' -Command StartHsImport
            $sent = Start-HsImport $book -ColumnMapping $columns -ConvertToCsv -Wait
            $sent.CreatedObjects | Should -Be 1
            $sent.Files.Format | Should -Be 'Csv'
            ($sent | Get-HsImportError).Line | Should -Be 4

            $whole = New-HsColumnMapping $book -ObjectType contact -Map @{ Note = 'lastname' }
            (Start-HsImport $book -ColumnMapping $whole -Wait).Files.Format | Should -Be 'Spreadsheet'
        }

        It 'reads a file in the encoding that -Encoding names' -ForEach @{ encoding = 'shift_jis' }, @{ encoding = 932 } {
            $bytes = [Text.Encoding]::ASCII.GetBytes("Email,First Name`r`njp$encoding@example.com,") + [byte[]](0x89, 0xD4, 0x8E, 0x71, 13, 10)
            [IO.File]::WriteAllBytes("$TestDrive/japan.csv", $bytes)
            $columns = New-HsColumnMapping "$TestDrive/japan.csv" -ObjectType contact

            $sent = Start-HsImport "$TestDrive/japan.csv" -ColumnMapping $columns -Encoding $encoding -Wait -WarningVariable warnings
            $sent.CreatedObjects | Should -Be 1
            $warnings | Should -BeNullOrEmpty
            $found = Invoke-RestMethod -Uri "$($sandbox.BaseUri)crm/v3/objects/contacts?limit=100&properties=email,firstname" -Headers @{ Authorization = "Bearer $Token" }
            ($found.results.properties | Where-Object email -eq "jp$encoding@example.com").firstname | Should -Be "$([char]0x82B1)$([char]0x5B50)"
        }

        It 'takes the operation as one word for all' {
            $import = Start-HsImport $csv -ColumnMapping $map -ImportOperation update -Wait
            ($import.RequestJson | ConvertFrom-Json).importOperations.'0-1' | Should -Be 'UPDATE'
        }

        It 'takes the operation as a hashtable by object type' {
            $import = Start-HsImport $csv -ColumnMapping $map -ImportOperation @{ contact = 'Upsert' } -Wait
            ($import.RequestJson | ConvertFrom-Json).importOperations.'0-1' | Should -Be 'UPSERT'
        }

        It 'refuses a word that is no operation, and names those that are' {
            { Start-HsImport $csv -ColumnMapping $map -ImportOperation Replace } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*Upsert*Create*Update*'
        }

        It 'sends what the other parameters say' {
            $import = Start-HsImport $csv -ColumnMapping $map -DateFormat DayMonthYear -TimeZone Europe/Berlin -MarketableContactImport -CreateContactListFromImport -Wait
            $request = $import.RequestJson | ConvertFrom-Json
            $request.dateFormat | Should -Be 'DAY_MONTH_YEAR'
            $request.timeZone | Should -Be 'Europe/Berlin'
            $request.marketableContactImport | Should -BeTrue
            $request.createContactListFromImport | Should -BeTrue
        }

        It 'can say no to a switch' {
            $import = Start-HsImport $csv -ColumnMapping $map -MarketableContactImport:$false -Wait
            ($import.RequestJson | ConvertFrom-Json).marketableContactImport | Should -BeFalse -Because 'HubSpot is told, not left to its default'
        }

        It 'follows $PSDefaultParameterValues' {
            $PSDefaultParameterValues = @{ 'Start-HsImport:Name' = 'By default'; 'Start-HsImport:Wait' = $true }
            $import = Start-HsImport $csv -ColumnMapping $map
            $import.Name | Should -Be 'By default'
            $import.State | Should -Be 'DONE'
        }
    }

    Context 'a large file in front' {
        It 'stops its upstream after the first row, and still sends the file' -Tag Slow {
            $file = New-ContactFile -Path "$TestDrive/large.csv" -Count 300000
            $script:passed = 0
            $import = Import-Csv $file | ForEach-Object { $script:passed++; $_ } | New-HsColumnMapping -ObjectType contact | Start-HsImport -Path $csv -Wait

            $script:passed | Should -Be 1
            $import.State | Should -Be 'DONE'
            $import.TotalRows | Should -Be 3
        }

        It 'runs what follows it in the script' {
            $file = New-ContactFile -Path "$TestDrive/after.csv"
            $null = Import-Csv $file | New-HsColumnMapping -ObjectType contact | Start-HsImport -Path $file -Wait
            $reached = $true
            $reached | Should -BeTrue
        }
    }

    Context '-WhatIf, -Confirm and -Verbose' {
        It 'does all local work with -WhatIf, says the plan, and sends nothing' {
            $posts = Get-PostCount $sandbox
            $before = @(Get-SandboxImport $sandbox).Count
            $plan = Start-Shell 'Start-HsImport -Path $Connection.Csv -ColumnMapping $Connection.Map -Name Plan -Connection $Connection.Account -WhatIf -Verbose' @{
                Csv = $csv; Map = $map; Account = (Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru)
            }
            $written = $plan.Shell.EndInvoke($plan.Running)

            $written.Count | Should -Be 0
            "$($plan.Shell.Streams.Verbose)" | Should -BeLike '*3 rows*'
            "$($plan.Shell.Streams.Error)" | Should -BeNullOrEmpty
            Get-PostCount $sandbox | Should -Be $posts
            @(Get-SandboxImport $sandbox).Count | Should -Be $before
        }

        It 'finds with -WhatIf what stands against the import' {
            Set-Utf8 "$TestDrive/no-rows.csv" 'Email,First Name,Last Name'
            Assert-HsError (Get-ErrorOf { Start-HsImport "$TestDrive/no-rows.csv" -ColumnMapping $map -WhatIf }) 'HsFileHasNoRows' -Command StartHsImport
        }

        It 'sends without a question with -Confirm:$false' {
            $ConfirmPreference = 'Low'
            (Start-HsImport $csv -ColumnMapping $map -Wait -Confirm:$false).State | Should -Be 'DONE'
        }

        It 'has neither token nor cells in what it says with -Verbose, and nothing to say for debugging' {
            $DebugPreference = 'Continue'
            Set-Utf8 "$TestDrive/private.csv" 'Email,First Name,Last Name', 'private@example.com,Confidential,Cell', 'worse,Confidential,Cell'
            $said = Start-HsImport "$TestDrive/private.csv" -ColumnMapping $map -Wait -Verbose *>&1 |
                Where-Object { $_ -isnot [HubSpotImports.HsImport] } | Out-String -Width 4000

            $said | Should -BeLike '*HubSpot took*'
            $said | Should -Not -Match "$Token|private@|Confidential|worse"
        }
    }

    Context 'errors' {
        It 'goes on, fills -ErrorVariable and stays silent with SilentlyContinue' {
            $before = $Error.Count
            $null = Start-HsImport "$TestDrive/absent.csv" -ColumnMapping $map -ErrorAction SilentlyContinue -ErrorVariable errors
            Assert-HsError $errors 'HsFileNotFound' -Command StartHsImport
            $Error.Count | Should -BeGreaterThan $before
            $errors[0].TargetObject | Should -BeLike '*absent.csv'
        }

        It 'ends the script with Stop, and catch [HubSpotImports.HsException] catches it' {
            $caught = try { Start-HsImport "$TestDrive/absent.csv" -ColumnMapping $map -ErrorAction Stop; 'nothing thrown' }
            catch [HubSpotImports.HsException] { $_ }

            Assert-HsError $caught 'HsFileNotFound' -Command StartHsImport
            $caught.Exception.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'goes on with the next file after a bad one' {
            $folder = New-Item -ItemType Directory "$TestDrive/mixed"
            Set-Utf8 "$folder/1.csv" 'Other'
            $null = New-ContactFile -Path "$folder/2.csv"
            $imports = Get-ChildItem "$folder/*.csv" | Start-HsImport -ColumnMapping $map -Wait -ErrorAction SilentlyContinue -ErrorVariable errors

            $imports.Name | Should -Be '2'
            @($errors).Count | Should -BeGreaterThan 0
            $errors.Exception.Id | Should -Contain 'HsColumnNotMapped'
        }

        It 'writes a FAILED import and an error for it' {
            $fake = Start-FakeServer @{ 'POST *' = New-Answer -Body (New-ImportJson -State STARTED); 'GET *' = New-Answer -Body (New-ImportJson -State FAILED) }
            try {
                $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
                $import = Start-HsImport $csv -ColumnMapping $map -PropertyDefinition $properties -Connection $connection -Wait -ErrorAction SilentlyContinue -ErrorVariable errors
                Assert-HsError $errors 'HsImportFailed' -Command StartHsImport
                $import.State | Should -Be 'FAILED'
            }
            finally {
                Stop-FakeServer $fake
                Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
            }
        }
    }

    Context 'bad input: <what>' -ForEach @(
        @{ what = 'a missing file'; id = 'HsFileNotFound'; path = 'missing.csv' }
        @{ what = 'a wildcard that nothing matches'; id = 'HsFileNotFound'; path = 'nothing-*.csv' }
        @{ what = 'an empty file'; id = 'HsFileEmpty'; path = 'empty.csv'; lines = $null }
        @{ what = 'a folder'; id = 'HsFileIsFolder'; path = '.' }
        @{ what = 'a header without rows'; id = 'HsFileHasNoRows'; path = 'header.csv'; lines = @('Email,First Name,Last Name') }
        @{ what = 'a doubled header'; id = 'HsHeaderDuplicate'; path = 'double.csv'; lines = 'Email,Email,Last Name', 'a@example.com,A,B' }
        @{ what = 'a blank header'; id = 'HsHeaderBlank'; path = 'blank.csv'; lines = 'Email,,Last Name', 'a@example.com,A,B' }
        @{ what = 'a column without a mapping'; id = 'HsColumnNotMapped'; path = 'wider.csv'; lines = 'Email,First Name,Last Name,City', 'a@example.com,A,B,C' }
        @{ what = 'a mapping without a column'; id = 'HsColumnNotInFile'; path = 'narrower.csv'; lines = 'Email,First Name', 'a@example.com,A' }
        @{ what = 'a quote that is not closed'; id = 'HsInvalidCsv'; path = 'quote.csv'; lines = 'Email,First Name,Last Name', '"a@example.com,A,B' }
        @{ what = 'a file that is no workbook'; id = 'HsInvalidWorkbook'; path = 'fake.xlsx'; lines = 'Email,First Name,Last Name', 'a@example.com,A,B' }
    ) {
        It 'is <id>, and nothing is sent' {
            if ($_.ContainsKey('lines')) {
                if ($lines) { Set-Utf8 "$TestDrive/$path" $lines } else { $null = New-Item -Path "$TestDrive/$path" -ItemType File -Force }
            }
            $posts = Get-PostCount $sandbox

            $errors = Get-ErrorOf { Start-HsImport -Path "$TestDrive/$path" -ColumnMapping $map -Wait }

            Assert-HsError $errors $id -Command StartHsImport
            $errors.TargetObject | Should -Not -BeNullOrEmpty
            Get-PostCount $sandbox | Should -Be $posts
        }
    }

    # What the table above cannot write as lines of text, and what a check of the whole file finds.
    Context 'bad files' {
        BeforeEach { $posts = Get-PostCount $sandbox }
        AfterEach { Get-PostCount $sandbox | Should -Be $posts -Because 'nothing may be sent' }

        It 'is <id> for <what>' -ForEach @(
            @{ what = 'bytes that are not of the encoding'; id = 'HsInvalidEncoding'; name = 'mixed.csv'; bytes = [byte[]](@(0x45, 0x6D, 0x61, 0x69, 0x6C, 10, 0xC3, 0xA9, 10) + @(0x61, 10) * 40000 + @(0xE9, 10)); column = @{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' } }
            @{ what = 'a program'; id = 'HsNotText'; name = 'program.csv'; bytes = [byte[]](0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0) }
        ) {
            [IO.File]::WriteAllBytes("$TestDrive/$name", $bytes)
            $columns = if ($column) { $column } else { $map }
            $encoding = if ($id -eq 'HsInvalidEncoding') { @{ Encoding = 'utf8' } } else { @{} }
            $errors = Get-ErrorOf { Start-HsImport "$TestDrive/$name" -ColumnMapping $columns @encoding }
            Assert-HsError $errors $id -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'InvalidData'
            $errors.TargetObject | Should -Be (Get-Item "$TestDrive/$name").FullName
        }

        It 'is HsFileAccessDenied for a file that may not be read' -Skip:(-not $IsLinux) {
            # Root is kept out of none but what cannot be read at all.
            $file = '/proc/sys/vm/compact_memory'
            if ([Environment]::UserName -ne 'root') {
                $file = New-ContactFile "$TestDrive/closed.csv"
                & chmod 000 $file
            }
            $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $map }
            Assert-HsError $errors 'HsFileAccessDenied' -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'is HsTooManyColumns for one more than HubSpot takes' {
            $names = @('email') + (2..1000 | ForEach-Object { "c$_" })
            Set-Utf8 "$TestDrive/wide.csv" ($names -join ','), ($names -join ',')
            $names | ForEach-Object { [pscustomobject]@{ Name = $_; Label = $_; Type = 'string' } } | ConvertTo-Json | Set-Content "$TestDrive/wide.json"
            $wide = New-HsColumnMapping "$TestDrive/wide.csv" contact -PropertyDefinition "$TestDrive/wide.json"
            $errors = Get-ErrorOf { Start-HsImport "$TestDrive/wide.csv" -ColumnMapping $wide -PropertyDefinition "$TestDrive/wide.json" }
            Assert-HsError $errors 'HsTooManyColumns' -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        }

        It 'is HsInvalidColumn for dates in another order, and its advice names the right one' {
            Set-Utf8 "$TestDrive/dates.csv" (@('Email,Close Date') + (1..28 | ForEach-Object { "p$_@dates.example.com,3/$_/2026" }))
            $dates = New-HsColumnMapping "$TestDrive/dates.csv" contact
            $errors = Get-ErrorOf { Start-HsImport "$TestDrive/dates.csv" -ColumnMapping $dates -DateFormat DayMonthYear }
            Assert-HsError $errors 'HsInvalidColumn' -Command StartHsImport
            $errors.TargetObject.Column | Should -Be 'Close Date'
            $errors.ErrorDetails.RecommendedAction | Should -BeLike '*-DateFormat MonthDayYear*'
        }

        It 'is HsRejectPathUnused where nothing is held back' {
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -RejectPath "$TestDrive/unused.csv" }) 'HsRejectPathUnused' -Command StartHsImport
        }

        It 'is HsRejectPathMissing and HsRejectFileNotWritten where rows that are held back have no place' {
            Set-Utf8 "$TestDrive/held.csv" 'Email,First Name,Last Name', 'bad,A,B', 'good@example.com,C,D'
            Assert-HsError (Get-ErrorOf { Start-HsImport "$TestDrive/held.csv" -ColumnMapping $map -InvalidRow HoldBack }) 'HsRejectPathMissing' -Command StartHsImport
            $errors = Get-ErrorOf { Start-HsImport "$TestDrive/held.csv" -ColumnMapping $map -InvalidRow HoldBack -RejectPath "$TestDrive/no-folder/rejects.csv" }
            Assert-HsError $errors 'HsRejectFileNotWritten' -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'WriteError'
            $errors.TargetObject | Should -BeLike '*no-folder?rejects.csv'
        }

        Context 'workbooks' {
            BeforeAll {
                $rows = @('Email', 'First Name'), @('ada@book.example.com', 'Ada'), @('nobody', 'Ben')
                $columns = New-HsColumnMapping (New-Workbook "$TestDrive/good.xlsx" $rows) contact
            }

            It 'is HsSheetCount for two sheets' {
                Assert-HsError (Get-ErrorOf { Start-HsImport (New-Workbook "$TestDrive/sheets.xlsx" $rows -Sheet 2) -ColumnMapping $columns }) 'HsSheetCount' -Command StartHsImport
            }

            It 'is HsHeaderNotFirst for a header below blank rows' {
                $errors = Get-ErrorOf { Start-HsImport (New-Workbook "$TestDrive/low.xlsx" (@($null, $null) + $rows)) -ColumnMapping $columns }
                Assert-HsError $errors 'HsHeaderNotFirst' -Command StartHsImport
                $errors.Exception.Message | Should -BeLike '*is row 3;*'
            }

            It 'is HsWorkbookRowsHeldBack for rows that cannot be left out of it' {
                $errors = Get-ErrorOf { Start-HsImport "$TestDrive/good.xlsx" -ColumnMapping $columns -InvalidRow HoldBack -RejectPath "$TestDrive/book-rejects.csv" }
                Assert-HsError $errors 'HsWorkbookRowsHeldBack' -Command StartHsImport
                $errors.ErrorDetails.RecommendedAction | Should -BeLike 'Add -ConvertToCsv*'
                "$TestDrive/book-rejects.csv" | Should -Not -Exist
            }

            It 'is HsTooManyRows for a sheet without a header that is as long as sheets get' -Tag Slow {
                $large = New-Workbook "$TestDrive/rows.xlsx" $rows
                $zip = [IO.Compression.ZipFile]::Open($large, 'Update')
                $zip.GetEntry('xl/worksheets/sheet1.xml').Delete()
                $writer = [IO.StreamWriter]::new($zip.CreateEntry('xl/worksheets/sheet1.xml', 'NoCompression').Open())
                $writer.Write('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
                $block = '<row><c t="inlineStr"><is><t>a@b.cd</t></is></c></row>' * 1024
                for ($i = 0; $i -lt 1024; $i++) { $writer.Write($block) }
                $writer.Write('</sheetData></worksheet>')
                $writer.Close()
                $zip.Dispose()
                $errors = Get-ErrorOf { Start-HsImport $large -NoHeader -ColumnMapping @{ ColumnName = '1'; ObjectType = 'contact'; PropertyName = 'email' } }
                Assert-HsError $errors 'HsTooManyRows' -Command StartHsImport
                $errors.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            }

            It 'is HsFileTooLarge beyond 512 MB' -Tag Slow {
                $large = New-Workbook "$TestDrive/bytes.xlsx" $rows
                $zip = [IO.Compression.ZipFile]::Open($large, 'Update')
                $padding = $zip.CreateEntry('docProps/padding', 'NoCompression').Open()
                $million = [byte[]]::new(1000000)
                for ($i = 0; $i -lt 512; $i++) { $padding.Write($million, 0, $million.Length) }
                $padding.Close()
                $zip.Dispose()
                try { $errors = Get-ErrorOf { Start-HsImport $large -ColumnMapping $columns } }
                finally { Remove-Item $large }
                Assert-HsError $errors 'HsFileTooLarge' -Command StartHsImport
                $errors.CategoryInfo.Category | Should -Be 'LimitsExceeded'
                $errors.TargetObject | Should -Be $large
            }
        }
    }

    Context 'mappings that do not do: <id>' -ForEach @(
        @{ id = 'HsIdentifierNotUnique'; lines = 'First Name', 'Ann'; columns = @(@{ ColumnName = 'First Name'; ObjectType = 'contact'; PropertyName = 'firstname'; ColumnType = 'AlternateId' }); target = 'First Name' }
        @{ id = 'HsIdentifierMissing'; lines = 'Last Name', 'Lee'; columns = @(@{ ColumnName = 'Last Name'; ObjectType = 'contact'; PropertyName = 'lastname' }); splat = @{ ImportOperation = 'Update' } }
        @{ id = 'HsRequiredColumnMissing'; lines = 'Deal', 'Big'; columns = @(@{ ColumnName = 'Deal'; ObjectType = 'deal'; PropertyName = 'dealname' }); splat = @{ ImportOperation = 'Create' } }
        @{ id = 'HsAssociationLabelWithoutRecords'; lines = 'Email,Role', 'a@b.cd,Boss'; columns = @(@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }, @{ ColumnName = 'Role'; ObjectType = 'contact'; ColumnType = 'AssociationLabel'; ToObjectType = 'company' }); target = 'Role' }
        @{ id = 'HsPropertyReadOnly'; lines = 'Email,Made', 'a@b.cd,1/31/2026'; columns = @(@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }, @{ ColumnName = 'Made'; ObjectType = 'contact'; PropertyName = 'createdate' }); target = 'Made' }
        @{ id = 'HsEventWithoutContacts'; lines = 'In', '1/31/2026'; columns = @(@{ ColumnName = 'In'; ObjectType = 'contact'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Joined' }); splat = @{ MarketingEventObjectId = 7 } }
        @{ id = 'HsEventTimeMappedTwice'; lines = 'Email,In,Again', 'a@b.cd,1/31/2026,'; columns = @(@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }) + ('In', 'Again' | ForEach-Object { @{ ColumnName = $_; ObjectType = 'contact'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Joined' } }); splat = @{ MarketingEventObjectId = 7 }; target = 'Again' }
        @{ id = 'HsMarketingEventMissing'; lines = 'Email,In', 'a@b.cd,1/31/2026'; columns = @(@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }, @{ ColumnName = 'In'; ObjectType = 'contact'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Joined' }) }
        @{ id = 'HsMarketingEventNotCreated'; lines = 'Email,In', 'a@b.cd,1/31/2026'; columns = @(@{ ColumnName = 'Email'; ObjectType = 'contact'; PropertyName = 'email' }, @{ ColumnName = 'In'; ObjectType = 'contact'; ColumnType = 'EventTimestamp'; MarketingEventSubmissionType = 'Joined' }); splat = @{ MarketingEventObjectId = 7; ImportOperation = @{ marketing_event = 'Update' } } }
    ) {
        It 'is told by Start-HsImport as an error, by Test-HsImport as a finding, and nothing is sent' {
            $file = "$TestDrive/$id.csv"
            Set-Utf8 $file $lines
            $options = if ($splat) { $splat } else { @{} }
            $posts = Get-PostCount $sandbox

            $errors = Get-ErrorOf { Start-HsImport -Path $file -ColumnMapping $columns @options }
            Assert-HsError $errors $id -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $errors.TargetObject | Should -Be $(if ($target) { $target } else { (Get-Item $file).FullName })
            (Test-HsImport -LiteralPath $file -ColumnMapping $columns @options).Findings.Code | Should -Be $id
            Get-PostCount $sandbox | Should -Be $posts
        }
    }

    Context 'several files in one import' {
        BeforeAll {
            $null = Invoke-RestMethod -Uri "$($sandbox.BaseUri)crm/v3/properties/contacts" -Method Post -Headers @{ Authorization = "Bearer $Token" } -ContentType application/json -Body '{"name":"member","label":"Member","type":"string","fieldType":"text","groupName":"g","hasUniqueValue":true}'
            Set-Utf8 "$TestDrive/companies.csv" 'Company,Email', 'Acme,ann@several.example.com'
            $people = New-HsImportFile (New-ContactFile "$TestDrive/people.csv") -ColumnMapping @(
                New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email -AssociationIdentifierColumn
                $map[1, 2]
            )

            function New-CompanyFile ([hashtable] $Column) {
                New-HsImportFile "$TestDrive/companies.csv" -ColumnMapping @{ ColumnName = 'Company'; ObjectType = 'company'; PropertyName = 'name' }, (@{ ColumnName = 'Email' } + $Column)
            }
            $tied = @{ ObjectType = 'company'; ToObjectType = 'contact'; AssociationTypeId = 280 }
        }

        BeforeEach { $posts = Get-PostCount $sandbox }
        AfterEach { Get-PostCount $sandbox | Should -Be $posts -Because 'nothing may be sent' }

        It 'is <id> where <what>' -ForEach @(
            @{ id = 'HsIdentifierColumnAlone'; what = 'no file names the common column'; files = { (New-CompanyFile @{ Ignored = $true }), $people }; target = 'Email' }
            @{ id = 'HsCommonColumnAlone'; what = 'no file holds what the common column names'; files = { (New-CompanyFile $tied), (New-HsImportFile "$TestDrive/people.csv" -ColumnMapping $map) }; target = 'Email' }
            @{ id = 'HsCommonColumnDiffers'; what = 'the common column is of another property'; files = { (New-CompanyFile ($tied + @{ PropertyName = 'member' })), $people }; target = 'Email' }
            @{ id = 'HsFileTwice'; what = 'a file is there twice'; files = { (New-CompanyFile $tied), $people, $people }; target = '*people.csv' }
            @{ id = 'HsHoldBackOfSeveralFiles'; what = 'rows are to be held back'; files = { (New-CompanyFile $tied), $people }; splat = @{ InvalidRow = 'HoldBack'; RejectPath = 'TestDrive:/several-rejects.csv' }; target = '*companies.csv*people.csv' }
        ) {
            $options = if ($splat) { $splat } else { @{} }
            $errors = Get-ErrorOf { Start-HsImport -ImportFile (& $files) @options }
            Assert-HsError $errors $id -Command StartHsImport
            "$($errors.TargetObject)" | Should -BeLike $target
        }

        It 'is HsFileNotCut where one is beyond what HubSpot takes' -Tag Slow {
            $large = New-HsImportFile (New-TwoPartFile "$TestDrive/uncut.csv") -ColumnMapping $people.ColumnMappings
            $errors = Get-ErrorOf { (New-CompanyFile $tied), $large | Start-HsImport }
            Assert-HsError $errors 'HsFileNotCut' -Command StartHsImport
            $errors.TargetObject | Should -BeLike '*uncut.csv'
        }
    }

    Context 'bad mappings' {
        BeforeEach { $posts = Get-PostCount $sandbox }
        AfterEach { Get-PostCount $sandbox | Should -Be $posts -Because 'nothing may be sent' }

        It 'is HsNoColumnMapping when the pipeline brings none' {
            Assert-HsError (Get-ErrorOf { @() | Start-HsImport -Path $csv }) 'HsNoColumnMapping' -Command StartHsImport
        }

        It 'is HsNoColumnMapping when none is given' {
            Assert-HsError (Get-ErrorOf { Start-HsImport -Path $csv }) 'HsNoColumnMapping' -Command StartHsImport
            Assert-HsError (Get-ErrorOf { Get-ChildItem $csv | Start-HsImport }) 'HsNoColumnMapping' -Command StartHsImport
        }

        It 'is HsUnknownProperty, with the nearest names' {
            $other = New-HsColumnMapping -ColumnName 'Last Name' -ObjectType contact -PropertyName lastnam
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map[0], $map[1], $other }
            Assert-HsError $errors 'HsUnknownProperty' -Command StartHsImport
            $errors.Exception.Message | Should -BeLike "*'lastname'*"
        }

        It 'is HsUnknownObjectType, with the nearest names' {
            $other = New-HsColumnMapping -ColumnName 'Last Name' -ObjectType contcat -PropertyName lastname
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map[0], $map[1], $other }
            Assert-HsError $errors 'HsUnknownObjectType' -Command StartHsImport
            $errors.Exception.Message | Should -BeLike "*'contact'*"
        }

        It 'is HsColumnMappedTwice' {
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping ($map + $map[2]) }
            Assert-HsError $errors 'HsColumnMappedTwice' -Command StartHsImport
            $errors.TargetObject | Should -Be 'Last Name'
        }

        It 'is HsPropertyMappedTwice' {
            $other = New-HsColumnMapping -ColumnName 'Last Name' -ObjectType contact -PropertyName firstname
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map[0], $map[1], $other }) 'HsPropertyMappedTwice' -Command StartHsImport
        }

        It 'is HsAllColumnsIgnored' {
            $none = 'Email', 'First Name', 'Last Name' | ForEach-Object { New-HsColumnMapping -ColumnName $_ -Ignored }
            Assert-HsError (Get-ErrorOf { $none | Start-HsImport $csv }) 'HsAllColumnsIgnored' -Command StartHsImport
        }

        It 'names every fault of a mapping at once' {
            $other = New-HsColumnMapping -ColumnName 'Surname' -ObjectType contact -PropertyName lastname
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map[0], $map[1], $other }) 'HsColumnNotInFile', 'HsColumnNotMapped' -Command StartHsImport
        }

        It 'is HsMappingFileInvalid when -MappingPath holds something else, whatever else is mapped' {
            Set-Content "$TestDrive/other.json" '[1, 2]'
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -MappingPath "$TestDrive/other.json" }) 'HsMappingFileInvalid' -Command StartHsImport
            Assert-HsError (Get-ErrorOf { $map | Start-HsImport $csv -MappingPath "$TestDrive/other.json" }) 'HsMappingFileInvalid' -Command StartHsImport
        }

        It 'is HsFileNotFound when -MappingPath is missing' {
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -MappingPath "$TestDrive/no.json" }) 'HsFileNotFound' -Command StartHsImport
        }

        It 'is HsPropertyFileInvalid when -PropertyDefinition holds something else' {
            Set-Content "$TestDrive/no-properties.json" '{}'
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -PropertyDefinition "$TestDrive/no-properties.json" }
            Assert-HsError $errors 'HsPropertyFileInvalid' -Command StartHsImport
        }

        It 'is HsOperationWithoutColumn when the operation names an object type that no column has' {
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -ImportOperation @{ company = 'Create' } }
            Assert-HsError $errors 'HsOperationWithoutColumn' -Command StartHsImport
        }

        It 'is HsEventTimesMissing when an event is named, and no column says when somebody took part' {
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -MarketingEventObjectId 7 }
            Assert-HsError $errors 'HsEventTimesMissing' -Command StartHsImport
            $errors.TargetObject | Should -Be $csv
        }

        It 'is HsTimeZoneInvalid' {
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -TimeZone 'Berlin' }) 'HsTimeZoneInvalid' -Command StartHsImport
        }

        It 'is HsFileLocked while another program has the file open' {
            $file = New-ContactFile -Path "$TestDrive/locked.csv"
            $handle = [IO.File]::Open($file, 'Open', 'ReadWrite', 'None')
            try { Assert-HsError (Get-ErrorOf { Start-HsImport $file -ColumnMapping $map }) 'HsFileLocked' -Command StartHsImport }
            finally { $handle.Close() }
        }

        It 'is HsFileNotFound when what is piped is not in the file system' {
            $errors = Get-ErrorOf { Get-Item Env:PATH | Start-HsImport -ColumnMapping $map }
            Assert-HsError $errors 'HsFileNotFound' -Command StartHsImport
        }
    }

    Context 'a server that fails' {
        BeforeAll {
            $fake = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}'; 'POST /oauth/*' = New-Answer -Status 404 }
            $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
            $common = @{ Path = $csv; ColumnMapping = $map; PropertyDefinition = $properties; Connection = $connection; SettlingTime = 0; MaximumRetryCount = 0 }
        }

        BeforeEach { $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())" }
        AfterAll { Stop-FakeServer $fake }

        It 'is <id> when the answer is <what>' -ForEach @(
            @{ what = '401'; id = 'HsUnauthorized'; answer = @{ Status = 401; Body = '{"status":"error","message":"The token pat-test-0123456789 expired","category":"EXPIRED_AUTHENTICATION"}' } }
            @{ what = '403'; id = 'HsMissingScope'; answer = @{ Status = 403; Body = '{"status":"error","message":"scope","category":"MISSING_SCOPES"}' } }
            @{ what = '400'; id = 'HsBadRequest'; answer = @{ Status = 400; Body = '{"status":"error","message":"Invalid","category":"VALIDATION_ERROR","correlationId":"c-1"}' } }
            @{ what = '404'; id = 'HsNotFound'; answer = @{ Status = 404 } }
            @{ what = 'a redirect'; id = 'HsRedirected'; answer = @{ Status = 307; Header = @('Location: http://127.0.0.1:1/') } }
            @{ what = '423'; id = 'HsServiceBusy'; answer = @{ Status = 423 } }
            @{ what = '413'; id = 'HsFileRefused'; answer = @{ Status = 413; Body = '<html>too large</html>' } }
            @{ what = '429 for the rate'; id = 'HsRateLimited'; answer = @{ Status = 429; Body = '{"errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"}' } }
            @{ what = '429 for the day'; id = 'HsDailyLimitReached'; answer = @{ Status = 429; Body = '{"errorType":"RATE_LIMIT","policyName":"DAILY"}' } }
            @{ what = '429 for the file'; id = 'HsFileRefused'; answer = @{ Status = 429; Body = '{"message":"row limit"}' } }
            @{ what = '503 after the whole request'; id = 'HsSubmissionUndecided'; answer = @{ Status = 503; Body = 'down' } }
            @{ what = 'no JSON'; id = 'HsImportIdUnknown'; answer = @{ Body = '<html>login</html>'; Header = 'Content-Type: text/html' } }
            @{ what = 'cut off'; id = 'HsImportIdUnknown'; answer = @{ Body = '{"id":"12'; Promise = 500 } }
            @{ what = 'an import without an id'; id = 'HsImportIdUnknown'; answer = @{ Body = '{}' } }
        ) {
            $fake.Answer['POST /crm/*'] = New-Answer @answer
            $fake.Request.Clear()

            $errors = Get-ErrorOf { Start-HsImport @common }

            Assert-HsError $errors $id -Command StartHsImport
            @($fake.Request | Where-Object Line -like 'POST /crm/*').Count | Should -Be 1 -Because 'an import is sent once'
        }

        It 'is HsServerUnreachable when nobody listens, and nothing is begun' {
            $down = Start-FakeServer @{ 'GET *' = New-Answer -Body '{"results":[]}' }
            $gone = Connect-HsAccount -AccessToken $Token -BaseUri $down.BaseUri -PassThru
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
            Stop-FakeServer $down

            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -Connection $gone -MaximumRetryCount 0 }) 'HsServerUnreachable' -Command StartHsImport
            $errors = Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map -PropertyDefinition $properties -Connection $gone -MaximumRetryCount 0 }
            Assert-HsError $errors 'HsServerUnreachable' -Command StartHsImport
            Get-HsSubmission | Should -BeNullOrEmpty
        }

        It 'is HsQuotaExceeded where the account has no room for the rows today, and -WaitForQuota is what its advice names' {
            $today = (New-ImportJson -State DONE -Counter @{ TOTAL_ROWS = 80000000 }) -replace '"createdAt":"[^"]+"', "`"createdAt`":`"$([DateTimeOffset]::UtcNow.ToString('o'))`""
            $fake.Answer['GET *'] = New-Answer -Body "{`"results`":[$today]}"
            try {
                $errors = Get-ErrorOf { Start-HsImport @common }
                Assert-HsError $errors 'HsQuotaExceeded' -Command StartHsImport
                $errors.CategoryInfo.Category | Should -Be 'LimitsExceeded'
                $errors.TargetObject | Should -Be $csv
                $errors.ErrorDetails.RecommendedAction | Should -BeLike '*-WaitForQuota*'
            }
            finally { $fake.Answer['GET *'] = New-Answer -Body '{"results":[]}' }
            Get-HsSubmission | Should -BeNullOrEmpty
        }

        It 'names in HsSubmissionUndecided the file to look for, and the command that takes its import' {
            $fake.Answer['POST /crm/*'] = New-Answer -Promise 10
            $errors = Get-ErrorOf { Start-HsImport @common }
            $upload = [regex]::Match(($fake.Request | Where-Object Line -like 'POST /crm/*' | Select-Object -Last 1).Body, 'filename="?([^"\s;]+)').Groups[1].Value

            $upload | Should -Not -BeNullOrEmpty
            $errors.ErrorDetails.RecommendedAction | Should -BeLike "*the file $upload*Resume-HsImport $($errors.TargetObject) -AdoptImportId <its id>*"
        }

        It 'reads the properties of the account unless they are given' {
            $fake.Answer['POST /crm/*'] = New-Answer -Body (New-ImportJson)
            $fake.Request.Clear()
            $null = Start-HsImport @common
            $fake.Request.Line | Should -Contain 'POST /crm/imports/2026-03'
            $fake.Request.Line | Should -Not -Match 'properties'
        }

        It 'ends on Ctrl+C while the server is silent, without an error' {
            $fake.Answer['POST /crm/*'] = ''
            $fake.Request.Clear()
            $running = Start-Shell '$splat = $Connection; Start-HsImport @splat' $common
            Wait-Until { $fake.Request.Line -like 'POST /crm/*' }
            Stop-Shell $running
        }
    }

    Context 'what was sent before' {
        BeforeAll {
            $names = @(
                @{ ColumnName = 'Email'; Ignored = $true }
                @{ ColumnName = 'First Name'; ObjectType = 'contact'; PropertyName = 'firstname' }
                @{ ColumnName = 'Last Name'; ObjectType = 'contact'; PropertyName = 'lastname' }
            )
        }

        BeforeEach { $env:HUBSPOT_JOURNAL_PATH = "$TestDrive/$([guid]::NewGuid())" }
        AfterEach { Clear-SandboxFault $sandbox }

        It 'is HsSubmissionOpen after a send whose answer was lost, and the line of its advice finishes that' {
            $file = New-ContactFile -Path "$TestDrive/begun.csv" -Domain begun.example.com
            Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
            Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'begun' }
            $null = Start-HsImport $file -ColumnMapping $map -SettlingTime 0 -ErrorAction SilentlyContinue
            Clear-SandboxFault $sandbox
            $posts = Get-PostCount $sandbox

            $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $map -Name 'Another name' -Wait }
            Assert-HsError $errors 'HsSubmissionOpen' -Command StartHsImport
            $errors.TargetObject | Should -Be (Get-HsSubmission).SubmissionId

            $import = Invoke-Expression $errors.ErrorDetails.RecommendedAction
            $import.State | Should -Be 'DONE'
            Get-PostCount $sandbox | Should -Be $posts -Because 'HubSpot has it'
            @(Get-SandboxLedger $sandbox begun).Count | Should -Be 3
            Get-HsSubmission -Open | Should -BeNullOrEmpty
        }

        It 'finishes it with -IfOpen Resume, and sends other content of the same file with a warning' {
            $file = New-ContactFile -Path "$TestDrive/nightly.csv" -Domain nightly.example.com
            Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
            Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'nightly' }
            $null = Start-HsImport $file -ColumnMapping $map -SettlingTime 0 -ErrorAction SilentlyContinue
            Clear-SandboxFault $sandbox
            $open = (Get-HsSubmission).SubmissionId

            $kept = [IO.File]::ReadAllBytes($file)
            $null = New-ContactFile -Path $file -Count 4 -Domain other.example.com
            $other = Start-HsImport $file -ColumnMapping $map -IfOpen Resume -Wait -WarningVariable warnings
            $other.SourceRows | Should -Be 4
            "$warnings" | Should -BeLike "*Get-HsSubmission $open*"

            [IO.File]::WriteAllBytes($file, $kept)
            (Start-HsImport $file -ColumnMapping $map -IfOpen Resume -Wait).SubmissionId | Should -Be $open
            @(Get-SandboxLedger $sandbox nightly).Count | Should -Be 7
        }

        It 'is HsAlreadySent for what would create its records again, until -Again' {
            $file = New-ContactFile -Path "$TestDrive/created.csv"
            $first = Start-HsImport $file -ColumnMapping $names -Wait
            $posts = Get-PostCount $sandbox
            $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $names -Wait }
            Assert-HsError $errors 'HsAlreadySent' -Command StartHsImport
            $errors.TargetObject | Should -Be $first.SubmissionId
            Assert-HsError (Get-ErrorOf { Start-HsImport $file -ColumnMapping $names -IfOpen Resume }) 'HsAlreadySent' -Command StartHsImport
            Get-PostCount $sandbox | Should -Be $posts

            (Start-HsImport $file -ColumnMapping $names -Again -Wait).CreatedObjects | Should -Be 3
            @(Get-SandboxLedger $sandbox created).Count | Should -Be 6
        }

        It 'is not HsAlreadySent where rows are told apart, or Remove-HsSubmission forgot it' {
            $file = New-ContactFile -Path "$TestDrive/forgotten.csv"
            (1..2 | ForEach-Object { Start-HsImport $file -ColumnMapping $map -Wait }).State | Should -Be 'DONE', 'DONE'
            $created = Start-HsImport $file -ColumnMapping $names -Wait
            $created | Remove-HsSubmission
            (Start-HsImport $file -ColumnMapping $names -Wait).State | Should -Be 'DONE'
        }

        It 'leaves no journal with -WhatIf, nor where a check or HubSpot refuses the file' {
            Start-HsImport $csv -ColumnMapping $map -WhatIf
            Get-HsSubmission | Should -BeNullOrEmpty
            Get-ChildItem $env:HUBSPOT_JOURNAL_PATH -Recurse -File -ErrorAction Ignore | Should -BeNullOrEmpty

            $null = Start-HsImport "$TestDrive/absent.csv" -ColumnMapping $map -ErrorAction SilentlyContinue
            Get-HsSubmission | Should -BeNullOrEmpty

            Add-SandboxFault $sandbox @{ on = 'start'; do = 'answer'; status = 400 }
            Assert-HsError (Get-ErrorOf { Start-HsImport $csv -ColumnMapping $map }) 'HsBadRequest' -Command StartHsImport
            Get-HsSubmission -Open | Should -BeNullOrEmpty
            (Start-HsImport $csv -ColumnMapping $map -Wait).State | Should -Be 'DONE'
        }

        It 'is open to be sent again after Ctrl+C during the send, and holds no lock' {
            $file = New-ContactFile -Path "$TestDrive/stopped.csv" -Domain stopped.example.com
            Add-SandboxFault $sandbox @{ on = 'start'; do = 'hang'; when = 'after' }
            $running = Start-Shell 'Start-HsImport $Connection.Path -ColumnMapping $Connection.Map -Connection $Connection.Account' @{
                Path = $file; Map = $map; Account = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru
            }
            Wait-Until { Get-FaultHit $sandbox hang }
            Wait-Until { Get-SandboxImport $sandbox | Where-Object importName -eq stopped }
            (Get-HsSubmission).IsBusy | Should -BeTrue
            Stop-Shell $running

            $left = Get-HsSubmission
            "$($left.Outcome) $($left.IsOpen) $($left.IsBusy)" | Should -Be 'Undecided True False'
            (Start-HsImport $file -ColumnMapping $map -IfOpen Resume -Wait).SubmissionId | Should -Be $left.SubmissionId
            @(Get-SandboxLedger $sandbox stopped).Count | Should -Be 3
        }

        It 'is HsImportNotTaken when the connection ends before the request does, and HubSpot has nothing' {
            # Beyond what the buffers of a socket hold.
            $file = "$TestDrive/dropped.csv"
            Set-Utf8 $file (@('Email,First Name,Last Name') + (1..400 | ForEach-Object { "d$_@dropped.example.com,$('x' * 60000),L" }))
            Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'during' }
            $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $map -MaximumRetryCount 0 }
            Assert-HsError $errors 'HsImportNotTaken' -Command StartHsImport
            $errors.CategoryInfo.Category | Should -Be 'ConnectionError'
            @(Get-SandboxLedger $sandbox dropped).Count | Should -Be 0
            (Start-HsImport $file -ColumnMapping $map -ThrottleLimit 2 -WaitForQuota -Confirm:$false -Wait).TotalRows | Should -Be 400 -Because 'nothing keeps the same command from working'
        }

        It 'is HsFileChanged when the file is another one when it is sent' {
            $file = New-ContactFile "$TestDrive/growing.csv" -Domain growing.example.com
            $asked = [System.Collections.ArrayList]::new()
            $account = Connect-HsAccount -BaseUri $sandbox.BaseUri -PassThru -AccessTokenSource {
                if ($asked.Add(1) -gt 0) { [IO.File]::AppendAllText($file, "late@growing.example.com,L,L`n") }
                'a-token'
            }
            try {
                # The script is asked for another token when the check is over and the first request was refused.
                Add-SandboxFault $sandbox @{ on = 'start'; do = 'answer'; status = 401 }
                $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $map -Connection $account }
                Assert-HsError $errors 'HsFileChanged' -Command StartHsImport
                $errors.TargetObject | Should -Be $file
                $asked.Count | Should -Be 2
                @(Get-SandboxLedger $sandbox growing).Count | Should -Be 0
            }
            finally { Connect-HsAccount $Token -BaseUri $sandbox.BaseUri }
        }

        # A limit on the size of files is the same error of the system at the same call. In a process of its own, which the signal for it must not end.
        It 'is HsJournalNotWritten when the disk is full, and nothing is sent' -Skip:(-not (Get-Command prlimit -ErrorAction Ignore)) {
            $null = New-Item -ItemType Directory "$env:HUBSPOT_JOURNAL_PATH/submissions" -Force
            Set-Content "$TestDrive/full.ps1" @"
                Import-Module '$(Get-ModuleManifest)'
                Connect-HsAccount '$Token' -BaseUri $($sandbox.BaseUri)
                `$map = New-HsColumnMapping '$csv' contact
                & prlimit --pid=`$PID --fsize=0:
                try { Start-HsImport '$csv' -ColumnMapping `$map -ErrorAction Stop }
                catch [HubSpotImports.HsException] { "`$(`$_.FullyQualifiedErrorId) `$(`$_.CategoryInfo.Category) `$(`$_.ErrorDetails.RecommendedAction)" }
"@
            $posts = Get-PostCount $sandbox
            $said = & sh -c "trap '' XFSZ; DOTNET_EnableWriteXorExecute=0 exec '$((Get-Process -Id $PID).Path)' -NoProfile -File '$TestDrive/full.ps1'"
            "$said" | Should -BeLike 'HsJournalNotWritten,HubSpotImports.Commands.StartHsImportCommand WriteError Make room on the disk*Resume-HsImport*'
            Save-AssertedId 'HsJournalNotWritten'
            Get-PostCount $sandbox | Should -Be $posts
            (Start-HsImport $csv -ColumnMapping $map -Wait).State | Should -Be 'DONE'
        }

        It 'has closed the journal when a later command gets the import of -Wait' {
            Start-HsImport $csv -ColumnMapping $map -Wait | ForEach-Object { (Get-HsSubmission $_.SubmissionId).IsOpen } | Should -BeFalse
        }

        It 'is closed and holds no lock when a later command has enough' {
            $import = Start-HsImport (New-ContactFile -Path "$TestDrive/first.csv") -ColumnMapping $map | Select-Object -First 1
            $left = Get-HsSubmission
            $left.ImportIds | Should -Be $import.Id
            "$($left.IsOpen) $($left.IsBusy)" | Should -Be 'False False'
        }

        It 'is HsSubmissionBusy while another runspace sends the same, <when>' -ForEach @(
            @{ when = 'before HubSpot took it'; fault = @{ on = 'start'; do = 'hang' }; state = 'Un*' }
            @{ when = 'while HubSpot is at work'; fault = @{ on = 'get'; do = 'hang'; times = 0 }; state = 'Taken' }
        ) {
            $file = New-ContactFile -Path "$TestDrive/busy.csv" -Domain busy.example.com
            Add-SandboxFault $sandbox $fault
            $running = Start-Shell 'Start-HsImport $Connection.Path -ColumnMapping $Connection.Map -Connection $Connection.Account -Wait' @{
                Path = $file; Map = $map; Account = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru
            }
            Wait-Until { (Get-HsSubmission).Parts.State -like $state -and (Get-HsSubmission).Parts.Attempts -eq 1 }
            $posts = Get-PostCount $sandbox

            $errors = Get-ErrorOf { Start-HsImport $file -ColumnMapping $map -IfOpen Resume }
            Assert-HsError $errors 'HsSubmissionBusy' -Command StartHsImport
            (Invoke-Expression (Get-AdvisedCommand $errors Get-HsSubmission)).IsBusy | Should -BeTrue
            Get-PostCount $sandbox | Should -Be $posts
            Stop-Shell $running
            (Get-HsSubmission).IsBusy | Should -BeFalse
        }

        It 'sends the first part alone when a later command has enough, and Resume-HsImport the rest' -Tag Slow {
            $import = Start-HsImport (New-TwoPartFile "$TestDrive/halves.csv") -ColumnMapping $map | Select-Object -First 1
            $left = Get-HsSubmission
            "$($left.Parts.State) $($left.IsOpen) $($left.IsBusy)" | Should -Be 'Taken Unsent True False'
            $left.ImportIds | Should -Be $import.Id

            "$((Resume-HsImport -Wait).Part)" | Should -Be '1 2'
            (Get-HsSubmission).Outcome | Should -Be 'AllIn'
            (Get-SandboxImport $sandbox | Where-Object importName -like 'halves*').Count | Should -Be 2
        }
    }

    Context 'Ctrl+C during -Wait' {
        It 'stops waiting, and the import goes on' {
            $slow = Start-Sandbox -Option @()
            try {
                $account = Connect-HsAccount -AccessToken $Token -BaseUri $slow.BaseUri -PassThru
                Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
                $file = New-ContactFile -Path "$TestDrive/interrupted.csv" -Count 2000
                $running = Start-Shell '$splat = $Connection; Start-HsImport @splat -Wait' @{ Path = $file; ColumnMapping = $map; Connection = $account }
                Wait-Until { Get-SandboxImport $slow }
                Stop-Shell $running
                $import = Get-HsImport -Connection $account | Wait-HsImport -Connection $account
                $import.State | Should -Be 'DONE'
                $import.TotalRows | Should -Be 2000
            }
            finally { Stop-Sandbox $slow }
        }
    }

    Context 'culture <_>' -ForEach 'de-DE', 'tr-TR' {
        BeforeAll {
            $culture = [Threading.Thread]::CurrentThread.CurrentCulture
            [Threading.Thread]::CurrentThread.CurrentCulture = $_
        }

        AfterAll { [Threading.Thread]::CurrentThread.CurrentCulture = $culture }

        It 'gives the same result' {
            (Get-Culture).Name | Should -Be $_
            Set-Utf8 "$TestDrive/culture.csv" 'EMAIL,FIRST NAME,LAST NAME,LIFECYCLE STAGE', "i.i@example.com,I,$([char]0x130),lead", 'bad,I,I,'
            $mappings = Import-Csv "$TestDrive/culture.csv" | New-HsColumnMapping -ObjectType CONTACT -Map @{ 'last name' = 'lastname' }
            $mappings.PropertyName | Should -Be 'email', 'firstname', 'lastname', 'lifecyclestage'

            $import = $mappings | Start-HsImport "$TestDrive/culture.csv" -DateFormat daymonthyear -ImportOperation UPSERT -Wait
            $import.State | Should -Be 'DONE'
            $import.TotalRows | Should -Be 2
            ($import | Get-HsImportError).ErrorType | Should -Contain 'INVALID_EMAIL'

            $mappings | ConvertTo-Json | Set-Content "$TestDrive/culture.json"
            (Start-HsImport "$TestDrive/culture.csv" -MappingPath "$TestDrive/culture.json" -Wait).UpdatedObjects | Should -Be 1
        }
    }
}
