# SPDX-License-Identifier: Apache-2.0
# Sourced by the end-to-end tests: a fresh folder, and checks that say what was expected.
set -euo pipefail
dayu=$1
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data=${DAYU_DATA:-$source_dir/../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# expect_exit CODE command...: runs it with stdout and stderr in $work/said
expect_exit() {
  local want=$1 got=0
  shift
  "$@" >"$work/said" 2>&1 || got=$?
  [ "$got" -eq "$want" ] || { cat "$work/said" >&2; fail "exit code $got instead of $want: $*"; }
}

# expect_said TEXT...: the last command's output holds every text
expect_said() {
  local text
  for text in "$@"; do
    grep -qF -- "$text" "$work/said" || { cat "$work/said" >&2; fail "not said: $text"; }
  done
}

need_data() {
  [ -e "$data/$1" ] || { echo "skipped: $data/$1 is absent (set DAYU_DATA)"; exit 77; }
}
