#!/usr/bin/env bash
# Packs the sandbox as a dotnet tool, installs it into a folder that goes away again, and asks it for its help.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet pack src/HubSpotImports.Sandbox -nologo -v q -o "$folder/packages"
dotnet tool install HubSpotImports.Sandbox --tool-path "$folder/tool" --add-source "$folder/packages"
"$folder/tool/hubspot-sandbox" --help | grep -q -- '--database'
echo "The tool runs; its package has $(du -k "$folder"/packages/*.nupkg | cut -f1) KiB."
