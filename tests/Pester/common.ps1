# What the files of the suite share: the staged module, a sandbox in a process of its own, a server that misbehaves, and looks at errors.
# Dot-source it in BeforeAll.

$Root = Split-Path -Path (Split-Path -Path $PSScriptRoot)
$Token = 'pat-test-0123456789'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$ErrorActionPreference = 'Continue'

function Get-ModuleManifest {
    $manifest = Get-ChildItem -Path "$Root/out/HubSpotImports/*/HubSpotImports.psd1" |
        Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
    if (-not $manifest) { throw 'The module is not built. Run: dotnet build' }
    $manifest.FullName
}

# Imports the module as it is built, and hides a real account that the session may have, and what the module remembers of real accounts.
function Import-TestModule {
    $env:HUBSPOT_ACCESS_TOKEN = $null
    $env:HUBSPOT_BASE_URI = $null
    $folder = if ($TestDrive) { "$TestDrive" } else { [IO.Path]::GetTempPath() }
    $env:HUBSPOT_JOURNAL_PATH = "$folder/hubspot-remembered"
    Import-Module -Name (Get-ModuleManifest) -Force -Global
    Disconnect-HsAccount
}

# Starts the sandbox on a free port of this machine and waits until it says where it listens. All it writes is in one folder.
function Start-Sandbox ([string[]] $Option = '--fast') {
    $program = Get-ChildItem -Path "$Root/src/HubSpotImports.Sandbox/bin/*/net10.0/HubSpotImports.Sandbox.dll" |
        Sort-Object -Property LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'The sandbox is not built. Run: dotnet build' }
    $folder = (New-Item -ItemType Directory -Path ([IO.Path]::GetTempPath()) -Name "hubspot-sandbox-$([guid]::NewGuid().ToString('n'))").FullName
    $variable = if ($env:OS -eq 'Windows_NT') { 'TMP' } else { 'TMPDIR' }
    $before = [Environment]::GetEnvironmentVariable($variable)
    try {
        [Environment]::SetEnvironmentVariable($variable, $folder)
        $process = Start-Process -FilePath dotnet -PassThru -RedirectStandardOutput "$folder/log" -RedirectStandardError "$folder/errors" `
            -ArgumentList (@("`"$($program.FullName)`"", '--urls', 'http://127.0.0.1:0') + $Option)
    }
    finally { [Environment]::SetEnvironmentVariable($variable, $before) }
    $null = $process.Handle   # Windows PowerShell forgets the process without it.

    while (-not $process.HasExited) {
        if ((Get-Content -Path "$folder/log" -Raw) -match 'sandbox on (http://\S+)') {
            return [pscustomobject]@{ Process = $process; BaseUri = $Matches[1]; Log = "$folder/log"; Folder = $folder }
        }
        Start-Sleep -Milliseconds 50
    }
    throw "The sandbox did not start: $(Get-Content -Path "$folder/errors" -Raw)"
}

function Stop-Sandbox ($Sandbox) {
    if (-not $Sandbox) { return }
    if (-not $Sandbox.Process.HasExited) { $Sandbox.Process.Kill() }
    $Sandbox.Process.WaitForExit()
    Remove-Item -Path $Sandbox.Folder -Recurse -Force -ErrorAction Ignore
}

# What a file's tests begin with: the module, a sandbox, and the session connected to it.
function Connect-Sandbox ([string[]] $Option = '--fast') {
    Import-TestModule
    $sandbox = Start-Sandbox -Option $Option
    Connect-HsAccount -AccessToken $Token -BaseUri $sandbox.BaseUri
    $sandbox
}

# How many requests that change something reached the sandbox.
function Get-PostCount ($Sandbox) {
    @(Get-Content -Path $Sandbox.Log | Where-Object { $_ -like 'POST /crm/*' }).Count
}

# Asks the sandbox itself, not through the module.
function Get-SandboxImport ($Sandbox) {
    $headers = @{ Authorization = "Bearer $Token" }
    (Invoke-RestMethod -Uri "$($Sandbox.BaseUri)crm/imports/2026-03?limit=100" -Headers $headers).results
}

# What is the sandbox's own, HubSpot has not.
function Invoke-Sandbox ($Sandbox, [string] $Path, [string] $Method = 'Get', $Body) {
    $content = @{}
    if ($null -ne $Body) { $content = @{ Body = $Body | ConvertTo-Json; ContentType = 'application/json' } }
    Invoke-RestMethod -Uri "$($Sandbox.BaseUri)sandbox/$Path" -Method $Method -Headers @{ Authorization = "Bearer $Token"; 'X-HubSpot-Sandbox' = '1' } @content
}

