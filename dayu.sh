#!/usr/bin/env bash
# ./dayu.sh demo       install what is missing, build, run the main drill, say which page to open
# ./dayu.sh test       the same set-up, then every test but the long ones; closes with ctest's summary
# ./dayu.sh test-long  the long ones; ./dayu.sh build: set-up and build only
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

list() { grep -vE '^\s*(#|$)' "$1"; }

install_missing() {
  local missing=() name
  for name in $(list "$1"); do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing: ${missing[*]}" >&2
  local root=()
  if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
  "${root[@]}" apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# One compiler process needs up to 1.5 GB: fewer of them on a small machine.
jobs_here() {
  local cores memory_mb
  cores=$(nproc)
  memory_mb=$(awk '/MemAvailable/ {print int($2 / 1024)}' /proc/meminfo)
  local by_memory=$((memory_mb / 1500))
  [ "$by_memory" -lt 1 ] && by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

build() {
  install_missing packages.txt
  cmake --preset release >&2
  cmake --build --preset release --parallel "$(jobs_here)" ${1:+--target "$1"} >&2
}

case "${1:-}" in
  demo)
    build dayu
    shift
    exec build/release/dayu demo "$@"
    ;;
  build) build ;;
  test)
    build
    exec ctest --preset release --parallel "$(nproc)"
    ;;
  test-long)
    build
    exec ctest --test-dir build/release --output-on-failure -L long
    ;;
  *)
    sed -n '2,4p' "$0" | sed 's/^# //' >&2
    exit 2
    ;;
esac
