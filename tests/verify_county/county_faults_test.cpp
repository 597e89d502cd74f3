// SPDX-License-Identifier: Apache-2.0
// Faults planted one at a time in a county plan that the planner made: in the plan, in its stress figure, and
// in the proof of its bounds. The checker, which shares no planning code, must find each under its rule; the
// plan itself must pass.
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/app/verify/verify.h"
#include "engine/geo/table.h"
#include "engine/impact/impact_files.h"
#include "engine/plan/behaviour/behaviour.h"
#include "engine/plan/plan_files.h"
#include "tests/plan/plan_checks.h"
#include "tests/support/data.h"

using namespace dayu;
using test::TinyTown;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const base::Instant kStart = base::read_instant("2025-06-18T14:00:00+08:00");

/// A near hall that fills up, a far school, a road that closes, a car, a bus, somebody cut off.
TinyTown county() {
  TinyTown town;
  const int home = town.node(0, 0), near = town.node(600, 0, 10), bend = town.node(3000, 0, 5),
            school = town.node(6000, 0), island = town.node(0, 800);
  town.road(home, near, 600, 8, 0.1);
  town.road(near, bend, 2400, 10, 0.1);
  town.road(bend, school, 3000, 10, 0.1);
  town.close_all(town.road(home, school, 6500, 10, 0.1), 5200);
  const int ford = town.road(home, island, 800);
  town.shelter(near, 40);
  town.shelter(school, 200);
  town.order(500, 1000);
  const int g = town.group(home, 60, 15), cut = town.group(island, 12, 3, 9000);
  for (int i = 0; i < 10; ++i) town.household(g, 4, 4000 + 100 * i, i == 2 ? 1 : 0, i % 3 == 0 ? 1 : 0);
  town.household(cut, 4, 9000);
  for (const char* who : {"walker", "walker_weak", "car", "bus"}) town.close(ford, who, 700);
  town.team("bus", school, 2, 20);
  town.team("fire", home, 2, 6, "high_truck");
  return town;
}

class Written {
 public:
  Written() : folder_("verify_county") {
    const TinyTown town = county();
    const std::string rules = "prepare_day_s = [300, 900]\ncall_s = 60\ndoor_s = 60\n";
    plan::Plan plan = town.plan(rules);
    plan::add_behaviour(town.world, town.impact, TinyTown::settings(rules), 1, plan);
    test::check_plan(town, plan);
    impact::write_impact(town.impact, town.world, plan.standard, kStart, run(), false);
    plan::write_plan(plan, town.world, kStart, run());
    const plan::EvacuationFigures f = plan::figures_of(plan);
    json summary;
    summary["evacuation"] = {{"people", f.people},
                             {"arrived", f.arrived},
                             {"left_behind", f.left_behind},
                             {"safe_in_place", plan.people_safe_in_place},
                             {"clear_s", f.clear_s},
                             {"mean_arrival_s", f.mean_arrival_s},
                             {"bound_clear_s", plan.bound_clear_s},
                             {"bound_mean_s", plan.bound_mean_s},
                             {"bound_left", plan.bound_left}};
    summary["stress"] = certificate()["stress"];
    summary["behaviour"] = courses(*plan.behaviour);
    geo::write_file(run() / "summary.json", summary.dump());
  }

  fs::path run() const { return folder_.path(); }
  json certificate() const { return json::parse(geo::read_file(run() / "plan" / "certificate.json")); }
  void certificate(const json& j) const { geo::write_file(run() / "plan" / "certificate.json", j.dump()); }
  void figure(const std::string& key, double more) const {
    json c = certificate(), s = json::parse(geo::read_file(run() / "summary.json"));
    c[key] = c[key].get<double>() + more;
    s["evacuation"][key] = c[key];
    certificate(c);
    geo::write_file(run() / "summary.json", s.dump());
  }

