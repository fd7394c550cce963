# What people see of each kind of object: real imports, and answers with long names and big numbers that a small import does not have.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $longName = 'A name that is longer than any window has room for, and goes on and on ' * 2
    $longHeader = 'A header that is longer than a column of a table has room for'

    Set-Utf8 "$TestDrive/faulty.csv" "Email,First Name,Number of Employees,$longHeader", 'not an address,Ben,12,x', "`"two`nlines $([char]27)[31m`",Cy,12,", `
        "$('an.address.without.an.end.' * 12),Dee,12,", "$([char]::ConvertFromUtf32(0x1F642) * 40),$([string][char]0x6F22 * 20),12,"
    $map = New-HsColumnMapping "$TestDrive/faulty.csv" -ObjectType contact -Map @{ 'Number of Employees' = 'numemployees' } -Ignore $longHeader
    $check = Test-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map
    $import = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Name $longName -Wait
    $refused = $import | Get-HsImportError
    $submission = Get-HsSubmission $import.SubmissionId
    $account = Test-HsAccount -Confirm:$false

    $big = @{ TOTAL_ROWS = 3000000; CREATED_OBJECTS = 12345678; UPDATED_OBJECTS = 87654321; ERRORS = 1234567 }
    $answers = (New-ImportJson -Id 9876543210 -State PROCESSING -Counter $big), (New-ImportJson -Id 2), (New-ImportJson -Id 3 -State FAILED), (New-ImportJson -Id 4 -State DONE)
    $fake = Start-FakeServer @{ 'GET *imports*' = New-Answer -Body ('{"results":[' + ($answers -join ',') + ']}') }
    $connection = Connect-HsAccount -AccessToken $Token -BaseUri $fake.BaseUri -PassThru
    $imports = Get-HsImport -Connection $connection
    Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri

    $shown = @{
        HsImport         = $imports + $import
        HsImportError    = $refused
        HsFileCheck      = $check
        HsFinding        = $check.Findings
        HsColumnMapping  = $map
        HsImportFile     = $import.Files
        HsProperty       = Get-HsProperty contact
        HsSubmission     = $submission
        HsSubmissionPart = $submission.Parts
        HsConnection     = $connection
        HsAccountTest    = $account
    }

    function Get-Line ([string] $Text) { $Text -split '\r?\n' | Where-Object { $_.Trim() } }

    # How many columns of a window a line takes: letters of East Asia and emoji take two.
    function Get-CellCount ([string] $Line) { $Line.Length + [regex]::Matches($Line, '[\u2E80-\uD7FF\uF900-\uFAFF\uFF00-\uFF60]').Count }
}

AfterAll {
    Stop-FakeServer $fake
    Stop-Sandbox $sandbox
}

Describe 'Tables at <width> columns' -Tag Culture -ForEach @{ width = 80 }, @{ width = 120 } {
    It 'show <name> with every column, and no line is longer' -ForEach @(
        @{ name = 'HsImport'; columns = 'Id', 'Name', 'State', 'Rows', 'Created', 'Updated', 'Refused', 'Age' }
        @{ name = 'HsImportError'; columns = 'Line', 'Column', 'Value', 'Reason' }
        @{ name = 'HsFileCheck'; columns = 'File', 'Passed', 'Rows', 'Faulty', 'Parts', 'Findings' }
        @{ name = 'HsFinding'; columns = 'Line', 'Severity', 'Column', 'Value', 'Finding' }
        @{ name = 'HsColumnMapping'; columns = 'ColumnName', 'PropertyName', 'ObjectType', 'ColumnType' }
        @{ name = 'HsImportFile'; columns = 'Format', 'Columns', 'SourcePath' }
        @{ name = 'HsProperty'; columns = 'Name', 'Label', 'Type', 'Options' }
        @{ name = 'HsSubmission'; columns = 'SubmissionId', 'Name', 'Started', 'Outcome', 'Open', 'Rows', 'Parts' }
        @{ name = 'HsSubmissionPart'; columns = 'Part', 'State', 'ImportId', 'Outcome', 'FirstRow', 'Rows', 'ErrorId' }
        @{ name = 'HsConnection'; columns = 'BaseUri', 'ApiVersion', 'Origin', 'Proxy' }
        @{ name = 'HsAccountTest'; columns = 'Account', 'ApiVersion', 'TestedAt', 'LineNumbering', 'RowData', 'Missing' }
    ) {
        $shown[$name] | ForEach-Object { $_.GetType().Name } | Select-Object -Unique | Should -Be $name
        $lines = Get-Line ($shown[$name] | Format-Table | Out-String -Width $width)
        $lines | Where-Object { $_ -match "^\s*$($columns -join '\s+')\s*$" } | Should -HaveCount 1 -Because "'$($lines -join "`n")' has the columns"
        foreach ($line in $lines) { Get-CellCount $line | Should -BeLessOrEqual $width -Because $line }
        "$lines" | Should -Not -Match '#ERR|\x1b'
    }

    It 'show what is known of an import, and never a part of an id or a number' {
        $lines = Get-Line ($imports | Out-String -Width $width)
        $lines[2] | Should -Match '^9876543210 Nightly\s+PROCESSING\s+3000000 12345678 87654321\s+1234567\s+\d+ d\s*$'
        $lines[3] | Should -Match '^2\s+Nightly\s+PROCESSING\s+\d+ d\s*$'
        $lines[4] | Should -Match '^3\s+Nightly\s+FAILED\s+\d+ d\s*$'
        Get-Line ($import | Out-String -Width $width) | Select-Object -Last 1 | Should -Match "^$($import.Id) .*… DONE\s+4\s+0\s+0\s+\d+\s+\d+ s\s*$"
    }

    It 'say of which import and file the lines of errors are' {
        Get-Line ($refused | Out-String -Width $width) | Select-Object -First 1 | Should -BeLike "*Import: $($import.Id), lines of *"
        (Get-HsImportError -Id $import.Id | Out-String -Width 200) | Should -Match "Import: $($import.Id), lines as HubSpot counts them"
    }

    It 'cut a long value, never a reason' {
        $text = $refused | Out-String -Width $width
        @(Get-Line $text | Where-Object { $_ -match '^\s+\d+ ' }).Count | Should -Be @($refused).Count
        $text | Should -Match "option of 'numemployees'\."
        $text | Should -Match 'two lines'
        $text | Should -Match '…'
        $text | Should -Not -Match '\uFFFD'
    }
}

