// SPDX-License-Identifier: Apache-2.0
// Thresholds that are not a village's rain, the states of villages, forecasts and calls. Times by hand from
// the made county: G1 gives 1 mm in 10 minutes, 6 mm from 5:00 to 8:00, then 1 mm again, 14 hours in all.
#include "engine/drill/thresholds/alert_words.h"
#include "engine/drill/thresholds/village_states.h"
#include "engine/geo/table.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using drill::Alert;

namespace {

constexpr double kHour_s = 3600;

const Alert* found(const std::vector<Alert>& alerts, const std::string& kind, const std::string& level,
                   const std::string& place) {
  for (const Alert& alert : alerts)
    if (alert.kind == kind && alert.level == level && alert.place == place) return &alert;
  return nullptr;
}

std::vector<drill::Threshold> table(const std::string& rows) {
  base::Faults faults;
  std::vector<drill::Threshold> all = drill::parse_thresholds(
      "kind,place,level,measure,object,window_s,value,unit,soil,basis,source,edition,region,surety\n" + rows,
      "t.csv", faults);
  faults.throw_if_any();
  return all;
}

/// A fire that walks east along y = 0 at 1 m/s from x = -400.
hazards::Course walking_fire() {
  hazards::Course course;
  course.hazard = "fire";
  geo::Raster<float> arrival({40, 60, -500, 1300, 50, "EPSG:4547"}, std::numeric_limits<float>::quiet_NaN());
  for (int col = 2; col < 60; ++col)
    arrival[{25, col}] = static_cast<float>(arrival.grid.centre({25, col}).x_m + 400);
  course.rasters.emplace("arrival_s", arrival);
  course.figures["danger_level_1"] = 4;
  return course;
}

}  // namespace

TEST_CASE("stage, reservoir level and fire distance order a village by table rows") {
  world::World world = test::made_county();
  world.gauges.push_back({"R1", "stage", {"青溪水位站", "Qing Stage"}, {0, 0}, {"V1"}});
  world.reservoirs.push_back({.id = "pond", .name = {"上塘", "Upper Pond"}, .design_m = 214.1});
  drill::Scenario scenario = test::made_scenario();
  scenario.levels = {{"pond", {0, 600, 1200, 1800}, {210, 213, 214.1, 215}}};
  scenario.thresholds.table = table(
      "transfer,V1,immediate,stage,,0,1.2,m,,approved,test,1,here,B\n"
      "transfer,V2,prepare,reservoir_level,pond,0,213,m,,approved,test,1,here,B\n"
      "transfer,*,immediate,fire_distance,,0,500,m,,approved,test,1,here,C\n");
  hazards::Course flood;
  flood.hazard = "flood";
  flood.gauges = {{"R1", {0, 0}, {0, 600, 1200}, {{"water_depth_m", {0, 1.1, 1.25}}}}};
  const std::vector<hazards::Course> courses{flood, walking_fire()};
  const std::vector<Alert> alerts = drill::all_alerts(scenario, world, courses);
  // V1 at (0, 30): the fire's nearest cell within 500 m burns at x = -475 + 50 n, the first at -375, at 25 s.
  REQUIRE(found(alerts, "transfer", "immediate", "V1"));
  CHECK(found(alerts, "transfer", "immediate", "V1")->measure == "fire_distance");
  CHECK(found(alerts, "transfer", "immediate", "V1")->time_s == 25);
  // V2 at (1600, 40): cells within 500 m from x >= 1104; centre 1125 burns at 1525 s.
  CHECK(found(alerts, "transfer", "immediate", "V2")->time_s == 1525);
  CHECK(found(alerts, "transfer", "prepare", "V2")->time_s == 600);
  CHECK(found(alerts, "transfer", "prepare", "V2")->measure == "reservoir_level");
  CHECK(found(alerts, "reservoir", "design", "pond")->time_s == 1200);
  CHECK(found(alerts, "fire_danger", "orange", "")->value == 4);
  scenario.thresholds.table.pop_back();
  const std::vector<Alert> wet = drill::all_alerts(scenario, world, courses);
  CHECK(found(wet, "transfer", "immediate", "V1")->measure == "stage");
  CHECK(found(wet, "transfer", "immediate", "V1")->time_s == 1200);
  const std::vector<plan::Order> orders = drill::orders(scenario, world, wet);
  CHECK(orders[0].immediate_s == 1200);
  CHECK(orders[0].basis.find("stage R1 >= 1.2 m") != std::string::npos);
}

