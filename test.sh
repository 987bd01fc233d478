#!/usr/bin/env bash
# Runs all tests. Fetches the Go versions they need into artifacts/tools first; changes nothing of the system.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
  echo "test: the .NET SDK 10 is needed (https://dotnet.microsoft.com/download), and 'dotnet' isn't on PATH." >&2
  exit 1
fi

tools=(
  go1.19 go1.21 go1.23 go1.24 go1.26 go1.27 cosign kubectl govulncheck staticcheck oras crane docker-registry referrers-registry chromium
)

# Some tests start a Docker daemon. A root on Linux runs them; one who can't grant a daemon what it needs says why in the variable.
without=${GODOCK_TESTS_WITHOUT_DOCKER-}
[ "$(uname -s)" = Linux ] || without=${without:-"Docker's daemon runs on Linux only"}
[ "$(id -u)" -eq 0 ] || without=${without:-"Docker's daemon needs root"}
if [ -z "$without" ]; then
  tools+=(docker skopeo busybox-static gcc git musl)
else
  export GODOCK_TESTS_WITHOUT_DOCKER=$without
fi

# Programs that end within seconds pay for the runtime's profiles and have nothing of them: the tests and the builds they start.
export DOTNET_TieredPGO=0

# Fetching waits for the network, building for the processors.
.ci/get-tools "${tools[@]}" &
fetching=$!
dotnet build GoDockTasks.sln -c Release -v q || { wait; exit 1; }
wait "$fetching" || exit 1

log=artifacts/test-results/log.txt
mkdir -p "$(dirname "$log")"
dotnet test --solution GoDockTasks.sln -c Release --no-build "$@" | tee "$log"
status=${PIPESTATUS[0]}

# The last line in one form, whatever the runner's own summary looks like.
count() { awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }' "$log"; }
[ -z "$without" ] || echo "test: left out the tests that need Docker: $without"
echo "$(count succeeded) passed, $(count failed) failed"
exit "$status"
