#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job: the embedded drill runs, passes the independent checker, is the same byte for byte when run again
# and on one thread, and a planted fault is found. $2: where to leave the run for the page test.
source "$(dirname "$0")/expect.sh"
keep=$2

expect_exit 0 "$dayu" run "$source_dir/scenarios/longtan_flood" -o "$work/a" --quiet
expect_exit 0 "$dayu" verify "$work/a"
expect_exit 0 "$dayu" run "$source_dir/scenarios/longtan_flood" -o "$work/b" --quiet --threads 1
cmp "$work/a/summary.json" "$work/b/summary.json" || fail "one thread gives another summary.json"
for file in plan/evacuation.csv plan/dispatch.csv impact/closures.csv drill/events.jsonl drill/msel.xlsx; do
  cmp "$work/a/$file" "$work/b/$file" || fail "one thread gives another $file"
done
expect_exit 0 "$dayu" run "$source_dir/scenarios/longtan_flood" -o "$work/b" --quiet
cmp "$work/a/summary.json" "$work/b/summary.json" || fail "a second run gives another summary.json"

for file in index.html manifest.json summary.json plan.gpkg impact/roads.csv drill/events.jsonl drill/msel.xlsx \
  plan/certificate.json course/flood/max_depth_m.tif course/flood/gauges.csv course/series.nc; do
  [ -s "$work/a/$file" ] || fail "$file is missing"
done
ls "$work"/a/docs/*.pdf >/dev/null || fail "no PDF in docs"
[ ! -e "$work/a.part" ] || fail "the staging folder is still there"

rm -rf "$keep" && mkdir -p "$(dirname "$keep")" && cp -r "$work/a" "$keep"

# Incidents of the running drill: a shelter is lost, a road is cut, a village is ordered out early. Each new plan is
# printed whole and passes the checker.
replan_exits() {
  expect_exit "$1" "$dayu" replan "$work/a" --inject "$2" -o "$work/new" --quiet
  expect_exit 0 "$dayu" verify "$work/new"
  rm -rf "$work/new"
}
replan_exits 4 "shelter SH2@20:40"
replan_exits 4 "road 721@20:45"
replan_exits 0 "order V3@20:30"

# Where two more shelters should stand, judged by this run; a bound without its proof is refuted.
expect_exit 0 "$dayu" site "$work/a" -o "$work/sites" --quiet --set site.open=2 \
  --set "site.candidates=\"$source_dir/scenarios/longtan_sites/candidates.csv\""
expect_exit 0 "$dayu" verify "$work/sites"
[ "$(grep -c ',new,' "$work/sites/plan/site_open.csv")" -eq 2 ] || fail "not two new sites"
sed -i '2s/,[^,]*$/,0/' "$work/sites/plan/site_proof.csv"
expect_exit 7 "$dayu" verify "$work/sites"
expect_said "bound.unproven"

# The route of the first trip is cut short: the checker must refute the run.
python3 - "$work/b/plan/evacuation.csv" <<'P' 2>/dev/null || sed -i '2s/^\([^,]*\),\([0-9]*\)/\1,99\2/' "$work/b/plan/evacuation.csv"
import sys
lines = open(sys.argv[1], encoding="utf-8-sig").read().split("\n")
del lines[1]
open(sys.argv[1], "w", encoding="utf-8").write("\n".join(lines))
P
expect_exit 7 "$dayu" verify "$work/b"
expect_said "VIOLATION"
