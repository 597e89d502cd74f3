#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each verb alone gives what `run` gives; a terrain and a rain are a complete flood; new, check, schema, doctor.
source "$(dirname "$0")/expect.sh"
cd "$work"

expect_exit 0 "$dayu" new hill_drill
expect_exit 0 "$dayu" check hill_drill
expect_exit 0 "$dayu" schema
expect_said '"additionalProperties": false'
expect_exit 0 "$dayu" doctor
expect_exit 0 "$dayu" completion bash
expect_said "verify"

short=(--quiet --set scenario.duration_s=21600 --set grid.cell_m=160)
code=0
"$dayu" run hill_drill -o whole "${short[@]}" >said 2>&1 || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 4 ] || { cat said >&2; fail "exit code $code"; }
expect_exit 0 "$dayu" simulate hill_drill -o staged "${short[@]}"
for verb in assess plan drill; do
  got=0
  "$dayu" "$verb" hill_drill -o staged "${short[@]}" >said 2>&1 || got=$?
  [ "$got" -eq 0 ] || [ "$got" -eq 4 ] || { cat said >&2; fail "$verb: exit code $got"; }
done
cmp whole/summary.json staged/summary.json || fail "stage by stage gives another summary.json"
cmp whole/plan/evacuation.csv staged/plan/evacuation.csv || fail "stage by stage gives another plan"
expect_exit 0 "$dayu" verify staged

mkdir bare
cat >bare/scenario.toml <<T
[scenario]
name = "bare"
start = 2025-06-18T14:00:00+08:00
duration_s = 1200
[area]
terrain = "$source_dir/gis-data/yunlan/terrain.tif"
[grid]
cell_m = 200
[flood]
[[flood.rain]]
gauge = "everywhere"
series = "rain.csv"
T
printf 'end_s,rain_mm\n600,10\n1200,10\n' >bare/rain.csv
expect_exit 0 "$dayu" run bare -o bare_run --quiet
expect_exit 0 "$dayu" verify bare_run
[ -s bare_run/course/flood/max_depth_m.tif ] || fail "the flood alone left no raster"

# What leaves a run: the package, whole and masked; the MSEL shows no change as long as nobody edits it.
expect_exit 0 "$dayu" export whole --package
expect_said "files: "
for paper in internal/EXERCISE_work_plan_zh.docx internal/EXERCISE_msel.xlsx public/EXERCISE_notice_zh.docx \
  public/warnings/EXERCISE_sms_zh.csv; do
  [ -s "whole/package/$paper" ] || fail "the package lacks $paper"
done
expect_exit 0 "$dayu" msel whole whole/drill/msel.xlsx
expect_said "0 changes"
expect_exit 3 "$dayu" export bare/rain.csv --package
