#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Bad input: file, place, what is wrong, what to do; exit code 3; nothing half-written.
source "$(dirname "$0")/expect.sh"

# A drill on a copy of the county that may be broken.
fresh() {
  rm -rf "$work/county" "$work/drill"
  cp -r "$source_dir/gis-data/yunlan" "$work/county"
  cp -r "$source_dir/scenarios/longtan_flood" "$work/drill"
  sed -i "s|^folder *=.*|folder = \"$work/county\"|" "$work/drill/scenario.toml"
}
refused() {
  expect_exit 3 "$dayu" run "$work/drill" -o "$work/run" --quiet
  [ ! -e "$work/run" ] || fail "a run folder was left"
  [ ! -e "$work/run.part" ] || fail "a staging folder was left"
}

fresh
sed -i '5s/,[^,]*,/,no_such_group,/' "$work/county/households.csv"
sed -i '9s/[0-9.]*\r\?$/abc/' "$work/county/households.csv"
refused
expect_said "households.csv" "no_such_group" "abc" "row"

fresh
rm "$work/county/terrain.tif"
refused
expect_said "terrain.tif"

fresh
rm "$work/county/terrain.tif"
printf 'ncols 3\nnrows 3\nxllcorner 114.4\nyllcorner 27.8\ncellsize 0.001\nNODATA_value -9999\n1 2 3\n1 2 3\n1 2 3\n' >"$work/county/terrain.tif"
printf 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]' >"$work/county/terrain.prj"
refused
expect_said "terrain.tif" "degrees"

fresh
sed -i 's/^duration_s/duraton_s/' "$work/drill/scenario.toml"
refused
expect_said "scenario.toml" "line" "duraton_s" "known:" "duration_s"
expect_exit 3 "$dayu" check "$work/drill"
expect_said "duraton_s"

fresh
: >"$work/county/terrain.tif"
refused
expect_said "terrain.tif"

# An unfinished run leaves nothing, and an earlier run stays as it was.
fresh
expect_exit 2 "$dayu" rnu "$work/drill"
expect_exit 3 "$dayu" run "$work/nowhere" -o "$work/run"
mkdir "$work/mine" && echo keep >"$work/mine/note.txt"
expect_exit 3 "$dayu" run "$work/drill" -o "$work/mine" --quiet
[ "$(cat "$work/mine/note.txt")" = keep ] || fail "a folder that is not a run was touched"

# Ctrl-C: exit code 130, nothing half-written.
"$dayu" run "$work/drill" -o "$work/run" --quiet >"$work/said" 2>&1 &
pid=$!
sleep 3
kill -INT "$pid"
code=0
wait "$pid" || code=$?
[ "$code" -eq 130 ] || fail "exit code $code after an interrupt"
[ ! -e "$work/run" ] && [ ! -e "$work/run.part" ] || fail "an interrupted run left files"
