#!/usr/bin/env bash
# Lets every fault of the sandbox come to pass at every moment of a send, with every list of imports, and counts each row in the sandbox's
# ledger; the suite does the same with one case of each fault. The results are written into a file, as the tables of docs/reliability.md.
# Usage: tests/fault-matrix.sh [seed] [results] [cases]     a seed of the clock, out/fault-matrix.md and all cases (half an hour) without them
# Exit code: 0 when every row was in once, or reported with a way out that works.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then export HUBSPOTIMPORTS_MATRIX_SEED=$1; fi
mkdir -p out
HUBSPOTIMPORTS_MATRIX_RESULTS=$(realpath "${2-out/fault-matrix.md}")
export HUBSPOTIMPORTS_MATRIX_RESULTS
if [ $# -gt 2 ]; then export HUBSPOTIMPORTS_MATRIX_CASES=$3; fi
dotnet test tests/HubSpotImports.Tests --filter FullyQualifiedName~FaultMatrixTests.Each --logger 'console;verbosity=detailed'
