#!/usr/bin/env bash
# Runs the tests of Core on its build for .NET Framework, which Windows PowerShell 5.1 loads, under Mono. The sandbox is a process of its own.
# Usage: tests/mono.sh                 what takes about a minute: all but most operations
#        tests/mono.sh --all           everything that can run there
#        tests/mono.sh -class NAME     and other options of xunit's console runner
# Exit code: 0 when all passed, 1 when one failed, 2 when there is no Mono: then nothing was run.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v mono >/dev/null; then
  echo 'Tests on .NET Framework: NOT RUN: there is no mono on this machine (apt-get install mono-devel).'
  exit 2
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/HubSpotImports.Sandbox -nologo -v q
# A folder of their own, so that the builds for the other runtimes stay as they are.
dotnet build tests/HubSpotImports.Tests -p:TestFramework=net472 --artifacts-path out/net472 -nologo -v q -p:RunAnalyzers=false

tests=out/net472/bin/HubSpotImports.Tests/debug
# FsCheck says how many cases a property held for, which is no news. Runners have exit codes of their own.
run() {
  mono "$tests/console/xunit.console.exe" "$tests/HubSpotImports.Tests.dll" "$@" | grep -v '^Ok, passed' | tee "$tests/output" || return 1
  # A filter that means nothing is no success.
  ! grep -q 'Total: 0' "$tests/output"
}

case ${1-} in
  '')
    # Its filters of namespaces and of classes hold together, so each kind has a run of its own.
    run $(for folder in Api Checks Files Journal Pipeline; do echo -namespace "HubSpotImports.Tests.$folder"; done)
    run $(for class in RuntimeTests Operations.StartImportTests Operations.ExportImportRejectTests; do echo -class "HubSpotImports.Tests.$class"; done)
    ;;
  --all) run ;;
  *) run "$@" ;;
esac