  /// Rows of a file as cells; no cell of these files holds a line break.
  std::vector<std::vector<std::string>> rows(const std::string& file) const {
    const geo::Table t = geo::read_table(run() / file);
    std::vector<std::vector<std::string>> all{t.columns};
    all.insert(all.end(), t.rows.begin(), t.rows.end());
    return all;
  }
  void rows(const std::string& file, const std::vector<std::vector<std::string>>& all) const {
    geo::TableWriter out(all.front());
    for (std::size_t i = 1; i < all.size(); ++i) {
      for (const std::string& cell : all[i]) out.cell(cell);
      out.end_row();
    }
    out.write(run() / file);
  }
  static json courses(const plan::Behaviour& behaviour) {
    json all = json::array();
    for (const plan::ExpectedRow& r : behaviour.expected) {
      if (r.village >= 0) continue;
      json row;
      for (const auto& [name, range] : {std::pair{"departed", r.departed}, std::pair{"safe", r.safe},
                                        std::pair{"in_danger", r.in_danger}})
        for (const auto& [percentile, people] :
             {std::pair{"_p10", range.p10}, std::pair{"_p50", range.p50}, std::pair{"_p90", range.p90}})
          row[std::string(name) + percentile] = people;
      all.push_back(row);
    }
    return {{"courses", all}};
  }
  using Edit = std::function<std::string(const std::string&)>;
  /// Edits one cell of the first row that `where` (column = value) names; empty `where`: the first row.
  void cell(const std::string& file, const std::string& where, const std::string& value,
            const std::string& column, const Edit& edit) const {
    auto all = rows(file);
    const auto at = [&](const std::string& name) {
      const auto found = std::find(all[0].begin(), all[0].end(), name);
      REQUIRE(found != all[0].end());
      return static_cast<std::size_t>(found - all[0].begin());
    };
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (!where.empty() && all[i][at(where)] != value) continue;
      all[i][at(column)] = edit(all[i][at(column)]);
      rows(file, all);
      return;
    }
    FAIL("no row of " + file + " has " + where + " = " + value);
  }
  void drop(const std::string& file) const {
    auto all = rows(file);
    REQUIRE(all.size() > 1);
    all.erase(all.begin() + 1);
    rows(file, all);
  }
  void twice(const std::string& file) const {
    auto all = rows(file);
    all.push_back(all[1]);
    rows(file, all);
  }

 private:
  test::TemporaryFolder folder_;
};

std::string more(const std::string& cell, double by) {
  std::ostringstream out;
  out << std::stod(cell.empty() ? "0" : cell) + by;
  return out.str();
}
Written::Edit plus(double by) {
  return [by](const std::string& cell) { return more(cell, by); };
}
Written::Edit is(const std::string& value) {
  return [value](const std::string&) { return value; };
}
/// Every time of a list later.
Written::Edit all_plus(double by) {
  return [by](const std::string& cell) {
    std::istringstream in(cell);
    std::string out;
    for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + more(word, by);
    return out;
  };
}

struct Plant {
  const char* what;
  void (*edit)(const Written&);
  const char* rule;
};

constexpr const char *kTrips = "plan/evacuation.csv", *kStress = "plan/stress.csv";
constexpr const char *kDraws = "plan/behaviour_draws.csv", *kExpected = "plan/behaviour_villages.csv",
                     *kCurves = "plan/behaviour.csv";