# Something that goes wrong, as the sandbox's README has it.
function Add-SandboxFault ($Sandbox, [hashtable] $Fault) { $null = Invoke-Sandbox $Sandbox faults Post $Fault }

function Clear-SandboxFault ($Sandbox) { $null = Invoke-Sandbox $Sandbox faults Delete }

# How often a fault has come to pass.
function Get-FaultHit ($Sandbox, [string] $Do) {
    Invoke-Sandbox $Sandbox faults | ForEach-Object { $_ } | Where-Object { $_.fault.do -eq $Do } | ForEach-Object { $_.hits }
}

# What each row did that was sent under a name, in all imports of that name.
function Get-SandboxLedger ($Sandbox, [string] $Name) {
    foreach ($import in Get-SandboxImport $Sandbox | Where-Object { $_.importName -eq $Name -or $_.importName -like "$Name #*" -or $_.importName -like "$Name (*" }) {
        (Invoke-Sandbox $Sandbox "ledger?import=$($import.id)") -split "`n" | Where-Object { $_ } | ConvertFrom-Json
    }
}

function Get-SubmissionOf ([string] $Path) { Get-HsSubmission | Where-Object SourcePath -eq $Path }

# The commands with a name that the advice of an error has, as they are to be pasted.
function Get-AdvisedCommand ($Record, [string] $Name) {
    $commands = [regex]::Matches($Record.ErrorDetails.RecommendedAction, "\b$Name( -\w+| [a-z2-7]{10}\b| \d+| <its id>)*").Value
    $commands | Should -Not -BeNullOrEmpty -Because "'$($Record.ErrorDetails.RecommendedAction)' names it"
    $commands
}

# The errors of a script, terminating or not, in their order.
function Get-ErrorOf ([scriptblock] $Script) {
    try { & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } }
    catch { $_ }
}

# Asserts which errors came, and that each says everything that an error of this module says, also at the prompt.
function Assert-HsError ($Record, [string[]] $Id, [string] $Command, [string] $Cause) {
    $found = @($Record | ForEach-Object { $_.FullyQualifiedErrorId })
    $found | Should -Be @($Id | ForEach-Object { "$_,HubSpotImports.Commands.${Command}Command" })
    foreach ($one in $Record) {
        $because = "of $($one.FullyQualifiedErrorId)"
        $one.Exception.GetType().FullName | Should -Be 'HubSpotImports.HsException' -Because $because
        $one.Exception.Id | Should -Be $one.FullyQualifiedErrorId.Split(',')[0]
        $one.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty -Because $because
        $one.ErrorDetails.RecommendedAction | Should -Be $one.Exception.RecommendedAction
        $one.CategoryInfo.Category | Should -Not -Be 'NotSpecified' -Because $because
        "$($one.CategoryInfo.Category)" | Should -Be "$($one.Exception.Category)"
        [object]::ReferenceEquals($one.TargetObject, $one.Exception.Target) | Should -BeTrue -Because "$because the target is what failed"
        if ($Cause) { $one.Exception.InnerException.Id | Should -Be $Cause -Because $because }
        ($one | Format-List -Property * -Force | Out-String -Width 4000) | Should -Not -Match $Token
        if ($PSVersionTable.PSVersion.Major -ge 7) {
            ($one | Out-String -Width 4000) -replace '[\s|]' | Should -BeLike "*$([wildcardpattern]::Escape(($one.ErrorDetails.RecommendedAction -replace '[\s|]')))*" -Because $because
        }
    }
    Save-AssertedId (@($Id) + $Cause)
}

# Tells Invoke-Suite.ps1 which ids a test has asserted.
function Save-AssertedId ([string[]] $Id) {
    if ($env:HUBSPOT_ASSERTED_IDS) { [IO.File]::AppendAllLines($env:HUBSPOT_ASSERTED_IDS, [string[]]@($Id | Where-Object { $_ })) }
}

# Writes rows as a file of UTF-8 without a byte order mark.
function Set-Utf8 ([string] $Path, [string[]] $Line) {
    [IO.File]::WriteAllText($Path, (($Line -join "`n") + "`n"), [Text.UTF8Encoding]::new($false))
}

