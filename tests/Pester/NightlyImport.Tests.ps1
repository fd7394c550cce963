BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $sandbox = Connect-Sandbox
    $script = "$Root/samples/NightlyImport.ps1"
    $program = (Get-Process -Id $PID).Path

    function Start-Night ([string] $File, [string] $Mapping = 'contacts', $At = $sandbox, [string] $AccessToken = $Token, [hashtable] $Option = @{}) {
        $folder = "$(Split-Path -Path $File)/runs"
        $null = New-Item -ItemType Directory -Path $folder -Force
        $wanted = @{
            HUBSPOT_ACCESS_TOKEN = $AccessToken
            HUBSPOT_BASE_URI     = $At.BaseUri
            PSModulePath         = "$Root/out$([IO.Path]::PathSeparator)$env:PSModulePath"
        }
        $before = @{}
        try {
            foreach ($variable in $wanted.Keys) {
                $before[$variable] = [Environment]::GetEnvironmentVariable($variable)
                [Environment]::SetEnvironmentVariable($variable, $wanted[$variable])
            }
            $options = $Option.GetEnumerator() | ForEach-Object { "-$($_.Key)", "$($_.Value)" }
            $process = Start-Process -FilePath $program -PassThru -RedirectStandardOutput "$folder/out" -RedirectStandardError "$folder/err" -ArgumentList (
                @('-NoProfile', '-NonInteractive', '-File', "`"$script`"", '-Path', "`"$File`"", '-MappingPath', "`"$TestDrive/$Mapping.json`"", '-Folder', "`"$folder`"") + $options)
        }
        finally { $before.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) } }
        $null = $process.Handle   # Windows PowerShell forgets the exit code without it.
        $process
    }

    # Runs it to its end and gives the exit code.
    function Invoke-Night {
        $process = Start-Night @args
        $process.WaitForExit()
        $process.ExitCode
    }

    # A folder of its own for a file, so that what a run wrote is its own.
    function New-Night ([string] $Name) { (New-Item -ItemType Directory -Path "$TestDrive/$Name").FullName }

    function Get-Log ([string] $File) { (Get-ChildItem -Path "$(Split-Path -Path $File)/runs/*.log" | Sort-Object -Property LastWriteTime | Get-Content) -join "`n" }

    function Get-Written ([string] $File, [string] $Kind) { Get-ChildItem -Path "$(Split-Path -Path $File)/runs/*.$Kind.csv" }

    $csv = New-ContactFile -Path "$TestDrive/contacts.csv"
    New-HsColumnMapping -Path $csv -ObjectType contact | ConvertTo-Json | Set-Content "$TestDrive/contacts.json"

    # Nothing says which record a row is, so that a second send doubles it.
    @(
        @{ ColumnName = 'Email'; Ignored = $true }
        @{ ColumnName = 'First Name'; ObjectType = 'contact'; PropertyName = 'firstname' }
        @{ ColumnName = 'Last Name'; ObjectType = 'contact'; PropertyName = 'lastname' }
    ) | ConvertTo-Json | Set-Content "$TestDrive/names.json"
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'NightlyImport.ps1' {
    It 'ends with 0 when all rows are in, and says so in its log' {
        $file = New-ContactFile -Path "$(New-Night all)/all.csv" -Count 20
        Invoke-Night $file | Should -Be 0

        @(Get-SandboxLedger $sandbox all).Count | Should -Be 20
        $log = Get-Log $file
        $log | Should -BeLike "*$((Get-SubmissionOf $file).SubmissionId) 'all' AllIn: 20 rows*"
        $log | Should -BeLike '*exit code 0.'
        $log -split "`n" | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (info|warning|error) '
        $log | Should -Not -Match $Token
        Get-Written $file * | Should -BeNullOrEmpty
    }

    It 'ends with 2 when rows are held back or refused, and both are files to mend and send' {
        $file = "$(New-Night some)/some.csv"
        Set-Utf8 $file 'Email,First Name,Last Name', 'ada@some.example.com,Ada,Ames', 'not an address,Ben,Okoro', 'chen@some.example.com,Chen,Wei'
        Add-SandboxFault $sandbox @{ on = 'row'; do = 'refuse'; nth = 2; times = 1; value = 'INVALID_EMAIL'; name = 'some' }
        try { Invoke-Night $file | Should -Be 2 }
        finally { Clear-SandboxFault $sandbox }

        (Get-Content (Get-Written $file held-back)) | Should -Be 'Email,First Name,Last Name', 'not an address,Ben,Okoro'
        (Get-Content (Get-Written $file refused)) | Should -Be 'Email,First Name,Last Name', 'chen@some.example.com,Chen,Wei'
        (Import-Csv (Get-Written $file errors)).ErrorType | Should -Be 'INVALID_EMAIL'
        (Import-Csv (Get-Written $file refused.reasons)).Line | Should -Be '4'
    }

    It 'ends with 1 when <what>, and the log says what to do' -ForEach @(
        @{ what = 'the token is refused'; option = @{ AccessToken = 'refused' }; id = 'HsUnauthorized' }
        @{ what = 'the mapping is missing'; option = @{ Mapping = 'none' }; id = 'HsFileNotFound' }
        @{ what = 'there is no token'; option = @{ AccessToken = '' }; id = 'HsTokenSourceFailed' }
    ) {
        $strict = Start-Sandbox -Option '--fast', '--token', $Token
        try {
            $file = New-ContactFile -Path "$(New-Night $what)/failed.csv"
            Invoke-Night $file -At $strict @option | Should -Be 1
            Get-SandboxImport $strict | Should -BeNullOrEmpty
        }
        finally { Stop-Sandbox $strict }

        Get-Log $file | Should -BeLike "* error   $id*: *"
        Get-Log $file | Should -BeLike '*exit code 1.'
    }

    Context 'killed, and started again by its schedule' {
        # Beyond the limits of a socket's buffers, so that a server which does not read holds it.
        BeforeAll {
            function New-LongFile ([string] $Path) {
                Set-Utf8 $Path (@('Email,First Name,Last Name') + (1..400 | ForEach-Object { "long$_@$([IO.Path]::GetFileNameWithoutExtension($Path)).example.com,$('x' * 60000),Family$_ $([IO.Path]::GetFileName($Path))" }))
                $Path
            }
        }

        AfterEach { Clear-SandboxFault $sandbox }

        It 'ends right <when>' -Tag Slow -ForEach @(
            @{ when = 'before anything is sent'; fault = @{ on = 'properties'; do = 'hang' }; state = $null; imports = 0 }
            @{ when = 'while the file goes up'; fault = @{ on = 'start'; do = 'hang' }; state = 'Unsent'; imports = 0 }
            @{ when = 'while the answer is on its way'; fault = @{ on = 'start'; do = 'hang'; when = 'after' }; state = 'Undecided'; imports = 1 }
            @{ when = 'while HubSpot is at work'; fault = @{ on = 'get'; do = 'hang'; times = 0 }; state = 'Taken'; imports = 1 }
        ) {
            $name = $when -replace ' ', '-'
            $file = New-LongFile "$(New-Night $name)/$name.csv"
            Add-SandboxFault $sandbox $fault
            $first = Start-Night $file names
            Wait-Until {
                if ($first.HasExited) { throw "It has ended by itself, with $($first.ExitCode)." }
                $part = (Get-SubmissionOf $file).Parts
                $reached = if ($state) { $part.State -eq $state -and $part.Attempts -eq 1 } else { Get-FaultHit $sandbox hang }
                $reached -and @(Get-SandboxImport $sandbox | Where-Object importName -like "$name*").Count -eq $imports
            }
            $first.Kill()
            $first.WaitForExit()
            "$((Get-SubmissionOf $file).Parts.State)" | Should -Be "$state"
            Clear-SandboxFault $sandbox

            Invoke-Night $file names | Should -Be 0

            @(Get-SandboxLedger $sandbox $name).Count | Should -Be 400
            @(Get-SandboxImport $sandbox | Where-Object importName -like "$name*").Count | Should -Be 1
            $now = Get-SubmissionOf $file | Select-Object -Last 1
            $now.Outcome | Should -Be 'AllIn'
            $now.IsOpen | Should -BeFalse
        }

        It 'writes what was refused, when it was killed behind the import' {
            $file = "$(New-Night behind)/behind.csv"
            Set-Utf8 $file 'Email,First Name,Last Name', ',Ada,Ames', ',Ben,Okoro'
            Add-SandboxFault $sandbox @{ on = 'row'; do = 'refuse'; nth = 2; times = 1; value = 'INVALID_EMAIL'; name = 'behind' }
            Add-SandboxFault $sandbox @{ on = 'errors'; do = 'hang' }
            $first = Start-Night $file names
            Wait-Until { $first.HasExited -or (Get-FaultHit $sandbox hang) }
            $first.Kill()
            $first.WaitForExit()
            (Get-SubmissionOf $file).IsOpen | Should -BeFalse
            Clear-SandboxFault $sandbox

            Invoke-Night $file names | Should -Be 2

            Get-Log $file | Should -BeLike '* error   HsAlreadySent: *'
            Get-Content (Get-Written $file refused) | Should -Be 'Email,First Name,Last Name', ',Ben,Okoro'
            @(Get-SandboxLedger $sandbox behind).Count | Should -Be 2
        }

        # HubSpot's limit of rows makes two parts.
        It 'ends right while it waits between parts' -Tag Slow {
            $file = New-TwoPartFile "$(New-Night parts)/parts.csv"
            $first = Start-Night $file
            Wait-Until { $first.HasExited -or "$((Get-SubmissionOf $file).Parts.State)" -eq 'Taken Unsent' }
            $first.Kill()
            $first.WaitForExit()
            "$((Get-SubmissionOf $file).Parts.State)" | Should -Be 'Taken Unsent'

            Invoke-Night $file | Should -Be 0

            $submission = Get-SubmissionOf $file
            $submission.Outcome | Should -Be 'AllIn'
            $imports = Get-SandboxImport $sandbox | Where-Object importName -like 'parts*'
            $imports.id | Sort-Object | Should -Be ($submission.ImportIds | Sort-Object)
            ($imports | ForEach-Object { $_.metadata.counters.CREATED_OBJECTS } | Measure-Object -Sum).Sum | Should -Be 1049000   # all rows of the file, each once
        }
    }

    It 'ends with 3 while nobody knows whether HubSpot took the rows, and with 0 when the import shows' {
        $file = New-ContactFile -Path "$(New-Night lost)/lost.csv" -Count 5
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
        Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'lost' }
        try { Invoke-Night $file names -Option @{ SettlingTime = '00:00:01' } | Should -Be 3 }
        finally { Clear-SandboxFault $sandbox }
        $submission = Get-SubmissionOf $file
        $submission.Outcome | Should -Be 'Undecided'
        Get-Log $file | Should -BeLike "* error   HsSubmissionUndecided: *Resume-HsImport $($submission.SubmissionId) -AdoptImportId*"

        Invoke-Night $file names | Should -Be 0
        @(Get-SandboxLedger $sandbox lost).Count | Should -Be 5
        (Get-SubmissionOf $file).SubmissionId | Should -Be $submission.SubmissionId
    }

    It 'ends with 1 at its time limit, and the next run waits on' {
        $slow = Start-Sandbox -Option '--delay', '600000'
        try {
            $file = New-ContactFile -Path "$(New-Night late)/late.csv"
            Invoke-Night $file -At $slow -Option @{ TimeoutSec = 1 } | Should -Be 1
            Get-Log $file | Should -BeLike '* error   HsImportWaitTimedOut: *'
            Add-SandboxFault $slow @{ on = 'get'; do = 'state'; value = 'DONE' }
            Invoke-Night $file -At $slow | Should -Be 0
            @(Get-SandboxImport $slow).Count | Should -Be 1
        }
        finally { Stop-Sandbox $slow }
    }

    It 'ends with 3 while an earlier night is undecided whose file is another now, though all rows of this night are in' -Tag Slow {
        $file = New-ContactFile -Path "$(New-Night before)/before.csv" -Domain first.example.com
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
        Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'before' }
        try { Invoke-Night $file names -Option @{ SettlingTime = '00:00:01' } | Should -Be 3 }
        finally { Clear-SandboxFault $sandbox }
        $open = Get-SubmissionOf $file

        $null = New-ContactFile -Path $file -Count 7
        Invoke-Night $file names | Should -Be 3
        (Get-SubmissionOf $file | Where-Object SubmissionId -ne $open.SubmissionId).Outcome | Should -Be 'AllIn'
        Get-Log $file | Should -BeLike "* warning *Get-HsSubmission $($open.SubmissionId) | Format-List*"

        $null = Resume-HsImport $open.SubmissionId -Wait
        Invoke-Night (New-ContactFile -Path $file -Count 8) names | Should -Be 0
    }

    It 'sees the end of an earlier night that ran out of time, whose file is another now' -Tag Slow {
        $slow = Start-Sandbox -Option '--delay', '600000'
        try {
            $file = New-ContactFile -Path "$(New-Night slow)/slow.csv"
            Invoke-Night $file -At $slow -Option @{ TimeoutSec = 1 } | Should -Be 1
            Add-SandboxFault $slow @{ on = 'get'; do = 'state'; value = 'DONE' }
            Invoke-Night (New-ContactFile -Path $file -Count 9) -At $slow | Should -Be 0
            (Get-SubmissionOf $file).Outcome | Should -Be 'AllIn', 'AllIn'
            Get-HsSubmission -Open | Where-Object SourcePath -eq $file | Should -BeNullOrEmpty
        }
        finally { Stop-Sandbox $slow }
    }

    It 'forgets what came to its end, and nothing else, after -KeepDays' {
        $file = New-ContactFile -Path "$(New-Night kept)/kept.csv"
        Invoke-Night $file | Should -Be 0
        Get-SubmissionOf $file | Should -Not -BeNullOrEmpty

        $open = New-ContactFile -Path "$(New-Night open)/open.csv" -Count 6
        Add-SandboxFault $sandbox @{ on = 'start'; do = 'drop'; when = 'after' }
        Add-SandboxFault $sandbox @{ on = 'list'; do = 'hide'; name = 'open' }
        try { $null = Start-HsImport $open -MappingPath "$TestDrive/names.json" -SettlingTime 0 -ErrorAction SilentlyContinue }
        finally { Clear-SandboxFault $sandbox }

        $other = New-ContactFile -Path "$(New-Night other)/other.csv"
        Invoke-Night $other -Option @{ KeepDays = 0 } | Should -Be 0
        Get-SubmissionOf $file | Should -BeNullOrEmpty
        (Get-SubmissionOf $open).IsOpen | Should -BeTrue
    }
}