TEST_CASE("a row that names what the area lacks is a fault; what this run does not compute is not") {
  const world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  scenario.thresholds.table = table(
      "transfer,V9,prepare,stage,R7,0,1,m,,approved,t,1,h,B\n"
      "transfer,V1,prepare,reservoir_level,nowhere,0,1,m,,approved,t,1,h,B\n");
  try {
    drill::all_alerts(scenario, world, {});
    FAIL("no fault");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() == 2);
  }
  scenario.thresholds.table = table("transfer,V1,prepare,stage,G1,0,1,m,,approved,t,1,h,B\n");
  CHECK(drill::all_alerts(scenario, world, {}).size() == drill::county_alerts(scenario, world).size());
}

TEST_CASE("a table's faults are all told, with row and what is known") {
  base::Faults faults;
  drill::parse_thresholds(
      "kind,place,level,measure,window_s,value,basis,surety\ntransfer,V1,soon,rain,0,5,approved,B\n"
      "signal,V1,blue,rain,3600,5,guessed,D\n",
      "t.csv", faults);
  CHECK(faults.all().size() == 5);
  CHECK(faults.all().front().remedy.find("prepare, immediate") != std::string::npos);
}

TEST_CASE("computed thresholds lie beside the approved ones and are used by name only") {
  const world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  const auto prepare_s = [&] {
    return found(drill::all_alerts(scenario, world, {}), "transfer", "prepare", "V1")->time_s;
  };
  const double approved_s = prepare_s();
  scenario.thresholds.table = table(
      "transfer,V1,prepare,rain,,3600,6,mm,normal,computed,model run,1,here,C\n"
      "transfer,V1,immediate,rain,,3600,20,mm,normal,computed,model run,1,here,C\n");
  CHECK(prepare_s() == approved_s);
  CHECK(drill::computed_rules(scenario.thresholds, world.villages[0]).size() == 2);
  scenario.thresholds.computed = {"V1"};
  CHECK(prepare_s() == kHour_s);  // six times 1 mm
  // 5:00 + k * 10 min: 6k + (6 - k) >= 20 from k = 3.
  CHECK(found(drill::all_alerts(scenario, world, {}), "transfer", "immediate", "V1")->time_s ==
        5 * kHour_s + 1800);
  for (const drill::RainRule& rule : drill::village_rules(scenario.thresholds, world, world.villages[0]))
    CHECK(rule.computed);
}

TEST_CASE("a village goes up by its readings, is released when all are below, and goes up again") {
  world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  // Nothing, 40 mm in an hour, nothing for six hours, 50 mm in an hour, nothing.
  drill::RainSeries& rain = scenario.rain.front();
  for (std::size_t i = 0; i < rain.rain_mm.size(); ++i) {
    const std::size_t hour = i / 6;
    rain.rain_mm[i] = hour == 1 ? 40.0 / 6 : hour == 8 ? 50.0 / 6 : 0;
  }
  const std::vector<Alert> alerts = drill::all_alerts(scenario, world, {});
  std::vector<std::pair<std::string, double>> states;
  for (const drill::VillageState& state : drill::village_states(scenario, world, alerts))
    if (state.village == "V1") states.emplace_back(state.state, state.time_s / 60);
  // Prepare at 35 mm in an hour (2 h); the 3 h window falls under 5 mm at 5 h 0 min, held for an hour: 6 h.
  // Then 48 mm in an hour at the ninth hour: 35 mm after five stamps (8 h 50), 48 after six (9 h). Released
  // at 13 h.
  const std::vector<std::pair<std::string, double>> truth{
      {"prepare", 120}, {"release", 360}, {"prepare", 530}, {"immediate", 540}, {"release", 780}};
  CHECK(states == truth);
  const drill::Log log = drill::play(scenario, world, {}, test::made_impact(), test::made_plan(), alerts);
  int releases = 0;
  for (const drill::Event& event : log.events)
    if (event.kind == "release" && event.place == "V1") {
      ++releases;
      CHECK(event.zh.find("未下达前任何人不得返回") != std::string::npos);
    }
  CHECK(releases == 2);
}

