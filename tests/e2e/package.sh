#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A stranger's way from `dayu new` to the printed package: it runs as it is, every paper says exercise, no phone
# and no whole name is in it, office programs open it; whole names only with an audit line; what is public holds
# no household and no works.
source "$(dirname "$0")/expect.sh"
export LC_ALL=C.UTF-8
cd "$work"
cp -r "$source_dir/gis-data/yunlan" area
expect_exit 0 "$dayu" new drill --area area
expect_exit 0 "$dayu" check drill
got=0
"$dayu" run drill -o run --quiet >"$work/said" 2>&1 || got=$?
[ "$got" -eq 0 ] || [ "$got" -eq 4 ] || { cat "$work/said"; fail "the new scenario does not run: $got"; }
expect_exit 0 "$dayu" verify run
expect_exit 0 "$dayu" export run --package
package=run/package
for paper in internal/EXERCISE_work_plan_zh.docx internal/EXERCISE_script_zh.docx public/EXERCISE_notice_zh.docx \
  internal/EXERCISE_safety_plan_zh.docx internal/EXERCISE_task_sheets_zh.docx internal/EXERCISE_consultations_zh.docx \
  internal/EXERCISE_msel.xlsx internal/EXERCISE_goods.xlsx internal/EXERCISE_shelters.xlsx \
  internal/EXERCISE_evaluation.xlsx internal/EXERCISE_report.xlsx internal/EXERCISE_attendance.xlsx \
  internal/EXERCISE_calls.xlsx internal/geo_cards/EXERCISE_geo_card_GH01_zh.pdf public/warnings/EXERCISE_sms_zh.csv; do
  [ -s "$package/$paper" ] || fail "the package lacks $paper"
done
for some in "public/EXERCISE_card_*_zh.pdf" "public/EXERCISE_route_map_*_en.pdf" "public/warnings/cap/*.xml" \
  "internal/household_cards/EXERCISE_household_cards_*_zh.pdf" "internal/EXERCISE_transfer_list_*.xlsx"; do
  compgen -G "$package/$some" >/dev/null || fail "the package lacks $some"
done

# What a reader sees: office files unzipped, PDF as text where a reader is there.
read_out() {
  case "$1" in
  *.docx | *.xlsx) unzip -p "$1" '*.xml' ;;
  *.pdf) command -v pdftotext >/dev/null && pdftotext "$1" - ;;
  *) cat "$1" ;;
  esac
}
names=$(tail -n +2 area/restricted/persons.csv | cut -d, -f2 | sort -u)
phones=$(tail -n +2 area/restricted/persons.csv | cut -d, -f4 | grep -E '^[0-9]{11}$' | sort -u)
[ -n "$names" ] && [ -n "$phones" ] || fail "the area has no persons to look for"
find "$package" -type f | while read -r file; do
  case "$(basename "$file")" in EXERCISE_* ) ;; *) fail "a file without the mark: $file" ;; esac
  read_out "$file" >text || continue
  grep -qE '演练|EXERCISE|Exercise' text || fail "no mark in $file"
  grep -oE '(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)' text && fail "a phone number in $file"
  grep -qFf <(printf '%s\n' "$phones") text && fail "a phone of the register in $file"
  # Names of three characters and more: shorter ones are words of the language as well.
  grep -qFf <(printf '%s\n' "$names" | grep -E '...') text && fail "a whole name in $file"
  true
done
[ ! -e area/restricted/audit.csv ] || fail "a masked package is audited"
if command -v xmllint >/dev/null; then
  xmllint --noout "$package"/public/warnings/cap/*.xml || fail "a CAP file is not XML"
fi
if command -v soffice >/dev/null; then
  soffice --headless --convert-to pdf --outdir office "-env:UserInstallation=file://$work/office_home" \
    "$package"/internal/EXERCISE_work_plan_zh.docx "$package"/internal/EXERCISE_consultations_zh.docx \
    "$package"/internal/EXERCISE_msel.xlsx "$package"/internal/EXERCISE_report.xlsx >/dev/null 2>&1
  [ "$(ls office/*.pdf | wc -l)" -eq 4 ] || fail "an office program does not open the documents"
fi

# Whole names: who and what for, then one line in the audit file.
expect_exit 3 "$dayu" export run --package --unmasked
expect_said "add --who NAME and --purpose TEXT"
# Where it may be, without any network at all.
alone=()
unshare -rn true 2>/dev/null && alone=(unshare -rn)
expect_exit 0 "${alone[@]}" "$dayu" export run --package --unmasked --who "县防办 张三" --purpose "发卡" --to whole
[ "$(wc -l <area/restricted/audit.csv)" -eq 2 ] || fail "not one audit line"
grep -q "县防办 张三" area/restricted/audit.csv || fail "the audit line does not say who"
unzip -p whole/restricted/EXERCISE_calls.xlsx '*.xml' | grep -qFf <(printf '%s\n' "$phones") || fail "no phone in the unmasked record"

# What may leave the office.
expect_exit 0 "$dayu" export run --public --to open
[ -s open/EXERCISE_places.geojson ] || fail "no list of places"
find open -type f | grep -E "household|transfer_list|geo_card|msel|work_plan|summary" && fail "an internal paper is public"
grep -q "仓\|warehouse" open/EXERCISE_places.csv && fail "a store is public"
cut -d, -f1 open/EXERCISE_places.csv | grep -q reservoir || fail "reservoirs lack even their names"
sed -i 's/^classification = .*/classification = "secret"/' area/area.toml
expect_exit 3 "$dayu" export run --public --to secret
[ ! -e secret ] || fail "a secret area left the office"
echo "package: as it should be"
