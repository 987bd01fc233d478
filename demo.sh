#!/usr/bin/env bash
# Packs GoDockTasks, builds samples/Shop with the package as a user would, then shows what a mistake looks like.
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

say() { printf '\n== %s\n' "$*"; }

say "dotnet pack -c Release"
dotnet pack GoDockTasks.sln -c Release -v q --nologo
ls artifacts/packages/GoDockTasks.*.nupkg

say "dotnet build samples/Shop: two Go services, both fine"
dotnet build samples/Shop/Shop.slnx --nologo

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
