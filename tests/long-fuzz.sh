#!/usr/bin/env bash
# Reads files that nobody would write, for as long as you like; the suite does the same for some seconds.
# Usage: tests/long-fuzz.sh [minutes] [seed]      10 minutes and a seed of the clock without them
# Exit code: 0 when nothing hung, died or came out wrong. A failure names its seed: tests/long-fuzz.sh 1 SEED runs it first.
set -euo pipefail
cd "$(dirname "$0")/.."
export HUBSPOTIMPORTS_FUZZ_MINUTES=${1-10}
if [ $# -gt 1 ]; then export HUBSPOTIMPORTS_FUZZ_SEED=$2; fi
dotnet test tests/HubSpotImports.Tests --filter FullyQualifiedName~FuzzTests --logger 'console;verbosity=detailed'