Describe 'Lists' {
    It 'show <name>, and nothing that does not apply' -ForEach @(
        @{ name = 'HsImport'; pattern = 'Outcome +: SomeRefused', 'Errors +: \d', 'CreatedAt +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s', 'ObjectTypes +: contact', 'PartCount +: 1' }
        @{ name = 'HsImportError'; pattern = 'ErrorType +: INVALID_EMAIL', 'Row +: 1', 'Outcome +: NotIn', 'RowText +: not an address' }
        @{ name = 'HsFileCheck'; pattern = 'Passed +: False', 'Findings +: \d INVALID_EMAIL', 'PartCount +: 1' }
        @{ name = 'HsColumnMapping'; pattern = 'PropertyName +: email', 'ColumnType +: AlternateId' }
        @{ name = 'HsSubmission'; pattern = 'Parts +: 1 Ended \d+, 4 rows from row 1 on', 'JournalPath +: ' }
        @{ name = 'HsSubmissionPart'; pattern = 'UploadName +: faulty\.', 'Length +: \d+' }
        @{ name = 'HsImportFile'; pattern = 'ColumnMappings +: Email → contact.email' }
        @{ name = 'HsAccountTest'; pattern = 'LineNumbering +: FirstLine', 'ListsFinished +: True' }
    ) {
        $text = $shown[$name] | Select-Object -Last 1 | Format-List | Out-String -Width 120
        if ($name -in 'HsImportError', 'HsColumnMapping') { $text = $shown[$name][0] | Format-List | Out-String -Width 120 }
        foreach ($one in $pattern) { $text | Should -Match $one }
        $text | Should -Not -Match '#ERR|\x1b'
    }

    It 'leave out what an import from elsewhere does not have' {
        $text = $imports[1] | Format-List | Out-String -Width 120
        $text | Should -Match 'Id +: 2'
        $text | Should -Not -Match 'SubmissionId|SourcePath|Part|Files|Lists|ObjectTypes'
    }
}

