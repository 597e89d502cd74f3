#!/usr/bin/env bash
# Rebuilds the page's bundle and compares it, byte for byte, with the committed viewer/dist. Also keeps its size
# and the lock file free of download addresses. Exit 77 where node or npm is absent.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: node and npm are absent (packages-dev.txt)"; exit 77; }
if [ ! -x node_modules/.bin/vite ]; then
  # Not `npm ci`: it refuses a lock file without the other platforms' binaries, which not every registry holds.
  npm install --no-save --silent >/dev/null 2>&1 || { echo "skipped: npm could not fetch the packages of package-lock.json"; exit 77; }
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
node_modules/.bin/tsc --noEmit
node_modules/.bin/vite build --outDir "$fresh" --logLevel warn
diff -r dist "$fresh" >/dev/null || { echo "viewer/dist is not what viewer/src builds: run 'npm run build' in viewer/ and commit dist"; diff -rq dist "$fresh"; exit 1; }
bytes=$(wc -c <dist/viewer.js)
[ "$bytes" -le 400000 ] || { echo "viewer.js has $bytes bytes, more than 400000"; exit 1; }
! grep -q '"resolved"' package-lock.json || { echo "package-lock.json holds download addresses"; exit 1; }
echo "bundle: same bytes, viewer.js $bytes"