# Writes a workbook. Each row is its cells: texts, and numbers as [double]; a row that is $null stays blank. All sheets are the same.
function New-Workbook ([string] $Path, [object[]] $Row, [int] $Sheet = 1) {
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    $relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    $cell = {
        if ($_ -is [double]) { "<c><v>$($_.ToString([cultureinfo]::InvariantCulture))</v></c>" }
        else { "<c t=`"inlineStr`"><is><t>$([Security.SecurityElement]::Escape($_))</t></is></c>" }
    }
    $rows = for ($i = 0; $i -lt $Row.Count; $i++) { if ($Row[$i]) { "<row r=`"$($i + 1)`">$(-join ($Row[$i] | ForEach-Object $cell))</row>" } }
    $sheets = -join (1..$Sheet | ForEach-Object { "<sheet name=`"S$_`" sheetId=`"$_`" r:id=`"r1`"/>" })
    $parts = [ordered]@{
        'xl/workbook.xml' = "<workbook xmlns=`"$main`" xmlns:r=`"$relations`"><sheets>$sheets</sheets></workbook>"
        'xl/_rels/workbook.xml.rels' = "<Relationships xmlns=`"http://schemas.openxmlformats.org/package/2006/relationships`"><Relationship Id=`"r1`" Type=`"$relations/worksheet`" Target=`"worksheets/sheet1.xml`"/></Relationships>"
        'xl/worksheets/sheet1.xml' = "<worksheet xmlns=`"$main`"><sheetData>$(-join $rows)</sheetData></worksheet>"
    }
    $zip = [IO.Compression.ZipFile]::Open($Path, 'Create')
    foreach ($part in $parts.GetEnumerator()) {
        $writer = [IO.StreamWriter]::new($zip.CreateEntry($part.Key).Open())
        $writer.Write($part.Value)
        $writer.Close()
    }
    $zip.Dispose()
    $Path
}

# Writes a file of which HubSpot's limit of rows makes two parts, the second of a few rows. In blocks: a loop over the rows takes ten times as long.
function New-TwoPartFile ([string] $Path) {
    $name = [IO.Path]::GetFileNameWithoutExtension($Path)
    $block = -join (0..999 | ForEach-Object { "p#.$_@$name.com,A,B`r`n" })
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('Email,First Name,Last Name')
    for ($i = 0; $i -lt 1049; $i++) { $writer.Write($block.Replace('#', "$i")) }
    $writer.Close()
    $Path
}

# Writes a file of contacts, each with another address.
function New-ContactFile ([string] $Path, [int] $Count = 3, [string] $Domain = 'example.com') {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('Email,First Name,Last Name')
    for ($i = 1; $i -le $Count; $i++) { $writer.WriteLine("person$i@$Domain,Given$i,Family$i") }
    $writer.Close()
    $Path
}

# The properties of contacts that the files of New-ContactFile have, as Get-HsProperty saves them.
function New-PropertyFile ([string] $Path) {
    Set-Utf8 -Path $Path -Line @(
        '[{"Name":"email","Label":"Email","Type":"string"},'
        '{"Name":"firstname","Label":"First Name","Type":"string"},'
        '{"Name":"lastname","Label":"Last Name","Type":"string"}]'
    )
    $Path
}

# An HTTP answer as it goes over the wire. -Promise announces more bytes than come, and the connection then ends.
function New-Answer ([int] $Status = 200, [string] $Body = '{}', [string[]] $Header = 'Content-Type: application/json', [int] $Promise = 0) {
    $length = [Text.Encoding]::UTF8.GetByteCount($Body) + $Promise
    (@("HTTP/1.1 $Status Answer", "Content-Length: $length", 'Connection: close') + $Header + @('', $Body)) -join "`r`n"
}

# A HubSpot that gives the same answers whatever it is asked. Keys of $Answer are patterns such as 'POST *imports*'; values are
# answers of New-Answer, or '' for none at all: the connection then stays open and silent. What was asked is in .Request.
function Start-FakeServer ([System.Collections.IDictionary] $Answer) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $server = [pscustomobject]@{
        BaseUri  = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/"
        Listener = $listener
        Answer   = [hashtable]::Synchronized(@{} + $Answer)
        Request  = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Silent   = [System.Collections.ArrayList]::new()
        Shell    = [powershell]::Create()
    }
    $null = $server.Shell.AddScript({
        param($server)
        while ($true) {
            try { $client = $server.Listener.AcceptTcpClient() } catch { return }
            try {
                $stream = $client.GetStream()
                $head = [Text.StringBuilder]::new()
                while (-not $head.ToString().EndsWith("`r`n`r`n") -and ($byte = $stream.ReadByte()) -ge 0) { $null = $head.Append([char]$byte) }
                if ($head.Length -eq 0) { continue }
                $lines = $head.ToString() -split "`r`n"
                if ($lines -match '^Expect:') {
                    $continue = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 100 Continue`r`n`r`n")
                    $stream.Write($continue, 0, $continue.Length)
                }
                $left = if ("$($lines -match '^Content-Length:')" -match '(\d+)') { [int]$Matches[1] } else { 0 }
                $body = [IO.MemoryStream]::new()
                $buffer = [byte[]]::new(65536)
                while ($left -gt 0 -and ($read = $stream.Read($buffer, 0, [Math]::Min($left, $buffer.Length))) -gt 0) {
                    $body.Write($buffer, 0, $read)
                    $left -= $read
                }
                $request = $lines[0] -replace ' HTTP/1.1$'
                $answer = $server.Answer[@($server.Answer.Keys | Where-Object { $request -like $_ })[0]]
                $null = $server.Request.Add([pscustomobject]@{ Line = $request; Head = $lines; Body = [Text.Encoding]::UTF8.GetString($body.ToArray()) })
                if ($answer) {
                    $bytes = [Text.Encoding]::UTF8.GetBytes($answer)
                    $stream.Write($bytes, 0, $bytes.Length)
                } else {
                    $null = $server.Silent.Add($client)
                    $client = $null
                }
            }
            catch { $null = $server.Request.Add([pscustomobject]@{ Line = "fault: $_"; Body = '' }) }
            finally { if ($client) { $client.Close() } }
        }
    }).AddArgument($server)
    $server | Add-Member -MemberType NoteProperty -Name Running -Value $server.Shell.BeginInvoke() -PassThru
}

function Stop-FakeServer ($Server) {
    if (-not $Server) { return }
    $Server.Listener.Stop()
    foreach ($client in @($Server.Silent)) { $client.Close() }
    $null = $Server.Shell.EndInvoke($Server.Running)
    $Server.Shell.Dispose()
}

# An import as HubSpot would tell of it.
function New-ImportJson ([string] $Id = '4711', [string] $State = 'PROCESSING', [hashtable] $Counter = @{}) {
    @{
        id                 = $Id
        state              = $State
        createdAt          = '2026-03-01T10:00:00Z'
        updatedAt          = '2026-03-01T10:00:01Z'
        importName         = 'Nightly'
        optOutImport       = $false
        mappedObjectTypeIds = @('0-1')
        metadata           = @{ objectLists = @(); counters = $Counter; fileIds = @('1') }
    } | ConvertTo-Json -Depth 4 -Compress
}

# An assembly of that name with nothing in it.
function New-EmptyAssembly ([string] $Path, [string] $Version) {
    $null = New-Item -ItemType Directory (Split-Path $Path) -Force
    $name = [Reflection.AssemblyName]::new([IO.Path]::GetFileNameWithoutExtension($Path))
    $name.Version = $Version
    $assembly = [Reflection.Emit.PersistedAssemblyBuilder]::new($name, [object].Assembly)
    $null = $assembly.DefineDynamicModule($name.Name)
    $assembly.Save($Path)
}

# A PowerShell beside this one, with the module and a connection of its own, that can be stopped as Ctrl+C does.
function Start-Shell ([string] $Script, $Connection) {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("param(`$Manifest, `$Connection) Import-Module -Name `$Manifest; $Script").AddArgument((Get-ModuleManifest)).AddArgument($Connection)
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

# Stops it as Ctrl+C does. The limit is there so that a command which does not stop is a failed test, not a suite without end.
function Stop-Shell ($Running) {
    $Running.Shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'Ctrl+C ends the command'
    $Running.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
    "$($Running.Shell.Streams.Error)" | Should -BeNullOrEmpty
}

# Waits until something is so, and gives up after two minutes.
function Wait-Until ([scriptblock] $Condition) {
    for ($i = 0; $i -lt 6000; $i++) {
        if (& $Condition) { return }
        Start-Sleep -Milliseconds 20
    }
    throw "It never came to this: $Condition"
}
