#!/usr/bin/env bash
# tests/viewer/run.sh units | page: the page's tests. `page` opens $DAYU_RUN_FOLDER, else a made run.
# Exit 77 where node, npm's packages or chromium are absent.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
viewer=$here/../../viewer
command -v node >/dev/null || { echo "skipped: node is absent (packages-dev.txt)"; exit 77; }
if [ ! -d "$viewer/node_modules/vitest" ]; then
  command -v npm >/dev/null || { echo "skipped: npm is absent (packages-dev.txt)"; exit 77; }
  (cd "$viewer" && npm install --no-save --silent >/dev/null 2>&1) || { echo "skipped: npm install --no-save could not fetch the packages of viewer/package-lock.json"; exit 77; }
fi
case "${1:-}" in
  units) cd "$viewer" && node_modules/.bin/tsc --noEmit && exec node_modules/.bin/vitest run --config vitest.config.ts ;;
  page) exec node "$here/page.mjs" ;;
  *) sed -n '2,3p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
