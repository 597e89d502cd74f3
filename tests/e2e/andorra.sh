#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A real place: raw SRTM with voids and an OpenStreetMap extract become an area; a two-hour cloudburst runs through
# every stage, and the independent checker passes the run.
source "$(dirname "$0")/expect.sh"
need_data places/andorra/dem_srtm3_raw.tif

export DAYU_DATA=$data
expect_exit 0 "$dayu" area import "$source_dir/tests/andorra/scenario/recipe.toml" -o "$work/area"
expect_exit 0 "$dayu" area check "$work/area"
cp -r "$source_dir/tests/andorra/scenario" "$work/scenario"
sed -i "s|^folder *=.*|folder = \"$work/area\"|" "$work/scenario/scenario.toml"
code=0
"$dayu" run "$work/scenario" -o "$work/run" --quiet >"$work/said" 2>&1 || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 4 ] || { cat "$work/said" >&2; fail "exit code $code"; }
expect_exit 0 "$dayu" verify "$work/run"
grep -q '"assumptions"' "$work/run/manifest.json" || fail "the assumptions are not told"
