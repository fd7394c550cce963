<#
.SYNOPSIS
Runs PSScriptAnalyzer on every script of the repository, and on the PowerShell of its pages. The exit code is 0 when it finds nothing, 1 when it
does, 2 when it cannot be run here.
.DESCRIPTION
What users get or copy (module, samples, build.ps1, README and help) stands under all of its default rules, and Windows PowerShell 5.1 must
understand it. Tests are free of some of the rules.
.EXAMPLE
pwsh -NoProfile -File tests/Invoke-Analysis.ps1
#>
[CmdletBinding()]
param()

if (-not (Get-Module -Name PSScriptAnalyzer -ListAvailable)) {
    Write-Output 'Script analyzer: NOT RUN: PSScriptAnalyzer is not installed'
    exit 2
}

$rules = @{
    PSReviewUnusedParameter          = @{ CommandsToTraverse = @('Connect-HsAccount', 'Invoke-Logged') }    # They run script blocks of the script.
    PSAvoidUsingPositionalParameters = @{ CommandAllowList = @('Invoke-DotNet') }                           # Arguments of a program.
}
$forUsers = @{ IncludeDefaultRules = $true; Rules = $rules + @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1', '7.0') } } }
$forTests = @{
    IncludeDefaultRules = $true
    Rules               = $rules
    ExcludeRules        = @(
        'PSAvoidOverwritingBuiltInCmdlets'                  # Read-Host is stood in for.
        'PSAvoidUsingConvertToSecureStringWithPlainText'    # Tokens of sandboxes are no secrets.
        'PSAvoidUsingInvokeExpression'                      # What an error advises is run as people paste it.
        'PSAvoidUsingPositionalParameters'                  # People leave names out, so the tests do.
        'PSUseBOMForUnicodeEncodedFile'                     # They need PowerShell 7, which reads UTF-8.
        'PSUseDeclaredVarsMoreThanAssignments'              # What BeforeAll sets, other blocks use.
        'PSUseShouldProcessForStateChangingFunctions'       # Nobody is there to be asked.
        'PSUseUsingScopeModifierInNewRunspaces'             # It does not know the parameters of a job.
    )
}

# A page's snippets go on with each other's variables, and show what comes out of an assignment.
$forPages = $forUsers + @{ ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments') }

$root = Split-Path -Path $PSScriptRoot
$files = Get-ChildItem -Path $root -Recurse -File -Include '*.ps1', '*.psm1', '*.psd1', '*.md' |
    Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|out|artifacts|node_modules)[\\/]' }
$counts = @{ scripts = 0; snippets = 0 }
$findings = foreach ($file in $files) {
    if ($file.Extension -ne '.md') {
        $counts.scripts++
        $settings = if ($file.FullName.Substring($root.Length) -match '[\\/](tests|benchmarks)[\\/]') { $forTests } else { $forUsers }
        Invoke-ScriptAnalyzer -Path $file.FullName -Settings $settings | ForEach-Object { "$($_.ScriptPath):$($_.Line): $($_.RuleName): $($_.Message)" }
        continue
    }
    foreach ($snippet in [regex]::Matches((Get-Content -LiteralPath $file.FullName -Raw), '(?ms)^```powershell\r?\n(.*?)^```')) {
        $counts.snippets++
        $text = $snippet.Groups[1].Value
        Invoke-ScriptAnalyzer -ScriptDefinition $text -Settings $forPages |
            ForEach-Object { "$($file.FullName): $($text.Split("`n")[$_.Line - 1].Trim()): $($_.RuleName): $($_.Message)" }
    }
}

$findings
Write-Output "Script analyzer: $($counts.scripts) scripts and $($counts.snippets) snippets of pages, $(@($findings).Count) findings"
exit [int](@($findings).Count -gt 0)
