// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/log.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/drill/figures.h"
#include "engine/drill/route_words.h"
#include "engine/drill/summary.h"
#include "engine/drill/words.h"
#include "engine/geo/table.h"
#include "engine/hazards/hazard.h"
#include "engine/impact/impact.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

struct Made {
  world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  plan::Plan plan = test::made_plan();
  impact::Impact impact = test::made_impact();
  std::vector<hazards::Course> courses{test::made_course()};
  std::vector<drill::Alert> alerts = drill::county_alerts(scenario, world);
  drill::Log play() const { return drill::play(scenario, world, courses, impact, plan, alerts); }
  nlohmann::json summary() const {
    return nlohmann::json::parse(drill::summary_json(scenario, world, courses, impact, plan, alerts));
  }
};

const drill::Event* find(const drill::Log& log, const std::string& id) {
  for (const drill::Event& event : log.events)
    if (event.id == id) return &event;
  return nullptr;
}

}  // namespace

TEST_CASE("every cause that closes a road has its words in both languages") {
  std::set<std::string> fields{"given", "incident"};
  for (const auto& entry : hazards::catalogue())
    for (const auto& effect : impact::effects_of(entry.card())) fields.insert(effect.field);
  CHECK(fields.size() >= 7);
  const auto keys = drill::all_word_keys();
  for (const std::string& field : fields)
    for (const char* kind : {"cause.", "field."}) {
      INFO(kind + field);
      CHECK(std::find(keys.begin(), keys.end(), kind + field) != keys.end());
    }
}

TEST_CASE("the log is in order, its ids are unique, its sentences complete") {
  const drill::Log log = Made().play();
  std::set<std::string> ids;
  double last_s = -1;
  for (const drill::Event& event : log.events) {
    INFO(event.id + " " + event.zh + " " + event.en);
    CHECK(event.time_s >= last_s);
    last_s = event.time_s;
    CHECK(ids.insert(event.id).second);
    CHECK(!event.zh.empty());
    CHECK(!event.en.empty());
    CHECK(event.zh.find("{") == std::string::npos);
    CHECK(event.en.find("{") == std::string::npos);
    if (event.kind != "inject" && event.kind != "alert" && event.kind != "order") continue;
    CHECK(event.zh.rfind("【演练】", 0) == 0);
    CHECK(event.en.rfind("[EXERCISE]", 0) == 0);
    CHECK(event.en.substr(event.en.size() - 10) == "[EXERCISE]");
  }
  for (const char* id : {"drill-opens", "drill-ends", "alert-transfer-prepare-V1", "order-V1-prepare",
                         "order-V1-immediate", "inject-I-1", "expected-I-1", "inject-I-2", "road-1-car-close",
                         "road-1-car-open", "danger-V1", "depart-V1", "arrive-V1", "shelter-S1-open",
                         "left-V2", "task-goods-1-depart", "task-goods-1-arrive", "peak-G1"})
    CHECK(ids.contains(id));
}

TEST_CASE("events tell what the run says") {
  const Made made;
  const drill::Log log = made.play();
  CHECK(find(log, "road-1-car-close")->time_s == 26400);
  CHECK(find(log, "road-1-car-close")->en == "Lower Bend Bridge under water: closed to cars");
  CHECK(find(log, "arrive-V1")->time_s == 24900);
  CHECK(find(log, "arrive-V1")->zh == "上湾村：最后一批到达，共12人安全");
  CHECK(find(log, "expected-I-1")->time_s == 12000 + 20 * 60);
  CHECK(!find(log, "expected-I-1")->contextual);
  CHECK(find(log, "left-V2")->en.find("12 people") != std::string::npos);
  CHECK(find(log, "peak-G1")->en == "Qingxi Gauge: greatest water depth 1.2 m");
  // 36 mm an hour from 18:00 to 19:00 on: the inject hangs on the alert, five minutes later.
  CHECK(find(log, "inject-I-2")->time_s == find(log, "alert-transfer-prepare-V1")->time_s + 300);
}

