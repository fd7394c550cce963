<#
.SYNOPSIS
Sends three million rows through Start-HsImport into the sandbox, and counts in the sandbox's ledger what became of each.
.DESCRIPTION
Makes a file of contacts without identifiers that could hide a double, with faulty rows at known places and line breaks in quotes. HubSpot's
own limits make three parts of it. Every row must be in the ledger exactly once, and every refused row be reported with its line in the
file. Needs a built module and sandbox (dotnet build) and about 2 GB of room for temporary files; takes some minutes.
.EXAMPLE
pwsh -NoProfile -File tests/Start-ThreeMillionRows.ps1
#>
[CmdletBinding()]
param(
    # How many rows.
    [int] $Row = 3000000,

    # Where the faulty rows stand.
    [int] $FaultEvery = 99991
)

. "$PSScriptRoot/Pester/common.ps1"
$ErrorActionPreference = 'Stop'

# Writes the file; every 1,000th row holds a line break. Gives the lines of the faulty rows.
function New-ContactFile ([string] $Path, [int] $Row, [int] $FaultEvery) {
    $faulty = [System.Collections.Generic.List[long]]::new()
    $writer = [IO.StreamWriter]::new($Path)
    try {
        $writer.Write("First Name,Last Name,Close Date,Lead Status,Notes`r`n")
        $line = 2L
        for ($number = 1; $number -le $Row; $number++) {
            $date = '02/28/2026'
            if ($number % $FaultEvery -eq 0) { $date = '02/30/2026'; $faulty.Add($line) }
            if ($number % 1000 -eq 0) { $note = "`"two`r`nlines`""; $line++ } else { $note = 'as agreed by telephone' }
            $writer.Write("Ada$number,Lovelace,$date,NEW,$note`r`n")
            $line++
        }
    }
    finally { $writer.Dispose() }
    , $faulty
}

# Counts the entries of one import: each row of its part exactly once as a record, and the values that were dropped.
function Measure-Ledger ([string] $BaseUri, $Import) {
    $seen = [Collections.BitArray]::new([int]$Import.SourceRows + 1)
    $result = [pscustomobject]@{ Records = 0; Twice = 0; Dropped = 0 }
    $client = [Net.Http.HttpClient]::new()
    $client.DefaultRequestHeaders.Add('X-HubSpot-Sandbox', '1')
    $client.DefaultRequestHeaders.Add('Authorization', "Bearer $Token")
    $reader = [IO.StreamReader]::new($client.GetStreamAsync([uri]::new([uri]$BaseUri, "/sandbox/ledger?import=$($Import.Id)")).GetAwaiter().GetResult())
    try {
        while ($null -ne ($entry = $reader.ReadLine())) {
            if ($entry.Contains('"valueDropped"')) { $result.Dropped++; continue }
            $start = $entry.IndexOf('"record":') + 9
            $number = [int]$entry.Substring($start, $entry.IndexOfAny(@([char]',', [char]'}'), $start) - $start)
            if ($seen[$number]) { $result.Twice++ }
            $seen[$number] = $true
            $result.Records++
        }
    }
    finally { $reader.Dispose(); $client.Dispose() }
    $result
}

$file = [IO.Path]::Combine([IO.Path]::GetTempPath(), "contacts-$([guid]::NewGuid().ToString('n')).csv")
$database = "$file.db"
$sandbox = Connect-Sandbox -Option '--fast', '--database', "`"$database`""
try {
    $faulty = New-ContactFile -Path $file -Row $Row -FaultEvery $FaultEvery
    "$Row rows, $('{0:N0}' -f (Get-Item $file).Length) bytes, $($faulty.Count) with a fault."

    $map = New-HsColumnMapping -Path $file -ObjectType contact -Map @{ Notes = 'message' }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $imports = @(Start-HsImport -Path $file -ColumnMapping $map -ImportOperation Create -Name 'Three million' -Wait)
    "$($imports.Count) parts in $([int]$clock.Elapsed.TotalSeconds) s: $(($imports | ForEach-Object { "$($_.SourceRows) rows $($_.State)" }) -join ', ')."

    $counts = @($imports | ForEach-Object { Measure-Ledger -BaseUri $sandbox.BaseUri -Import $_ })
    $records = ($counts | Measure-Object -Property Records -Sum).Sum
    $twice = ($counts | Measure-Object -Property Twice -Sum).Sum
    $reported = @($imports | Get-HsImportError | ForEach-Object { $_.Line })
    "The ledger has $records rows, $twice of them more than once. $($reported.Count) errors are reported, at the lines $($reported -join ', ')."

    $failures = @(
        if ($imports.Count -ne [math]::Ceiling($Row / 1048575)) { 'There are not as many parts as HubSpot''s limit makes.' }
        if (@($imports | Where-Object State -NE DONE)) { 'Not every part is DONE.' }
        if ($records -ne $Row -or $twice -ne 0) { 'Not every row is in the ledger exactly once.' }
        if (Compare-Object $faulty $reported) { "The reported lines are not those of the faulty rows: $($faulty -join ', ')." }
    )
}
finally {
    Stop-Sandbox $sandbox
    Remove-Item -Path $file, "$database*" -ErrorAction Ignore
}

$failures
if ($failures) { exit 1 }
'Every row is in exactly once.'
