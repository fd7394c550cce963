#!/usr/bin/env bash
# Runs the tests of Core on .NET 8, the runtime of PowerShell 7.4, made of its packages; `dotnet test` runs the same assemblies on the SDK's own.
# Usage: tests/net8.sh [options of dotnet test]     such as --filter FullyQualifiedName~Checks; all without them
# Exit code: 0 when all passed, 1 when one failed, 2 when the runtime cannot be had: then nothing was run.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# A folder of their own, so that the builds for the other runtimes stay as they are.
tests=(tests/HubSpotImports.Tests -p:TestFramework=net8.0 --artifacts-path out/net8.0)
if ! dotnet restore "${tests[@]}" -v q; then
  echo 'Tests on .NET 8: NOT RUN: its packages cannot be restored.'
  exit 2
fi
dotnet build "${tests[@]}" --no-restore -nologo -v q -p:RunAnalyzers=false

property() { dotnet msbuild tests/HubSpotImports.Tests -p:TestFramework=net8.0 -getProperty:"$1"; }
version=$(property Net8Version)
rid=$(property NETCoreSdkPortableRuntimeIdentifier)
packages=$(dotnet nuget locals global-packages -l | sed 's/^[^:]*: *//')
root=$PWD/out/net8.0/dotnet
rm -rf "$root"
mkdir -p "$root/host/fxr/$version"
cp "$(readlink -f "$(command -v dotnet)")" "$root/dotnet"
for framework in NETCore AspNetCore; do
  files=$packages/microsoft.${framework,,}.app.runtime.$rid/$version/runtimes/$rid
  shared=$root/shared/Microsoft.$framework.App/$version
  mkdir -p "$shared"
  cp "$files"/lib/net8.0/* "$shared"
  if [ -d "$files/native" ]; then cp "$files"/native/* "$shared"; fi
done
cp "$root/shared/Microsoft.NETCore.App/$version"/libhostfxr.* "$root/host/fxr/$version"

# A filter that means nothing is no success.
dotnet test "${tests[@]}" --no-build -v q "$@" -- RunConfiguration.DotNetHostPath="$root/dotnet" RunConfiguration.TreatNoTestsAsError=true || exit 1