TEST_CASE(
    "an inject on an alert that is not reached does not happen; one that no rule can raise is a fault") {
  Made made;
  made.scenario.injects[1].after = "alert-transfer-immediate-V1";
  CHECK(!find(made.play(), "inject-I-2"));
  made.scenario.injects[1].after = "alert-transfer-immediate-V7";
  made.scenario.injects[0].zh = "共{sheltred}人";
  try {
    made.play();
    FAIL("no fault was told");
  } catch (const base::InputError& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].what.find("sheltred") != std::string::npos);
    CHECK(error.faults()[0].remedy.find("sheltered") != std::string::npos);
    CHECK(error.faults()[1].remedy.find("alert-transfer-immediate-V1") != std::string::npos);
  }
  made.scenario.injects[0].zh = "共{sheltered}人，缺床{short.cot}张";
  made.scenario.injects[0].after = "inject-I-2";
  made.scenario.injects[1].after = "inject-I-1";
  CHECK_THROWS_AS(made.play(), base::InputError);  // a circle
  made.scenario.injects[0].after.clear();
  CHECK(find(made.play(), "inject-I-1")->zh == "【演练】共12人，缺床2张【演练】");
}

TEST_CASE("a contingency inject happens at the limit, and only where the action is not done") {
  Made made;
  drill::Inject spare = made.scenario.injects.front();
  spare.id = "I-9";
  spare.kind = "contingency";
  spare.if_not_done = "I-1";
  made.scenario.injects.push_back(spare);
  const auto moment = [&]() -> double {
    const drill::Log log =
        drill::play(made.scenario, made.world, made.courses, made.impact, made.plan, made.alerts);
    for (const drill::Event& event : log.events)
      if (event.id == "inject-I-9") return event.time_s;
    return -1;
  };
  CHECK(moment() == -1);
  made.scenario.not_done = {"I-1"};
  CHECK(moment() == made.scenario.injects.front().time_s + 30 * 60);
  // A condition on it is never met either.
  made.scenario.injects.back().if_not_done.clear();
  made.scenario.injects.back().when = "done('EA-I-1')";
  CHECK(moment() == -1);
}

TEST_CASE("events make a round trip through events.jsonl") {
  const Made made;
  const drill::Log log = made.play();
  test::TemporaryFolder folder("events");
  drill::write_events(log, made.scenario, folder.path());
  const drill::Log again = drill::read_events(folder.path());
  REQUIRE(again.events.size() == log.events.size());
  for (std::size_t i = 0; i < log.events.size(); ++i) {
    CHECK(again.events[i].time_s == log.events[i].time_s);
    CHECK(again.events[i].id == log.events[i].id);
    CHECK(again.events[i].zh == log.events[i].zh);
    CHECK(again.events[i].en == log.events[i].en);
    CHECK(again.events[i].contextual == log.events[i].contextual);
  }
  const std::string text = geo::read_file(folder.path() / "drill" / "events.jsonl");
  const nlohmann::json first = nlohmann::json::parse(text.substr(0, text.find('\n')));
  for (const char* key : {"v", "time_s", "time", "t", "id", "kind", "place", "zh", "en"})
    CHECK(first.contains(key));
  geo::write_file(folder.path() / "drill" / "events.jsonl", text + "{\"broken\n");
  CHECK_THROWS_AS(drill::read_events(folder.path()), base::InputError);
}

TEST_CASE("summary: contract keys, village sums equal the county's, same bytes again") {
  const Made made;
  const nlohmann::json s = made.summary();
  const nlohmann::json& e = s.at("evacuation");
  CHECK(e.at("people") == 24);
  CHECK(e.at("arrived") == 12);
  CHECK(e.at("left_behind") == 12);
  CHECK(e.at("clear_s") == 24900);
  CHECK(e.at("mean_arrival_s").get<double>() == Approx((24200.0 * 5 + 23800 * 4 + 24900 * 3) / 12));
  for (const char* key : {"bound_clear_s", "bound_mean_s", "bound_left"}) CHECK(e.contains(key));
  for (const char* key : {"volume_in_m3", "volume_out_m3", "volume_stored_m3", "volume_error_1", "steps"})
    CHECK(s.at("flood").contains(key));
  CHECK(s.at("dispatch").at("unserved") == 1);
  CHECK(s.at("needs").at("cot").at("need") == 12);
  CHECK(s.at("needs").at("cot").at("short") == 2);
  for (const char* key : {"people", "arrived", "left_behind", "need_help", "people_at_home"}) {
    int sum = 0;
    for (const nlohmann::json& village : s.at("villages")) sum += village.at(key).get<int>();
    CHECK(sum == s.at("county").at(key));
  }
  CHECK(s.at("county").at("people") == e.at("people"));
  CHECK(drill::summary_json(made.scenario, made.world, made.courses, made.impact, made.plan, made.alerts) ==
        drill::summary_json(made.scenario, made.world, made.courses, made.impact, made.plan, made.alerts));
}