const Plant kPlants[] = {
    {"a household split", [](const Written& w) { w.cell(kTrips, "group", "H1", "people", plus(-1)); },
     "unit.split"},
    {"a household twice", [](const Written& w) { w.twice(kTrips); }, "unit.twice"},
    {"a household nowhere", [](const Written& w) { w.drop(kTrips); }, "unit.nowhere"},
    {"left behind without a reason",
     [](const Written& w) { w.cell("plan/left.csv", "", "", "reason_en", is("")); }, "left.reason"},
    {"a helper missing", [](const Written& w) { w.cell(kTrips, "need_help", "1", "helper", is("")); },
     "helper.missing"},
    {"a helper who is nobody",
     [](const Written& w) { w.cell(kTrips, "need_help", "1", "helper", is("H99")); }, "helper.unknown"},
    {"an arc used after it closed",
     [](const Written& w) {
       const auto all = w.rows(kTrips);
       const std::string arc = w.rows(kTrips)[1][6].substr(0, w.rows(kTrips)[1][6].find(' '));
       auto closures = w.rows("impact/closures.csv");
       auto row = closures[1];
       row[0] = std::to_string(std::stoi(arc) / 2), row[1] = all[1][9], row[2] = "stop", row[3] = "1",
       row[4] = "";
       closures.insert(closures.begin() + 1, row);
       w.rows("impact/closures.csv", closures);
     },
     "road.closed"},
    {"arrives too soon", [](const Written& w) { w.cell(kTrips, "", "", "arrive_s", plus(-3000)); },
     "time.order"},
    {"times that do not add up",
     [](const Written& w) {
       w.cell(kTrips, "", "", "enter_s", [](const std::string& cell) {
         return cell.substr(0, cell.find(' ')) + " " + cell.substr(0, cell.find(' '));
       });
     },
     "time.count"},
    {"leaves before it is ready", [](const Written& w) { w.cell(kTrips, "", "", "ready_s", plus(60)); },
     "time.ready"},
    {"a margin that is none", [](const Written& w) { w.cell(kTrips, "group", "H1", "margin_s", plus(600)); },
     "time.margin"},
    {"a shelter wet before they arrive",
     [](const Written& w) { w.cell("impact/shelters.csv", "shelter", "S1", "danger_s", is("100")); },
     "shelter.unsafe"},
    {"a place too few",
     [](const Written& w) { w.cell("impact/shelters.csv", "shelter", "S1", "places", is("3")); },
     "shelter.full"},
    {"expected course: somebody vanishes", [](const Written& w) { w.cell(kDraws, "", "", "stays", plus(1)); },
     "behaviour.people"},
    {"expected course: left for no reason",
     [](const Written& w) { w.cell(kDraws, "", "", "by_command", plus(1)); }, "behaviour.people"},
    {"expected course: a draw is missing", [](const Written& w) { w.drop(kDraws); }, "behaviour.draws"},
    {"expected course: a draw twice", [](const Written& w) { w.twice(kDraws); }, "behaviour.draws"},
    {"expected course: fewer in danger than drawn",
     [](const Written& w) { w.cell(kExpected, "compliance_1", "0.6000", "in_danger_p90", plus(-1)); },
     "behaviour.range"},
    {"expected course: the plan made better than it is",
     [](const Written& w) { w.cell(kExpected, "", "", "plan_safe", plus(2)); }, "behaviour.plan"},
    {"expected course: with nothing drawn it is not the plan",
     [](const Written& w) { w.cell(kCurves, "", "", "announced_safe", plus(4)); }, "behaviour.announced"},
    {"expected course: more safe at first than later",
     [](const Written& w) { w.cell(kCurves, "", "", "safe_p90", plus(60)); }, "behaviour.curve"},
    {"expected course: percentiles out of order",
     [](const Written& w) { w.cell(kCurves, "", "", "departed_p10", plus(61)); }, "behaviour.range"},
    {"expected course: the summary says otherwise",
     [](const Written& w) {
       json s = json::parse(geo::read_file(w.run() / "summary.json"));
       s["behaviour"]["courses"][2]["in_danger_p50"] = 0;
       geo::write_file(w.run() / "summary.json", s.dump());
     },
     "behaviour.summary"},
    {"goes to no shelter", [](const Written& w) { w.cell(kTrips, "", "", "to", is("S9")); },
     "shelter.unknown"},
    {"leaves in danger",
     [](const Written& w) { w.cell("impact/settlements.csv", "id", "H1", "danger_s", is("10")); },
     "danger.before_leaving"},
    {"a gap in the route", [](const Written& w) { w.cell(kTrips, "", "", "route", is("4 0")); },
     "route.broken"},
    {"one person less in the county", [](const Written& w) { w.figure("arrived", -1); }, "sum.people"},
    {"a clearing time too good", [](const Written& w) { w.figure("clear_s", -300); }, "sum.clear"},
    {"a mean too good", [](const Written& w) { w.figure("mean_arrival_s", -30); }, "sum.mean"},
    {"people in a shelter hidden",
     [](const Written& w) { w.cell("plan/shelters.csv", "", "", "people", plus(-1)); }, "sum.shelter"},
    {"a bound of the mean above its proof", [](const Written& w) { w.figure("bound_mean_s", 5); },
     "bound.unproven"},
    {"a bound of the clearing time above its proof", [](const Written& w) { w.figure("bound_clear_s", 3); },
     "bound.unproven"},
    {"a bound of those left above its proof", [](const Written& w) { w.figure("bound_left", 1); },
     "bound.unproven"},
    {"a bound above the value", [](const Written& w) { w.figure("bound_mean_s", 90000); }, "bound.above"},
    {"a price that proves too little",
     [](const Written& w) { w.cell("plan/proof.csv", "shelter", "S1", "price_s", plus(4000)); },
     "bound.unproven"},
    {"the proof gone", [](const Written& w) { fs::remove(w.run() / "plan" / "proof.csv"); },
     "bound.unproven"},
    {"a bus that the bounds leave out", [](const Written& w) { w.drop("plan/proof_buses.csv"); },
     "bound.unproven"},
    {"a load that may come sooner",
     [](const Written& w) { w.cell("plan/proof_loads.csv", "", "", "arrives_s", plus(50)); },
     "bound.unproven"},
    {"a stress row lost", [](const Written& w) { w.drop(kStress); }, "stress.rows"},
    {"a stress row twice", [](const Written& w) { w.twice(kStress); }, "stress.rows"},
    {"stress people that are not the plan's",
     [](const Written& w) { w.cell(kStress, "", "", "people", plus(1)); }, "stress.rows"},
    {"time to spare that is not there",
     [](const Written& w) { w.cell(kStress, "made", "1", "slack_s", plus(400)); }, "stress.slack"},
    {"said to make it, and does not",
     [](const Written& w) {
       w.cell(kStress, "made", "1", "enter_s", all_plus(9000));
       w.cell(kStress, "made", "1", "depart_s", plus(9000));
     },
     "stress.caught"},
    {"said to be caught, and is not", [](const Written& w) { w.cell(kStress, "made", "1", "made", is("0")); },
     "stress.reason"},
    {"times of the stress figure out of order",
     [](const Written& w) { w.cell(kStress, "made", "1", "arrive_s", is("1")); }, "stress.times"},
    {"an earliness milder than stated",
     [](const Written& w) {
       json c = w.certificate();
       c["stress"]["earlier_1"] = 0.6;
       w.certificate(c);
     },
     "stress.slack"},
    {"fewer caught than the rows have",
     [](const Written& w) {
       json c = w.certificate();
       c["stress"]["caught"] = c["stress"]["caught"].get<int>() + 1;
       w.certificate(c);
     },
     "stress.sum"},
    {"two stress figures",
     [](const Written& w) {
       json c = w.certificate();
       c["stress"]["holds_to_1"] = 0.123;
       w.certificate(c);
     },
     "sum.certificate"},
    {"the stress file gone", [](const Written& w) { fs::remove(w.run() / "plan" / "stress.csv"); },
     "files.missing"},
};

std::string told(const Written& w) {
  std::string all;
  for (const auto& v : verify::verify(w.run()).violations)
    if (v.rule != "files.manifest" && v.rule != "files.missing manifest")
      all += v.rule + " | " + v.file + " | " + v.place + " | " + v.en + "\n";
  return all;
}

}  // namespace

TEST_CASE("the planner's own county plan passes, its stress figure and bounds proven") {
  const Written w;
  const verify::Report report = verify::verify(w.run());
  std::string checked;
  for (const std::string& line : report.checked) checked += line + "\n";
  INFO(told(w));
  for (const auto& v : report.violations) CHECK(v.rule.starts_with("files."));
  CHECK(checked.find("rows of the stress figure") != std::string::npos);
  CHECK(checked.find("proven again from their prices") != std::string::npos);
}

TEST_CASE("faults planted in a county plan are found") {
  for (const Plant& plant : kPlants) {
    INFO(plant.what);
    const Written w;
    plant.edit(w);
    const std::string all = told(w);
    INFO(all);
    CHECK(("\n" + all).find(std::string("\n") + plant.rule + " |") != std::string::npos);
  }
}
