#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A flood that is interrupted by Ctrl-C ends with 130, keeps its state, and --resume ends with the same bytes as a
# run that was never stopped.
set -euo pipefail
dayu=$1
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scenario=("$here/validation/flood_pump_underpass" --set scenario.duration_s=8000 -q)
"$dayu" simulate "${scenario[@]}" -o "$work/whole" > /dev/null
"$dayu" simulate "${scenario[@]}" --checkpoint-every_s 600 --threads 1 -o "$work/cut" > /dev/null &
process=$!
until [ -e "$work/cut.state/flood.state" ] || ! kill -0 "$process" 2> /dev/null; do sleep 0.05; done
kill -INT "$process"
code=0
wait "$process" || code=$?
[ "$code" = 130 ] || { echo "an interrupted run ended with $code, not 130"; exit 1; }
[ ! -e "$work/cut" ] || { echo "an interrupted run left a run folder"; exit 1; }
"$dayu" simulate "${scenario[@]}" --resume --threads 2 -o "$work/cut" > /dev/null
[ ! -e "$work/cut.state" ] || { echo "a finished run left its state"; exit 1; }
cmp "$work/whole/summary.json" "$work/cut/summary.json"
for file in "$work"/whole/course/flood/* "$work"/whole/course/frames/*; do
  cmp "$file" "$work/cut/${file#"$work"/whole/}"
done
echo "resumed: the same bytes"
