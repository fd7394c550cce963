#!/usr/bin/env bash
# Packs the sandbox as a dotnet tool, installs it into a folder that goes away again, and asks it for its help.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet pack src/HubSpotImports.Sandbox -nologo -v q -o "$folder/packages"
# A cache of its own: another package of the same version may lie in the user's.
NUGET_PACKAGES="$folder/cache" dotnet tool install HubSpotImports.Sandbox --tool-path "$folder/tool" --add-source "$folder/packages"
help=$("$folder/tool/hubspot-sandbox" --help)
[[ $help == *--database* ]]
echo "The tool runs; its package has $(du -k "$folder"/packages/*.nupkg | cut -f1) KiB."
