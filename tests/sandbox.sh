# For scripts that need a sandbox: start_sandbox [options] sets $sandbox to its address; it ends with the script.
start_sandbox() {
  local log
  dotnet build src/HubSpotImports.Sandbox -nologo -v q
  log=$(mktemp)
  dotnet src/HubSpotImports.Sandbox/bin/Debug/net10.0/HubSpotImports.Sandbox.dll --urls http://127.0.0.1:0 "$@" >"$log" &
  sandbox_process=$!
  trap 'kill $sandbox_process; wait $sandbox_process || true; rm -f "'"$log"'"' EXIT
  for _ in $(seq 100); do
    sandbox=$(sed -n 's/.*sandbox on \(http[^ ]*[^/ ]\).*/\1/p' "$log")
    if [ -n "$sandbox" ]; then return; fi
    sleep 0.1
  done
  echo 'The sandbox did not start:' >&2
  cat "$log" >&2
  return 1
}