TEST_CASE("no rain, no state; a state never outlasts what holds it up") {
  world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  for (double& mm : scenario.rain.front().rain_mm) mm = 0;
  CHECK(drill::village_states(scenario, world, drill::all_alerts(scenario, world, {})).empty());
  CHECK(drill::all_alerts(scenario, world, {}).empty());
}

TEST_CASE("a forecast issues a signal before it is reached; only the higher of two goes out") {
  const world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  // 36 mm an hour from 5:00: 3 h >= 50 is observed at 6:30 or so; the forecast of 4:00 says so.
  const std::vector<Alert> before = drill::county_alerts(scenario, world);
  REQUIRE(found(before, "rainstorm", "orange", "G1"));
  CHECK_FALSE(found(before, "rainstorm", "orange", "G1")->forecast);
  scenario.forecasts = {{4 * kHour_s, scenario.rain.front()}};
  const std::vector<Alert> after = drill::county_alerts(scenario, world);
  const Alert* orange = found(after, "rainstorm", "orange", "G1");
  CHECK(orange->forecast);
  CHECK(orange->time_s == 4 * kHour_s);
  CHECK(orange->expected_s == found(before, "rainstorm", "orange", "G1")->time_s);
  // All that the same forecast shows come together: only the highest of them is issued.
  int issued = 0;
  for (const Alert& alert : after)
    if (alert.kind == "rainstorm" && alert.time_s == 4 * kHour_s && !alert.superseded) ++issued;
  CHECK(issued == 1);
  // The villages' states wait for the rain itself.
  CHECK(found(after, "transfer", "prepare", "V1")->time_s ==
        found(before, "transfer", "prepare", "V1")->time_s);
  // A forecast of nothing takes nothing away.
  for (double& mm : scenario.forecasts.front().rain.rain_mm) mm = 0;
  CHECK(found(drill::county_alerts(scenario, world), "rainstorm", "orange", "G1")->time_s ==
        found(before, "rainstorm", "orange", "G1")->time_s);
}

TEST_CASE("631: county, township and village are called six, three and one hours ahead") {
  const world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  const std::vector<Alert> alerts = drill::county_alerts(scenario, world);
  const double heavy_s = found(alerts, "rainstorm", "orange", "G1")->time_s;
  const std::vector<drill::CallStep> steps = drill::call_steps(scenario, alerts);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].level == "county");
  CHECK(steps[0].time_s == heavy_s - 6 * kHour_s);
  CHECK(steps[1].time_s == heavy_s - 3 * kHour_s);
  CHECK(steps[2].time_s == heavy_s - kHour_s);
  // Known two hours ahead only: county and township at once, the village at its hour.
  scenario.forecasts = {{heavy_s - 2 * kHour_s, scenario.rain.front()}};
  const std::vector<drill::CallStep> late =
      drill::call_steps(scenario, drill::county_alerts(scenario, world));
  CHECK(late[0].late);
  CHECK(late[0].time_s == heavy_s - 2 * kHour_s);
  CHECK(late[1].late);
  CHECK_FALSE(late[2].late);
  CHECK(late[2].time_s == heavy_s - kHour_s);
}

