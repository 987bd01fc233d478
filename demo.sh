#!/usr/bin/env bash
# Packs GoDockTasks, builds samples/Shop with the package as a user would, then shows what a mistake looks like.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v go >/dev/null; then
  .ci/get-tools go1.26
  export PATH=$PWD/artifacts/tools/go1.26/bin:$PATH
fi
# A folder of its own: the package is made anew under the same version each time.
export NUGET_PACKAGES=$PWD/artifacts/demo/packages
rm -rf "$NUGET_PACKAGES/godocktasks" artifacts/demo/Shop

say() { printf '\n== %s\n' "$*"; }

say "dotnet pack -c Release"
dotnet pack GoDockTasks.sln -c Release -v q --nologo
ls artifacts/packages/GoDockTasks.*.nupkg

say "dotnet build samples/Shop: two Go services, both fine"
dotnet build samples/Shop/Shop.slnx --nologo

say "The same with a mistake: pricing loses the line that requires its money module"
mkdir -p artifacts/demo/Shop
(cd samples/Shop && tar cf - --exclude=bin --exclude=obj .) | tar xf - -C artifacts/demo/Shop
sed -i.bak '/^require/d' artifacts/demo/Shop/sidecars/pricing/go.mod
sed -i.bak 's|value="[^"]*"|value="'"$PWD"'/artifacts/packages"|' artifacts/demo/Shop/nuget.config
if dotnet build artifacts/demo/Shop/Shop.slnx --nologo; then
  echo "demo: the mistake was not found" >&2
  exit 1
fi

say "Mended by the build itself: -p:GoDockFix=true"
dotnet build artifacts/demo/Shop/Shop.slnx --nologo -p:GoDockFix=true
