# What a host gets to show: bars in a hosted PowerShell, which end however the command ends, and nothing where nobody wants any.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    # An import stays at work long enough to be seen.
    $sandbox = Connect-Sandbox -Option '--fast', '--delay', '1500'
    $connection = Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri -PassThru

    # The bars of a shell by their activity: each ended, and ended once.
    function Assert-BarsEnded ($Shell, [string[]] $Activity) {
        $records = @($Shell.Streams.Progress | Where-Object { $_.Activity -notlike 'Preparing modules*' })
        $records.Activity | Should -Not -BeNullOrEmpty
        foreach ($one in $Activity) { $records.Activity | Where-Object { $_ -like $one } | Should -Not -BeNullOrEmpty -Because "$one is shown" }
        foreach ($bar in $records | Group-Object -Property Activity) {
            $bar.Group[-1].RecordType | Should -Be 'Completed' -Because "$($bar.Name) ends"
            for ($i = 0; $i -lt $bar.Count; $i++) {
                if ($i -eq 0 -or $bar.Group[$i - 1].RecordType -eq 'Completed') { $bar.Group[$i].RecordType | Should -Be 'Processing' -Because "$($bar.Name) is shown before it ends, and ends once" }
            }
        }
    }

    function Wait-Bar ($Running, [string] $Activity) { Wait-Until { @($Running.Shell.Streams.Progress | Where-Object { $_.Activity -like $Activity }).Count -gt 0 } }

    function Complete-Shell ($Running) {
        $null = $Running.Shell.EndInvoke($Running.Running)
        "$($Running.Shell.Streams.Error)" | Should -BeNullOrEmpty
    }
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'Progress' {
    BeforeEach {
        # Other contacts each time, in another place: what is sent again is refused.
        $running = $null
        $name = [guid]::NewGuid().ToString('n')
        $null = New-Item -ItemType Directory "$TestDrive/$name"
        $csv, $other = 'contacts', 'others' | ForEach-Object { New-ContactFile "$TestDrive/$name/$_.csv" -Domain "$_.$name.com" }
        $map = "`$map = New-HsColumnMapping '$csv' -ObjectType contact -Connection `$Connection; "
        $start = "Start-HsImport '$csv' -ColumnMapping `$map -Connection `$Connection"
    }

    AfterEach { if ($running) { $running.Shell.Dispose() } }

    It 'is one bar with its parts, and ends with the import' {
        $running = Start-Shell -Connection $connection -Script "$map$start -Wait"
        Complete-Shell $running
        Assert-BarsEnded $running.Shell 'Importing contacts.csv', 'HubSpot at work'
        $whole, $work = 'Importing contacts.csv', 'HubSpot at work' | ForEach-Object { $running.Shell.Streams.Progress | Where-Object Activity -Like $_ | Select-Object -First 1 }
        $work.ParentActivityId | Should -Be $whole.ActivityId
        $whole.ParentActivityId | Should -Be -1
    }

    It 'ends with an error' {
        $running = Start-Shell -Connection $connection -Script "${map}Wait-HsImport -Id ($start).Id -TimeoutSec 1 -Connection `$Connection -ErrorAction Stop"
        { $running.Shell.EndInvoke($running.Running) } | Should -Throw
        Assert-BarsEnded $running.Shell 'Waiting for imports', 'HubSpot at work'
    }

    It 'ends with Ctrl+C' {
        $running = Start-Shell -Connection $connection -Script "$map$start -Wait"
        Wait-Bar $running 'HubSpot at work'
        Stop-Shell $running
        Assert-BarsEnded $running.Shell 'Importing contacts.csv', 'HubSpot at work'
    }

    It 'ends when a later command has enough' {
        $script = "$map`$ids = (Get-Item '$csv', '$other' | Start-HsImport -ColumnMapping `$map -Connection `$Connection).Id; Wait-HsImport -Id `$ids -Connection `$Connection | Select-Object -First 1 | Out-Null; 'after: ' + `$?"
        $running = Start-Shell -Connection $connection -Script $script
        Complete-Shell $running
        Assert-BarsEnded $running.Shell 'Waiting for imports', 'HubSpot at work: import *'
    }

    It 'ends when a later command throws' {
        $running = Start-Shell -Connection $connection -Script "$map$start | Wait-HsImport -Connection `$Connection | ForEach-Object { throw 'enough' }"
        { $running.Shell.EndInvoke($running.Running) } | Should -Throw '*enough*'
        Assert-BarsEnded $running.Shell 'Waiting for imports'
    }

    It 'is silent under <name>' -ForEach @(
        @{ name = '$ProgressPreference'; before = "`$ProgressPreference = 'SilentlyContinue'; "; after = '' }
        @{ name = '-ProgressAction'; before = ''; after = ' -ProgressAction SilentlyContinue' }
    ) {
        if ($after -and $PSVersionTable.PSVersion.Major -lt 7) { Set-ItResult -Skipped -Because 'Windows PowerShell has no such parameter'; return }
        $running = Start-Shell -Connection $connection -Script "$before$map$start -Wait$after"
        Complete-Shell $running
        $running.Shell.Streams.Progress | Where-Object { $_.Activity -notlike 'Preparing modules*' } | Should -BeNullOrEmpty
    }

    # In a terminal, because a shell whose output is captured draws nothing anyway. What asks a terminal where its cursor is, nobody answers here.
    It '<does> in a terminal that was opened <how>' -ForEach @(
        @{ how = 'by a person'; does = 'draws'; arguments = ''; draws = $true }
        @{ how = 'with -NonInteractive'; does = 'draws nothing'; arguments = '-OutputFormat Text -NonI'; draws = $false }
        @{ how = 'for a script that has such a parameter'; does = 'draws'; arguments = ''; behind = '-NonInteractive'; draws = $true }
    ) {
        if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no script(1), which opens one'; return }
        Set-Utf8 "$TestDrive/$name/run.ps1" 'param([switch] $NonInteractive)', "Import-Module '$(Get-ModuleManifest)'; `$Connection = Connect-HsAccount -AccessToken $Token -BaseUri $($sandbox.BaseUri) -PassThru; $map($start -Wait).State"
        $shown = script -qec "stty cols 120; TERM=xterm '$((Get-Process -Id $PID).Path)' -NoProfile $arguments -File '$TestDrive/$name/run.ps1' $behind </dev/null" /dev/null | Out-String
        $shown | Should -Match 'DONE'
        if ($draws) { $shown | Should -Match 'HubSpot at work' } else { $shown | Should -Not -Match 'HubSpot at work|Importing|Checking|Sending' }
    }
}
