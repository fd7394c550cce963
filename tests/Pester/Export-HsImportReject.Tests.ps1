BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    Set-Utf8 "$TestDrive/faulty.csv" @(
        'Email,First Name,Close Date'
        'ada@example.com,Ada,1/31/2026'
        'ben(at)example.com,"Ben'
        'B",'
        ''
        'chen@example.com,Chen,31/31/2026'
        'dan(at)example.com,=Dan,'
    )
    $map = New-HsColumnMapping "$TestDrive/faulty.csv" -ObjectType contact
    $import = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Wait
    $clean = Start-HsImport (New-ContactFile "$TestDrive/clean.csv") -ColumnMapping (New-HsColumnMapping "$TestDrive/clean.csv" -ObjectType contact) -Wait
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Export-HsImportReject' -Tag Culture {
    It 'writes the rows that are not in, and why' {
        $import | Export-HsImportReject "$TestDrive/reject.csv" | Should -BeNullOrEmpty

        Get-Content "$TestDrive/reject.csv" | Should -Be 'Email,First Name,Close Date', 'ben(at)example.com,"Ben', 'B",', 'dan(at)example.com,=Dan,'
        $reasons = Import-Csv "$TestDrive/reject.reasons.csv"
        $reasons.Line | Should -Be 3, 7
        $reasons.Row | Should -Be 2, 4
        $reasons.Code | Select-Object -Unique | Should -Be 'INVALID_EMAIL'
        $reasons.Outcome | Select-Object -Unique | Should -Be 'NotIn'
    }

    It 'writes those of a workbook as CSV, with the rows of the sheet' {
        $book = New-Workbook "$TestDrive/book.xlsx" @(('Email', 'First Name'), ('fay@example.com', 'Fay'), $null, ('gus(at)example.com', 'Gus, "G"'))
        $sent = Start-HsImport $book -ColumnMapping (New-HsColumnMapping $book -ObjectType contact) -Wait

        $sent | Export-HsImportReject "$TestDrive/book.csv"
        [IO.File]::ReadAllBytes("$TestDrive/book.csv")[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        [IO.File]::ReadAllText("$TestDrive/book.csv") | Should -Be "Email,First Name`r`ngus(at)example.com,`"Gus, `"`"G`"`"`"`r`n"
        (Import-Csv "$TestDrive/book.reasons.csv").Line | Should -Be 4
        Assert-HsError (Get-ErrorOf { $sent | Export-HsImportReject "$TestDrive/reject.xlsx" }) 'HsRejectPathIsWorkbook' -Command ExportHsImportReject
    }

    It 'takes errors from the pipeline as the rows of their import' {
        $import | Get-HsImportError | Export-HsImportReject "$TestDrive/errors.csv"
        (Get-Content "$TestDrive/errors.csv").Count | Should -Be 4
    }

    It 'takes ids and the source by name, and passes the file on' {
        $file = Export-HsImportReject -Id $import.Id -SourcePath "$TestDrive/faulty.csv" -Path "$TestDrive/named.csv" -PassThru
        $file | Should -BeOfType [System.IO.FileInfo]
        $file.FullName | Should -Be (Get-Item "$TestDrive/named.csv").FullName
    }

    It 'completes the set when the file is mended and sent' {
        $import | Export-HsImportReject "$TestDrive/mend.csv"
        (Get-Content "$TestDrive/mend.csv" -Raw).Replace('(at)', '@') | Set-Content "$TestDrive/mended.csv" -NoNewline
        $rest = Start-HsImport "$TestDrive/mended.csv" -ColumnMapping $map -Wait
        $rest.Outcome | Should -Be 'AllIn'
        $rest.CreatedObjects | Should -Be 2
    }

    It 'never takes the path from the pipeline' {
        $parameter = (Get-Command Export-HsImportReject).Parameters['Path']
        $parameter.Attributes.Where({ $_ -is [System.Management.Automation.ParameterAttribute] }).ForEach({ $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }) | Should -Be $false
    }

    It 'writes no file where nothing was refused' {
        $clean | Export-HsImportReject "$TestDrive/none.csv" -PassThru | Should -BeNullOrEmpty
        "$TestDrive/none.csv" | Should -Not -Exist
    }

    It 'writes nothing with -WhatIf' {
        $import | Export-HsImportReject "$TestDrive/whatif.csv" -WhatIf
        "$TestDrive/whatif.csv" | Should -Not -Exist
    }

    It 'replaces a file only with -Force, and the source never' {
        Set-Utf8 "$TestDrive/there.csv" 'mine'
        Assert-HsError (Get-ErrorOf { $import | Export-HsImportReject "$TestDrive/there.csv" }) 'HsRejectFileExists' -Command ExportHsImportReject
        Assert-HsError (Get-ErrorOf { $import | Export-HsImportReject "$TestDrive/faulty.csv" -Force }) 'HsRejectPathIsSource' -Command ExportHsImportReject
        Get-Content "$TestDrive/there.csv" | Should -Be 'mine'

        $import | Export-HsImportReject "$TestDrive/there.csv" -Force
        Get-Content "$TestDrive/there.csv" -TotalCount 1 | Should -Be 'Email,First Name,Close Date'
    }

    It 'adds rows that are in without a value with -IncludeIncomplete, unless that creates records twice' {
        $import | Export-HsImportReject "$TestDrive/all.csv" -IncludeIncomplete
        Get-Content "$TestDrive/all.csv" | Should -Contain 'chen@example.com,Chen,31/31/2026'

        Set-Utf8 "$TestDrive/nameless.csv" 'First Name,Close Date', 'Cid,31/31/2026'
        $nameless = New-HsColumnMapping "$TestDrive/nameless.csv" -ObjectType contact | Start-HsImport "$TestDrive/nameless.csv" -Wait
        Assert-HsError (Get-ErrorOf { $nameless | Export-HsImportReject "$TestDrive/twice.csv" -IncludeIncomplete }) 'HsRowsWouldDouble' -Command ExportHsImportReject
        "$TestDrive/twice.csv" | Should -Not -Exist
    }

    It 'does nothing where nothing comes down the pipeline' {
        $problem = $null
        @() | Export-HsImportReject "$TestDrive/none.csv" -ErrorVariable problem
        $problem | Should -BeNullOrEmpty
        "$TestDrive/none.csv" | Should -Not -Exist
    }

    It 'says why imports are not parts of one file' {
        $again = Start-HsImport "$TestDrive/faulty.csv" -ColumnMapping $map -Wait
        Set-Utf8 "$TestDrive/narrow.csv" 'Email', 'bad'
        $narrow = New-HsColumnMapping "$TestDrive/narrow.csv" contact | Start-HsImport "$TestDrive/narrow.csv" -Wait
        $errors = Get-ErrorOf { Export-HsImportReject "$TestDrive/x.csv" -Id $import.Id, $again.Id -SourcePath "$TestDrive/faulty.csv" }
        Assert-HsError $errors 'HsNotParts' -Command ExportHsImportReject
        $errors.TargetObject.Id | Should -Be $import.Id, $again.Id
        $errors = Get-ErrorOf { Export-HsImportReject "$TestDrive/x.csv" -Id $import.Id, $narrow.Id -SourcePath "$TestDrive/faulty.csv" }
        Assert-HsError $errors 'HsOtherColumns' -Command ExportHsImportReject
        $errors.TargetObject.Id | Should -Be $narrow.Id
        "$TestDrive/x.csv" | Should -Not -Exist
    }

    It 'is HsSeveralFiles for an import of several, HsSourceAmbiguous for a file with the columns of both; of one by its name, it has the rows that their content proves' {
        Set-Utf8 "$TestDrive/north.csv" 'Email,First Name', 'bad,Ann'
        Set-Utf8 "$TestDrive/south.csv" 'Email,First Name', 'worse,Ben'
        $both = 'north', 'south' | ForEach-Object { New-HsImportFile "$TestDrive/$_.csv" -ColumnMapping (New-HsColumnMapping "$TestDrive/$_.csv" contact) } | Start-HsImport -Wait
        Assert-HsError (Get-ErrorOf { $both | Export-HsImportReject "$TestDrive/x.csv" }) 'HsSeveralFiles' -Command ExportHsImportReject
        Copy-Item "$TestDrive/south.csv" "$TestDrive/elsewhere.csv"
        $errors = Get-ErrorOf { Export-HsImportReject "$TestDrive/x.csv" -Id $both.Id -SourcePath "$TestDrive/elsewhere.csv" }
        Assert-HsError $errors 'HsSourceAmbiguous' -Command ExportHsImportReject
        $errors.TargetObject | Should -BeLike '*elsewhere.csv'
        "$TestDrive/x.csv" | Should -Not -Exist
        Export-HsImportReject "$TestDrive/of-south.csv" -Id $both.Id -SourcePath "$TestDrive/south.csv"
        Get-Content "$TestDrive/of-south.csv" | Should -Be 'Email,First Name', 'worse,Ben'
    }

    It 'asks with -Confirm, and takes a journal of another folder' {
        $import | Export-HsImportReject "$TestDrive/asked.csv" -Confirm:$false -JournalPath "$TestDrive/other-journal"
        "$TestDrive/asked.csv" | Should -Exist
        $shell = Start-Shell "Export-HsImportReject '$TestDrive/unasked.csv' -Id $($import.Id) -SourcePath '$TestDrive/faulty.csv' -Connection `$Connection -Confirm" (Connect-HsAccount $Token -BaseUri $sandbox.BaseUri -PassThru)
        $shell.Shell.EndInvoke($shell.Running) | Should -BeNullOrEmpty
        "$TestDrive/unasked.csv" | Should -Not -Exist -Because 'nobody is there to answer'
    }

    It 'says what it lacks' {
        Assert-HsError (Get-ErrorOf { Get-HsImport $import.Id | Export-HsImportReject "$TestDrive/x.csv" }) 'HsSourcePathMissing' -Command ExportHsImportReject
        Assert-HsError (Get-ErrorOf { $import, $clean | Export-HsImportReject "$TestDrive/x.csv" }) 'HsSeveralSources' -Command ExportHsImportReject
        Assert-HsError (Get-ErrorOf { $import | Export-HsImportReject "$TestDrive/x.csv" -SourcePath "$TestDrive/clean.csv" }) 'HsSourceMismatch' -Command ExportHsImportReject
        Assert-HsError (Get-ErrorOf { Export-HsImportReject "$TestDrive/x.csv" -Id 999999 -SourcePath "$TestDrive/faulty.csv" }) 'HsImportNotFound' -Command ExportHsImportReject
        "$TestDrive/x.csv" | Should -Not -Exist
    }
}
