#!/usr/bin/env bash
# Runs the tests of Core on the build for .NET Framework, which Windows PowerShell 5.1 loads, under Mono. The sandbox is a process of its own.
# Usage: tests/mono.sh [options of xunit's console runner]     such as -class or -namespace; all without them
# Exit code: 0 when all passed, 1 when one failed, 2 when there is no Mono: then nothing was run.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v mono >/dev/null; then
  echo 'Tests on .NET Framework: NOT RUN: there is no mono on this machine (apt-get install mono-devel).'
  exit 2
fi

# A folder of their own, so that the builds for the other runtimes stay as they are.
dotnet build tests/HubSpotImports.Tests -p:TestFramework=net472 --artifacts-path out/net472 -nologo -v q -p:RunAnalyzers=false
folder=out/net472/bin/HubSpotImports.Tests/debug
mono "$folder/console/xunit.console.exe" "$folder/HubSpotImports.Tests.dll" "$@"