TEST_CASE("sums hold on many random counties of 20 villages") {
  std::uint64_t state = 1;
  const auto next = [&](int below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(below));
  };
  for (int round = 0; round < 1000; ++round) {
    world::World world;
    world.villages.resize(20);
    world.shelters.resize(5);
    for (int i = 0; i < 5; ++i) world.shelters[static_cast<std::size_t>(i)].village = {next(20)};
    for (int i = 0; i < 60; ++i) {
      world::Group group;
      group.village = {next(20)};
      group.people = next(200);
      world.groups.push_back(group);
    }
    plan::Plan plan;
    int people = 0, arrived = 0;
    for (int i = 0; i < 100; ++i) {
      plan::Unit unit;
      unit.people = 1 + next(8);
      unit.village = {next(21) - 1};  // -1: a site of no village
      people += unit.people;
      plan.units.push_back(unit);
      if (next(5) == 0) {
        plan.left_behind.push_back({i, "", "", 0});
        continue;
      }
      plan::Trip trip;
      trip.unit = i;
      trip.to = {next(5)};
      trip.arrive_s = next(9000);
      plan.trips.push_back(trip);
      arrived += unit.people;
    }
    const drill::Figures figures = drill::figures_of(world, plan);
    drill::Count sum;
    for (const drill::Count& village : figures.villages) sum.add(village);
    REQUIRE(sum.must_move == people);
    REQUIRE(figures.county.must_move == people);
    REQUIRE(sum.arrived == arrived);
    REQUIRE(sum.arrived + sum.left_behind == people);
  }
}

TEST_CASE("a flood alone has a summary without people") {
  Made made;
  const nlohmann::json s = nlohmann::json::parse(
      drill::summary_json(made.scenario, world::World{}, made.courses, impact::Impact{}, plan::Plan{}, {}));
  CHECK(s.contains("flood"));
  CHECK(!s.contains("evacuation"));
  CHECK(!s.contains("needs"));
}

TEST_CASE("every word exists in both languages with the same holes") {
  const auto holes = [](const std::string& text) {
    std::set<char> found;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
      if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
    return found;
  };
  for (const std::string& key : drill::all_word_keys()) {
    INFO(key);
    const std::string &zh = drill::word(key, drill::Language::zh),
                      &en = drill::word(key, drill::Language::en);
    CHECK(!zh.empty());
    CHECK(!en.empty());
    CHECK(holes(zh) == holes(en));
  }
  CHECK_THROWS_AS(drill::word("no.such.word", drill::Language::zh), std::logic_error);
  CHECK(drill::say("event.arrive", drill::Language::en, {"A", "3"}) ==
        "A: the last have arrived, 3 people safe");
  CHECK(drill::marked("x", drill::Language::zh) == "【演练】x【演练】");
  CHECK(drill::marked("【演练】x【演练】", drill::Language::zh) == "【演练】x【演练】");
}

TEST_CASE("a route is told by road, direction and distance") {
  const world::World world = test::made_county();
  CHECK(drill::route_in_words(world, {0, 2, 8}, "Xiaping School", drill::Language::en) ==
        "follow Mill Road east for 800 m, then cross Lower Bend Bridge, then follow the lane north for 600 "
        "m, then "
        "reach Xiaping School.");
  CHECK(drill::route_in_words(world, {7, 5, 1}, "家", drill::Language::zh) ==
        "沿岭上路向东走800米，沿岭上路向南走600米，沿磨坊路向西走800米，到家。");
  CHECK(drill::route_in_words(world, {}, "家", drill::Language::zh) == "直接步行到家。");
  CHECK(drill::route_length_m(world, {4, 5}) == Approx(1200));
  CHECK(drill::route_line(world, {4, 6}).size() == 3);
}
