#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The office's lists from the command line: taken in whatever their encoding, a missing leader named, nobody's
# whole name without a line in the audit file.
source "$(dirname "$0")/expect.sh"

county() {
  rm -rf "$work/county"
  cp -r "$source_dir/gis-data/yunlan" "$work/county"
}

# One list in three encodings: the same bytes inside.
cat >"$work/utf8.csv" <<'CSV'
户号,村,组,户主,联系电话,户籍人数,常住人数,在家人数,房屋结构
H9001,上湾村,社下组,䶮小𠮷,7953210001,６,５,约4人,砖混
CSV
{ printf '\xEF\xBB\xBF'; cat "$work/utf8.csv"; } >"$work/bom.csv"
iconv -f UTF-8 -t GB18030 "$work/utf8.csv" >"$work/gb.csv"
for form in utf8 bom gb; do
  county
  expect_exit 0 "$dayu" area ledger "$work/county" "$work/$form.csv" --dry-run
  expect_said "约4人" "dry run, nothing written" "its leading zero was put back"
  cmp -s "$work/county/households.csv" "$source_dir/gis-data/yunlan/households.csv" || fail "a dry run wrote"
  expect_exit 0 "$dayu" area ledger "$work/county" "$work/$form.csv"
  cat "$work/county/households.csv" "$work/county/restricted/persons.csv" >"$work/$form.inside"
done
cmp "$work/utf8.inside" "$work/bom.inside" || fail "a BOM changes the bytes inside"
cmp "$work/utf8.inside" "$work/gb.inside" || fail "GB 18030 changes the bytes inside"
grep -q "䶮小𠮷" "$work/gb.inside" || fail "a rare character is lost"
grep -q "䶮小𠮷" "$work/county/households.csv" && fail "a name stands outside restricted/"

# A list with a fault: nothing is written; then the good rows, and the bad one in its own layout.
county
printf '户号,组编号,在家人数\nH9001,V2-1,2-3\nH9002,V2-1,2\n' >"$work/bad.csv"
expect_exit 3 "$dayu" area ledger "$work/county" "$work/bad.csv" --report "$work/report.csv"
expect_said "row 2, column C '在家人数': '2-3' is a range" "nothing written"
grep -q "是一个范围" "$work/report.csv" || fail "the report is not written"
cmp -s "$work/county/households.csv" "$source_dir/gis-data/yunlan/households.csv" || fail "half a list came in"
expect_exit 0 "$dayu" area ledger "$work/county" "$work/bad.csv" --good-rows
grep -q "^H9001,V2-1,2-3," "$work/bad_errors.csv" || fail "the bad row is not handed back"
# H9002 has no head in persons.csv: its chain ends a level above it.
expect_exit 3 "$dayu" check "$work/county"
expect_said "household H9002" "户级责任人"

# One group leader less: households, village and level are named, and the drill is not ready.
county
expect_exit 0 "$dayu" check "$work/county"
sed -i '/^PGV2-1,/d' "$work/county/restricted/persons.csv"
expect_exit 3 "$dayu" check "$work/county"
expect_said "上湾村" "household H0047" "组级责任人" "PGV2-1"
expect_exit 6 "$dayu" blind-spots "$work/county" --strict -o "$work/blind.csv"
expect_said "chain: 上湾村危险区内"
grep -q "V2,上湾村,Shangwan Village,chain," "$work/blind.csv" || fail "the blind spot is not in the list"
expect_exit 0 "$dayu" blind-spots "$work/county" -o "$work/blind.xlsx"

# Whole names only with a name and a purpose, and a line in the audit file.
county
expect_exit 0 "$dayu" area posts "$work/county" -o "$work/posts.xlsx"
[ ! -e "$work/county/restricted/audit.csv" ] || fail "a masked print is audited"
expect_exit 3 "$dayu" area posts "$work/county" -o "$work/open.xlsx" --unmasked
[ ! -e "$work/open.xlsx" ] || fail "whole names were printed without a name to answer for it"
expect_exit 0 "$dayu" area posts "$work/county" -o "$work/open.xlsx" --unmasked --who "Li" --purpose "posting sheet"
[ "$(tail -n +2 "$work/county/restricted/audit.csv" | wc -l)" -eq 1 ] || fail "not one audit line"
for book in posts open; do
  unzip -p "$work/$book.xlsx" xl/sharedStrings.xml >"$work/$book.xml"
done
grep -qE '[0-9]{11}' "$work/posts.xml" && fail "a masked workbook holds a whole number"
grep -qE '1000000[0-9]{4}' "$work/open.xml" || fail "the unmasked workbook is masked"
exit 0
