// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/alerts.h"

#include "engine/drill/rain_file.h"
#include "engine/geo/table.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using drill::Alert;

namespace {

const base::Instant kStart = base::read_instant("2025-06-18T14:00:00+08:00");

std::filesystem::path case_file(const std::string& name) {
  return test::source_dir() / "scenarios" / "longtan_flood" / name;
}

std::vector<drill::RainRule> village(const std::string& place, std::vector<double> prepare,
                                     std::vector<double> immediate) {
  const double hours[] = {1, 3, 6};
  std::vector<drill::RainRule> rules;
  for (std::size_t i = 0; i < 3; ++i) {
    rules.push_back({"transfer", "prepare", place, hours[i] * 3600, prepare[i], "", "case 1", "B", 1});
    rules.push_back({"transfer", "immediate", place, hours[i] * 3600, immediate[i], "", "case 1", "B", 2});
  }
  return rules;
}

/// "06-18 20:10 by 3h", as the expected table writes it; without the window for the rainstorm signals.
std::string first_time(const std::vector<Alert>& alerts, const std::string& level, bool window) {
  for (const Alert& alert : alerts)
    if (alert.level == level) {
      const std::string iso = base::iso8601(kStart, alert.time_s);
      const std::string by = " by " + std::to_string(std::lround(alert.window_s / 3600)) + "h";
      return iso.substr(5, 5) + " " + iso.substr(11, 5) + (window ? by : "");
    }
  return "";
}

}  // namespace

TEST_CASE("case 1: the alerts come at exactly the expected times") {
  const drill::RainSeries rain =
      drill::read_rain_file(case_file("case1_rain_10min.csv"), "G1", "rain_mm", kStart);
  REQUIRE(rain.end_s.size() == 84);
  CHECK(rain.rain_until(50400) == Approx(277.8));
  std::map<std::string, std::string> found;
  const std::vector<Alert> colours = drill::rain_alerts(drill::rainstorm_rules(), rain, "normal");
  for (const std::string level : {"blue", "yellow", "orange", "red"})
    found["CMA " + level] = first_time(colours, level, false);
  const std::pair<const char*, std::vector<drill::RainRule>> villages[] = {
      {"Qingxi (V1)", village("V1", {40, 65, 85}, {55, 90, 120})},
      {"Shangwan (V2)", village("V2", {35, 55, 70}, {48, 78, 100})},
      {"Baisha (V3)", village("V3", {50, 80, 105}, {65, 110, 140})}};
  for (const auto& [name, rules] : villages)
    for (const std::string level : {"prepare", "immediate"})
      found[std::string(name) + " " + level] =
          first_time(drill::rain_alerts(rules, rain, "normal"), level, true);
  const geo::Table expected = geo::read_table(case_file("case1_expected_alerts.csv"));
  REQUIRE(expected.rows.size() == 10);
  for (std::size_t row = 0; row < expected.rows.size(); ++row)
    CHECK(found[expected.text(row, "alert")] == expected.text(row, "first_time"));
}

TEST_CASE("only the higher signal is issued when two are reached together") {
  const drill::RainSeries rain =
      drill::read_rain_file(case_file("case1_rain_10min.csv"), "G1", "rain_mm", kStart);
  for (const Alert& alert : drill::rain_alerts(drill::rainstorm_rules(), rain, "normal"))
    CHECK(alert.superseded == (alert.level == "blue"));  // blue and yellow are both reached at 19:10
}

TEST_CASE("windows: exact at stamps, by share inside an interval, nothing before the first") {
  const drill::RainSeries rain{"G", {600, 1200, 1800}, {1.0, 2.0, 4.0}};
  CHECK(rain.window_mm(1800, 1800) == 7.0);
  CHECK(rain.window_mm(1800, 600) == 4.0);
  CHECK(rain.window_mm(1500, 600) == Approx(1.0 + 2.0));
  CHECK(rain.rain_until(900) == Approx(2.0));
  CHECK(rain.rain_until(-5) == 0);
  CHECK(rain.window_mm(9000, 600) == 0);
}

TEST_CASE("zero rain gives zero alerts, more rain never later ones") {
  drill::RainSeries rain{"G", {}, {}};
  for (int i = 1; i <= 72; ++i) {
    rain.end_s.push_back(i * 600);
    rain.rain_mm.push_back(0);
  }
  CHECK(drill::rain_alerts(drill::rainstorm_rules(), rain, "normal").empty());
  for (std::size_t i = 0; i < rain.rain_mm.size(); ++i) rain.rain_mm[i] = static_cast<double>(i % 7);
  const auto before = drill::rain_alerts(drill::rainstorm_rules(), rain, "normal");
  REQUIRE(!before.empty());
  for (double& mm : rain.rain_mm) mm *= 1.25;
  const auto after = drill::rain_alerts(drill::rainstorm_rules(), rain, "normal");
  for (const Alert& a : before)
    for (const Alert& b : after)
      if (a.level == b.level) CHECK(b.time_s <= a.time_s);
  CHECK(after.size() >= before.size());
}

TEST_CASE("a village's own thresholds win over the common ones, and the soil state counts") {
  world::World world = test::made_county();
  const drill::Scenario scenario = test::made_scenario();
  drill::ThresholdChoice choice{.soil = "normal"};
  CHECK(drill::village_rules(choice, world, world.villages[0]).size() == 3);
  CHECK(drill::village_rules(choice, world, world.villages[1]).size() == 2);
  choice.soil = "wet";
  CHECK(drill::village_rules(choice, world, world.villages[0]).empty());
  const std::vector<Alert> alerts = drill::county_alerts(scenario, world);
  int own = 0, common = 0;
  for (const Alert& alert : alerts) {
    own += alert.place == "V1";
    common += alert.place == "V2";
  }
  CHECK(own == 1);  // 36 mm an hour: 1 h >= 35 and 3 h >= 55, never 1 h >= 48
  CHECK(common ==
        1);  // 108 mm in 3 h: prepare at 80, never 110; V2's own gauge has no series, so the nearest speaks
}

TEST_CASE("orders follow from alerts; move now alone also means prepare") {
  const world::World world = test::made_county();
  const drill::Scenario scenario = test::made_scenario();
  std::vector<Alert> alerts(2);
  alerts[0] = {7200, "transfer", "immediate", "V2", 3600, 48, 50};
  alerts[1] = {99999, "transfer", "prepare", "V1", 3600, 35, 50};  // after the end of the scenario
  const std::vector<plan::Order> orders = drill::orders(scenario, world, alerts);
  REQUIRE(orders.size() == 1);
  CHECK(orders[0].village.index == 1);
  CHECK(orders[0].prepare_s == 7200);
  CHECK(orders[0].immediate_s == 7200);
  CHECK(orders[0].basis.find("48 mm") != std::string::npos);
}

TEST_CASE("a rain file's faults are all told, with rows") {
  test::TemporaryFolder folder("rain");
  geo::write_file(folder.path() / "r.csv",
                  "time_end,rain_mm\n2025-06-18 14:10,1\n2025-06-18 14:05,-2\nnoon,3\n");
  try {
    drill::read_rain_file(folder.path() / "r.csv", "G1", "rain_mm", kStart);
    FAIL("no fault was told");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() >= 3);
    CHECK(std::string(error.what()).find("noon") != std::string::npos);
  }
}
