// SPDX-License-Identifier: Apache-2.0
// Rules 1 and 2 for shelters: safe when people come and as long as they stay; places by one named standard.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr double kAreaRounding_m2 = 0.05;  // areas are written with one decimal

void check_arrivals(const Run& run, std::map<std::string, int>& in_shelter, Findings& findings) {
  for (const Trip& t : run.trips) {
    const Shelter* s = run.shelter(t.to);
    if (!s) {
      findings.refute("shelter.unknown", t.spot, t.unit + " 去的安置点“" + t.to + "”不存在",
                      t.unit + " goes to '" + t.to + "', which is no shelter");
      continue;
    }
    in_shelter[t.to] += t.people;
    if (t.arrive_s >= s->danger_s) {
      findings.refute("shelter.unsafe", t.spot,
                      t.unit + " " + figure(t.arrive_s) + " s 到 " + t.to + "，该处 " + figure(s->danger_s) +
                          " s 起不安全",
                      t.unit + " arrives at " + t.to + " at " + figure(t.arrive_s) + " s, unsafe from " +
                          figure(s->danger_s) + " s");
    } else if (std::isfinite(s->danger_s)) {
      findings.refute("shelter.unsafe_later", t.spot,
                      t.unit + " 安置在 " + t.to + "，该处 " + figure(s->danger_s) + " s 起不安全",
                      t.unit + " stays at " + t.to + ", which is unsafe from " + figure(s->danger_s) + " s");
    }
  }
}

void check_places(const Run& run, const std::map<std::string, int>& in_shelter, Findings& findings) {
  for (const Shelter& s : run.shelters) {
    const auto at = in_shelter.find(s.id);
    if (at == in_shelter.end() || at->second <= s.places) continue;
    findings.refute(
        "shelter.full", s.spot,
        s.id + " 安置 " + std::to_string(at->second) + " 人，按标准只有 " + std::to_string(s.places) + " 位",
        s.id + " takes " + std::to_string(at->second) + " people in " + std::to_string(s.places) + " places");
  }
}

/// The certificate names the area for each person that it used: no shelter may hold more than that gives.
void check_area(const Run& run, Findings& findings) {
  const std::optional<double> each_m2 = run.certificate.number("standard.area_m2_per_person");
  if (!each_m2 || !(*each_m2 > 0)) return;
  const auto name = run.certificate.texts.find("standard.name");
  const auto source = run.certificate.texts.find("standard.source");
  if (source == run.certificate.texts.end() || source->second.empty())
    findings.refute("source.missing", {run.certificate.file, "standard.source"}, "人均面积标准没有来源",
                    "the area standard has no source");
  for (const Shelter& s : run.shelters) {
    if (name != run.certificate.texts.end() && name->second != s.standard)
      findings.refute("shelter.standard", s.spot, "标准与证书所列不同",
                      "goes by another standard than the certificate");
    if (s.indoor_m2 > 0 && s.places * *each_m2 > s.indoor_m2 + kAreaRounding_m2)
      findings.refute("shelter.standard", s.spot, s.id + " 的床位多于标准所允许",
                      s.id + " has more places than the standard allows");
  }
}

/// plan/shelters.csv repeats places and people: the same figures as in impact/shelters.csv and the trips.
void check_uses(const Run& run, const std::map<std::string, int>& in_shelter, Findings& findings) {
  const auto rows = Rows::open(run.folder, "plan/shelters.csv", {"shelter", "places", "people"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    const Shelter* s = run.shelter(rows->text(i, "shelter"));
    const auto at = in_shelter.find(rows->text(i, "shelter"));
    const int people = at == in_shelter.end() ? 0 : at->second;
    if (s && s->places == rows->integer(i, "places") && people == rows->integer(i, "people")) continue;
    findings.refute("sum.shelter", rows->spot(i), "床位或人数与各行不符",
                    "places or people differ from the rows");
  }
}

/// One area for each person must explain all rows: indoor / (places + 1) < area <= indoor / places.
void check_standard(const Run& run, Findings& findings) {
  double above_m2 = 0, at_most_m2 = std::numeric_limits<double>::infinity();
  const Shelter* narrowest = nullptr;
  for (const Shelter& s : run.shelters) {
    if (s.standard.empty())
      findings.refute("source.missing", s.spot, "没有写明按哪个标准计床位",
                      "names no standard for its places");
    if (s.standard != run.shelters.front().standard)
      findings.refute("shelter.standard", s.spot, "各安置点所用标准不一",
                      "the shelters use different standards");
    if (!(s.indoor_m2 > 0) || s.places <= 0) continue;  // open ground counts its outdoor area
    above_m2 = std::max(above_m2, (s.indoor_m2 - kAreaRounding_m2) / (s.places + 1));
    const double each_m2 = (s.indoor_m2 + kAreaRounding_m2) / s.places;
    if (each_m2 < at_most_m2) at_most_m2 = each_m2, narrowest = &s;
  }
  if (narrowest && at_most_m2 <= above_m2 * (1 - 1e-9))
    findings.refute("shelter.standard", narrowest->spot,
                    narrowest->id + " 的床位多于同一人均面积所允许（" + figure(at_most_m2) + " m²/人）",
                    narrowest->id + " has more places than the area for each person used elsewhere allows (" +
                        figure(at_most_m2) + " m2)");
}

}  // namespace

void check_shelters(const Run& run, Findings& findings) {
  if (run.shelters.empty()) {
    findings.skipped("安置点：没有 impact/shelters.csv", "shelters: impact/shelters.csv is absent or empty");
    return;
  }
  std::map<std::string, int> in_shelter;
  check_arrivals(run, in_shelter, findings);
  check_places(run, in_shelter, findings);
  check_standard(run, findings);
  check_area(run, findings);
  check_uses(run, in_shelter, findings);
  findings.checked(std::to_string(run.shelters.size()) + " 个安置点的床位与安全",
                   "places and safety of " + std::to_string(run.shelters.size()) + " shelters");
}

}  // namespace dayu::verify
