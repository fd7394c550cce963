#!/usr/bin/env bash
# HubSpot's own Node client (@hubspot/api-client) against the sandbox. It is no part of `dotnet test`, which needs the .NET SDK alone: this
# needs Node and its registry, and says so where they are missing. The client is installed once, below the user's cache folder.
set -euo pipefail
cd "$(dirname "$0")/.."
folder="${XDG_CACHE_HOME:-$HOME/.cache}/hubspot-imports/node-client"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo 'Node client: NOT RUN: there is no Node with npm on this machine.'
  exit 0
fi

mkdir -p "$folder"
if ! cmp -s tests/node-client/package.json "$folder/package.json" || [ ! -d "$folder/node_modules/@hubspot/api-client" ]; then
  cp tests/node-client/package.json "$folder/"
  if ! npm install --prefix "$folder" --no-audit --no-fund --silent; then
    rm -rf "$folder"
    echo 'Node client: NOT RUN: the registry does not give @hubspot/api-client.'
    exit 0
  fi
fi

source tests/sandbox.sh
start_sandbox
(cd "$folder" && node "$OLDPWD/tests/node-client/imports.mjs" "$sandbox")
