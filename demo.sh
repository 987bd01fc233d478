#!/usr/bin/env bash
# Packs GoDockTasks, builds and runs samples/Shop with the package as a user would, then shows what a mistake looks like.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
  echo "demo: the .NET SDK 10 is needed (https://dotnet.microsoft.com/download), and 'dotnet' isn't on PATH." >&2
  exit 1
fi

if ! command -v go >/dev/null; then
  .ci/get-tools go1.26
  export PATH=$PWD/artifacts/tools/go1.26/bin:$PATH
fi
# A folder of its own: the package is made anew under the same version each time.
export NUGET_PACKAGES=$PWD/artifacts/demo/packages
rm -rf "$NUGET_PACKAGES/godocktasks" artifacts/demo/samples
mkdir -p artifacts/demo

say() { printf '\n== %s\n' "$*"; }

say "dotnet pack -c Release"
dotnet pack GoDockTasks.sln -c Release -v q --nologo
ls artifacts/packages/GoDockTasks.*.nupkg

say "dotnet build samples/Shop: two Go services, both fine"
dotnet build samples/Shop/Shop.slnx --nologo

say "dotnet run: the app starts the two services that the build put beside it, and asks them for an order"
# In a process group of its own, so that it ends whole, however the demo does.
set -m
dotnet run --no-build --project samples/Shop/src/Shop.Web --urls http://127.0.0.1:8080 > artifacts/demo/run.log 2>&1 &
app=$!
set +m
trap 'kill -INT -- "-$app" 2>/dev/null || true; wait "$app" 2>/dev/null || true' EXIT
answer=
for _ in $(seq 100); do
  if { exec 3<>/dev/tcp/127.0.0.1/8080; } 2>/dev/null; then
    printf 'GET /orders/1001 HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
    answer=$(tail -n 1 <&3)
    exec 3>&-
    break
  fi
  kill -0 "$app" 2>/dev/null || break
  sleep 0.2
done
if [[ $answer != *total* ]]; then
  cat artifacts/demo/run.log >&2
  echo "demo: the app gave no order" >&2
  exit 1
fi
echo "$answer"
kill -INT -- "-$app"
wait "$app" || true
trap - EXIT

say "The same with a mistake: pricing loses the line that requires its money module"
copy=artifacts/demo/samples
mkdir -p "$copy"
tar cf - -C samples --exclude=bin --exclude=obj . | tar xf - -C "$copy"
sed -i.bak 's|value="[^"]*"|value="'"$PWD"'/artifacts/packages"|' "$copy/Shop/nuget.config"
sed -i.bak '/^require/d' "$copy/Shop/sidecars/pricing/go.mod"
if dotnet build "$copy/Shop/Shop.slnx" --nologo | tee artifacts/demo/mistake.log || ! grep -q 'error GDT1001' artifacts/demo/mistake.log; then
  echo "demo: the mistake was not found" >&2
  exit 1
fi

say "Mended by the build itself: -p:GoDockFix=true"
dotnet build "$copy/Shop/Shop.slnx" --nologo -p:GoDockFix=true
