<#
.SYNOPSIS
A door to what the dotnet commands do: builds the project, shows it, or tests it.
.DESCRIPTION
Build   dotnet build; the module to import is then in out/HubSpotImports/<version>/
Demo    dotnet run --project samples/QuickStart
Test    dotnet test, then the Pester suite and PSScriptAnalyzer
Pester  the Pester suite alone, against the last build
Pack    the package for the PowerShell Gallery, in out/
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Demo', 'Test', 'Pester', 'Pack')]
    [string] $Task = 'Build'
)

function Invoke-DotNet {
    & dotnet $args
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# In a process of its own, so that this session does not hold the module's files when the next build writes them. A script says itself
# when it cannot run (exit code 2); that fails only who asked for nothing else.
function Invoke-Script ([string] $Path) {
    & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path -Path $PSScriptRoot -ChildPath $Path)
    if ($LASTEXITCODE -eq 2 -and $Task -eq 'Test') { return }
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

Push-Location -Path $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build }
        'Demo' { Invoke-DotNet run --project samples/QuickStart }
        'Test' {
            Invoke-DotNet test
            Invoke-Script tests/Pester/Invoke-Suite.ps1
            Invoke-Script tests/Invoke-Analysis.ps1
        }
        'Pester' { Invoke-Script tests/Pester/Invoke-Suite.ps1 }
        'Pack' {
            Invoke-DotNet build --configuration Release
            Invoke-DotNet pack src/HubSpotImports --configuration Release --no-build --output out
        }
    }
}
finally { Pop-Location }
