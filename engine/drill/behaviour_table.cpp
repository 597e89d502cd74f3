// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/behaviour_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/drill/words.h"

namespace dayu::drill {
namespace {

using CourseJson = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

constexpr double kCourse_pt = 8.5;

void add_range(CourseJson& row, const std::string& name, const plan::Range<int>& r) {
  row[name + "_p10"] = r.p10, row[name + "_p50"] = r.p50, row[name + "_p90"] = r.p90;
}

void add_range(CourseJson& row, const std::string& name, const plan::Range<double>& r) {
  const auto time = [](double t) {
    return std::isfinite(t) ? CourseJson(static_cast<std::int64_t>(std::lround(t))) : CourseJson(nullptr);
  };
  row[name + "_p10"] = time(r.p10), row[name + "_p50"] = time(r.p50), row[name + "_p90"] = time(r.p90);
}

class SideBySide {
 public:
  SideBySide(Paper& paper, const Scenario& scenario, const world::World& world,
             const plan::Behaviour& behaviour, Language language)
      : paper_(paper), scenario_(scenario), world_(world), b_(behaviour), l_(language) {}

  void draw() const {
    whole();
    villages();
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) ? base::clock_hh_mm(scenario_.start, time_s) : w("note.none");
  }
  static std::string range(const plan::Range<int>& r) {
    return std::to_string(r.p10) + "–" + std::to_string(r.p50) + "–" + std::to_string(r.p90);
  }
  std::string percent(double share_1) const { return short_number(std::round(share_1 * 100)) + " %"; }

  void whole() const {
    Rows rows{{w("behaviour.course"), w("behaviour.departed"), w("behaviour.safe"), w("behaviour.in_danger"),
               w("behaviour.at_home"), w("behaviour.on_road"), w("behaviour.stays"), w("behaviour.last")}};
    for (const plan::ExpectedRow& r : b_.expected) {
      if (r.village >= 0) continue;
      if (rows.size() == 1) {
        const std::string safe = std::to_string(r.plan_safe);
        rows.push_back({w("behaviour.plan"), safe, safe, std::to_string(r.plan_in_danger), "", "", "",
                        clock(r.plan_last_s)});
      }
      rows.push_back({say("behaviour.expected", l_, {percent(r.compliance_1)}), range(r.departed),
                      range(r.safe), range(r.in_danger), range(r.at_home), range(r.on_road), range(r.stays),
                      clock(r.last_safe_s.p50)});
    }
    const TableLook look{.widths_mm = {34, 23, 23, 20, 18, 18, 23, 17},
                         .size_pt = kCourse_pt,
                         .right = {false, true, true, true, true, true, true, true}};
    paper_.heading(w("behaviour.heading"), 12, paper_.table_height(rows, look));
    paper_.paragraph(say("behaviour.text", l_, {std::to_string(b_.draws)}),
                     {.size_pt = 10, .face = Face::song, .spacing_1 = 1.15});
    paper_.table(rows, look);
  }

  /// One row a village: the plan, then safe and in danger at each compliance.
  void villages() const {
    Rows rows{{w("note.village"), w("note.must_move"), w("behaviour.plan_safe"), w("behaviour.plan_last")}};
    std::vector<double> widths{28, 14, 16, 16};
    const double width_mm = 100.0 / static_cast<double>(std::max<std::size_t>(1, b_.compliance_1.size()));
    for (const double compliance_1 : b_.compliance_1) {
      rows.front().push_back(say("behaviour.both", l_, {percent(compliance_1)}));
      widths.push_back(width_mm);
    }
    std::map<int, std::size_t> row_of;
    for (const plan::ExpectedRow& r : b_.expected) {
      if (r.village < 0) continue;
      const auto [found, is_new] = row_of.emplace(r.village, rows.size());
      if (is_new)
        rows.push_back({name_in(world_.villages[static_cast<std::size_t>(r.village)].name, l_),
                        std::to_string(r.people), std::to_string(r.plan_safe), clock(r.plan_last_s)});
      rows[found->second].push_back(std::to_string(r.safe.p50) + " / " + range(r.in_danger));
    }
    if (rows.size() == 1) return;
    std::vector<bool> right(widths.size(), true);
    right.front() = false;
    paper_.table(rows, {.widths_mm = widths, .size_pt = kCourse_pt, .right = right});
  }

  Paper& paper_;
  const Scenario& scenario_;
  const world::World& world_;
  const plan::Behaviour& b_;
  Language l_;
};

}  // namespace

std::string behaviour_json(const plan::Behaviour& behaviour) {
  CourseJson json{{"draws", behaviour.draws}, {"seed", behaviour.seed}, {"courses", CourseJson::array()}};
  for (const plan::ExpectedRow& r : behaviour.expected) {
    if (r.village >= 0) continue;
    CourseJson row{{"compliance_1", r.compliance_1},
                   {"people", r.people},
                   {"plan_safe", r.plan_safe},
                   {"plan_in_danger", r.plan_in_danger}};
    add_range(row, "departed", r.departed);
    add_range(row, "safe", r.safe);
    add_range(row, "in_danger", r.in_danger);
    add_range(row, "at_home", r.at_home);
    add_range(row, "on_road", r.on_road);
    add_range(row, "stays", r.stays);
    add_range(row, "ninety_s", r.ninety_s);
    add_range(row, "last_safe_s", r.last_safe_s);
    json["courses"].push_back(std::move(row));
  }
  return json.dump();
}

void draw_behaviour(Paper& paper, const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                    Language language) {
  if (!plan.behaviour || plan.behaviour->expected.empty()) return;
  SideBySide(paper, scenario, world, *plan.behaviour, language).draw();
}

}  // namespace dayu::drill