TEST_CASE("hazard points: rain triggers and the warnings of others reach their watchers") {
  world::World world = test::made_county();
  world::HazardPoint point;
  point.id = "GH1";
  point.name = {"屋后滑坡", "slide behind the houses"};
  point.village = 0;
  point.households = {"H1"};
  point.people = 5;
  world.registers.hazard_points = {point};
  world.registers.point_triggers = {{"*", "prepare", 3600, 30, "normal", "test", "B"},
                                    {"*", "immediate", 10800, 90, "normal", "", "C"}};
  drill::Scenario scenario = test::made_scenario();
  std::vector<Alert> alerts = drill::all_alerts(scenario, world, {});
  // 1 h: 6k + (6 - k) >= 30 from k = 5, 5:50. 3 h: 6k + (18 - k) >= 90 from k = 15, 7:30.
  CHECK(found(alerts, "geology", "prepare", "GH1")->time_s == 5 * kHour_s + 3000);
  CHECK(found(alerts, "geology", "immediate", "GH1")->time_s == 7 * kHour_s + 1800);
  // Without a slide in the scenario the watcher is told, the village is not ordered out.
  const double ordered_s = drill::orders(scenario, world, alerts).front().immediate_s;
  scenario.hazards = {"flood", "slide"};
  CHECK(drill::orders(scenario, world, alerts).front().immediate_s ==
        std::min(ordered_s, 7 * kHour_s + 1800));
  scenario.given_warnings = {{"geology_warning", "red", "青溪乡", 3 * kHour_s, "县自然资源局"}};
  alerts = drill::all_alerts(scenario, world, {});
  CHECK(found(alerts, "geology_warning", "red", "青溪乡")->time_s == 3 * kHour_s);
  CHECK(found(alerts, "geology", "immediate", "GH1")->time_s == 3 * kHour_s);
  CHECK(found(alerts, "geology", "prepare", "GH1")->superseded);
  scenario.given_warnings.front().place = "别处乡";
  CHECK(found(drill::all_alerts(scenario, world, {}), "geology", "immediate", "GH1")->time_s ==
        7 * kHour_s + 1800);
}

TEST_CASE("response levels: none unless named; the published sample by its region, only the higher issued") {
  const world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  CHECK_FALSE(found(drill::all_alerts(scenario, world, {}), "response", "IV", ""));
  scenario.thresholds.response = "江华县";
  const std::vector<Alert> alerts = drill::all_alerts(scenario, world, {});
  // IV: 1 h >= 35 at 6:00 (36 mm); 3 h >= 55: 6k + 18 - k from k = 8, 6:20; so 6:00. 24 h >= 100 later.
  CHECK(found(alerts, "response", "IV", "")->time_s == 6 * kHour_s);
  CHECK(found(alerts, "response", "IV", "")->surety == "A");
  // III: 3 h >= 75 from k = 12; II: 3 h >= 100 from k = 17; I: 108 mm in 3 h stay under 120.
  CHECK(found(alerts, "response", "III", "")->time_s == 7 * kHour_s);
  CHECK(found(alerts, "response", "II", "")->time_s == 7 * kHour_s + 3000);
  CHECK_FALSE(found(alerts, "response", "I", ""));
}

TEST_CASE("a threshold without a source is called out on every page; surety C stands on the list") {
  CHECK(drill::source_in_words("", "B", drill::Language::zh).find("没有注明来源") != std::string::npos);
  CHECK(drill::source_in_words("甲 / one", "B", drill::Language::en) == "one (surety B)");
  Alert sourceless;
  sourceless.kind = "transfer";
  sourceless.surety = "B";
  Alert unsure = sourceless;
  unsure.source = "guess";
  unsure.surety = "C";
  const std::vector<std::string> list =
      drill::unsure_thresholds(test::made_scenario(), {sourceless, unsure}, drill::Language::en);
  REQUIRE(list.size() == 3);  // no source, the guess, the release rule
  CHECK(list[0].find("without a source") != std::string::npos);
  CHECK(list[1] == "guess");
}

TEST_CASE("the default table names source, edition, region and surety in every row") {
  for (const drill::Threshold& t : drill::default_thresholds()) {
    INFO(t.kind + " " + t.level);
    CHECK_FALSE(t.source.empty());
    CHECK_FALSE(t.edition.empty());
    CHECK_FALSE(t.region.empty());
    CHECK_FALSE(t.unit.empty());
  }
}
