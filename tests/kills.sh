#!/usr/bin/env bash
# Kills a process that sends five parts: at every place of its journal, and at 200 random moments. The same command, run again, must bring
# every row in once, by the sandbox's ledger; the suite does the same at some places and moments.
# Usage: tests/kills.sh [seed] [results]     a seed of the clock and out/kills without them; the tables are results.places.md, results.moments.md
# Exit code: 0 when every row was in once after every kill.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then export HUBSPOTIMPORTS_KILLS_SEED=$1; fi
mkdir -p out
HUBSPOTIMPORTS_KILLS_RESULTS=$(realpath "${2-out/kills}")
export HUBSPOTIMPORTS_KILLS_RESULTS
dotnet test tests/HubSpotImports.Tests --filter FullyQualifiedName~SubmitterKillTests --logger 'console;verbosity=detailed'