Describe 'Views' {
    It 'say how old an import is as people do' -ForEach @(
        @{ ago = '00:00:42'; age = '42 s' }, @{ ago = '00:03:10'; age = '3 min' }, @{ ago = '02:10:00'; age = '2 h' }, @{ ago = '5.03:00:00'; age = '5 d' }, @{ ago = '-00:01:00'; age = '0 s' }
    ) {
        $created = ([DateTimeOffset]::UtcNow - [timespan]$ago).ToString('o')
        $one = Start-FakeServer @{ 'GET *imports*' = New-Answer -Body ((New-ImportJson) -replace '"createdAt":"[^"]+"', "`"createdAt`":`"$created`"") }
        try { $table = Get-HsImport -Id 1 -Connection (Connect-HsAccount -AccessToken $Token -BaseUri $one.BaseUri -PassThru) | Out-String -Width 80 }
        finally {
            Stop-FakeServer $one
            Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
        }
        Get-Line $table | Select-Object -Last 1 | Should -Match " $(if ($age -eq '42 s') { '4\d s' } else { $age })\s*$"
    }

    It 'work under StrictMode and in another culture' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($Manifest, $Shown)
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            [cultureinfo]::CurrentCulture = 'th-TH'
            Import-Module $Manifest
            foreach ($one in $Shown.GetEnumerator()) { $one.Value | Format-Table | Out-String -Width 120; $one.Value | Format-List | Out-String -Width 120 }
            $Error | Out-String
        }).AddArgument((Get-ModuleManifest)).AddArgument($shown)
        try { $text = $shell.Invoke() -join '' } finally { $shell.Dispose() }
        $text | Should -Not -Match '#ERR|Exception|cannot be found'
        $text | Should -Match "\s$((Get-Date).ToString('yyyy', [cultureinfo]::InvariantCulture))-\d\d-\d\d "
        $text | Should -Match 'Age'
    }

    It 'colour states and refused rows only where the user wants escape sequences' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $rendering = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $colored = $imports | Out-String -Width 80
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $imports | Out-String -Width 80
        }
        finally { $PSStyle.OutputRendering = $rendering }
        $colored | Should -BeLike "*$($PSStyle.Formatting.Error.Replace('[', '`['))FAILED*"
        $colored | Should -BeLike "*$($PSStyle.Formatting.Warning.Replace('[', '`['))1234567*"
        $colored | Should -BeLike "*$($PSStyle.Foreground.Green.Replace('[', '`['))DONE*"
        $plain | Should -Be ([regex]::Replace($colored, '\x1b\[[\d;]*m', ''))
    }

    It 'have lists of which one can be picked' {
        foreach ($list in $check.Findings, $refused, $import.Files, $import.Files[0].ColumnMappings, $submission.Parts, $submission.ImportIds, $account.Missing, (Get-HsProperty contact lifecyclestage).Options) {
            @($list)[0] | Should -Not -BeNullOrEmpty
            $list[0] | Should -Be @($list)[0]
            $list[-1] | Should -Be @($list)[-1]
        }
    }

    It 'read well in a text' {
        "$($imports[2])" | Should -Be "3 'Nightly' FAILED"
        "$($refused[0])" | Should -Be 'line 2, Email: INVALID_EMAIL'
        "$($check.Findings[0])" | Should -Be 'line 2, Email: INVALID_EMAIL'
        "$check" | Should -BeLike '*faulty.csv: 4 of 4 rows have faults'
        "$($map[0])" | Should -Be 'Email → contact.email'
        "$($submission.Parts)" | Should -Be "1 Ended $($import.Id)"
        "$submission" | Should -Be "$($submission.SubmissionId) '$longName' SomeRefused"
        "$($import.Files)" | Should -BeLike 'faulty.*.csv (3 columns)'
        "$connection" | Should -Be "$($fake.BaseUri) (2026-03)"
        "$account" | Should -BeLike "account * at $($sandbox.BaseUri): *"
    }
}
