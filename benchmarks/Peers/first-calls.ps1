# What a person waits for in a fresh shell that has imported the module: the first call to the account, or answers to Tab.
param([string] $Module, [string] $Address, [string] $Path, [string] $What)

$ErrorActionPreference = 'Stop'
$env:HUBSPOT_ACCESS_TOKEN = 'benchmark'
$env:HUBSPOT_BASE_URI = $Address
Import-Module $Module
$more = [ordered]@{}

if ($What -eq 'call') {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $null = Get-HsImport -First 1
    $more['call'] = @($clock.Elapsed.TotalMilliseconds)
}
else {
    # The engine's own first completion is nobody's but its own.
    $null = TabExpansion2 'Get-ChildItem -Rec' 18
    foreach ($tab in @(
            @{ name = 'object'; typed = 'Get-HsProperty con'; offered = 'contact' }
            @{ name = 'column'; typed = "New-HsColumnMapping '$Path' contact -Ignore e"; offered = '*mail*' }
            @{ name = 'unknown'; typed = 'Get-HsProperty contact firstna' }
            @{ name = 'known'; typed = 'Get-HsProperty contact firstna'; offered = 'firstname' }
        )) {
        Start-Sleep -Seconds 1   # A person types; and what the account was asked for is there.
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $texts = (TabExpansion2 $tab.typed $tab.typed.Length).CompletionMatches.CompletionText
        $more[$tab.name] = @($clock.Elapsed.TotalMilliseconds)
        if ($tab.offered -and -not ($texts -like $tab.offered)) { throw "Tab offers '$texts' behind: $($tab.typed)" }
    }
}

@{ more = $more } | ConvertTo-Json -Depth 4 -Compress
