// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/scenario.h"

#include <algorithm>

#include "engine/drill/world_state.h"
#include "engine/geo/table.h"
#include "tests/hazards/worked_reservoir.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

const char* const kHead =
    "[scenario]\nname = 'x'\nstart = 2025-06-18T14:00:00+08:00\nduration_s = 36000\nopens_s = 10800\n";

class Folder {
 public:
  Folder() : folder_("scenario") { std::filesystem::create_directories(folder_.path() / "area"); }
  std::filesystem::path write(const std::string& toml) const {
    geo::write_file(folder_.path() / "scenario.toml", toml);
    return folder_.path();
  }
  void file(const std::string& name, const std::string& text) const {
    geo::write_file(folder_.path() / name, text);
  }

 private:
  test::TemporaryFolder folder_;
};

std::string faults_of(const std::filesystem::path& path) {
  try {
    drill::read_scenario(path);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "";
}

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a scenario is read whole") {
  const Folder folder;
  folder.file("rain.csv", "end_s,rain_mm\n600,1.5\n1200,2\n");
  const drill::Scenario s = drill::read_scenario(folder.write(
      std::string(kHead) +
      "seed = 7\ntitle_zh = '演练'\n[area]\nfolder = 'area'\n[grid]\ncell_m = 60\n[output]\n"
      "interval_s = 120\n[alerts]\nsoil = 'wet'\n[flood]\n[[flood.rain]]\ngauge = 'G1'\nseries = "
      "'rain.csv'\n[[seat]]\nid = 'a'\nzh = '甲'\nen = 'A'\n[[inject]]\nid = 'I-1'\nat = "
      "'T+01:20'\nfrom = 'a'\nto = 'a'\nzh = '话'\nen = 'word'\ntarget_min = 5\nlimit_min = "
      "10\nexpected_zh = '做'\nexpected_en = 'do'\n"));
  CHECK(s.name == "x");
  CHECK(s.title_en == "演练");  // one title serves both where the other is missing
  CHECK(s.seed == 7);
  CHECK(s.cell_m == 60);
  CHECK(s.output_interval_s == 120);
  CHECK(s.thresholds.soil == "wet");
  CHECK(s.opens_s == 10800);
  CHECK(s.hazards == std::vector<std::string>{"flood"});
  REQUIRE(s.rain.size() == 1);
  CHECK(s.rain[0].rain_until(1200) == 3.5);
  REQUIRE(s.injects.size() == 1);
  CHECK(s.injects[0].time_s == 10800 + 4800);
  CHECK(s.injects[0].expected.who == "a");
  CHECK(s.seat("a", false) == "A");
  CHECK(s.area.filename() == "area");
}

TEST_CASE("a misspelt key is an error that names line and known keys") {
  const Folder folder;
  const std::string text =
      faults_of(folder.write("[scenario]\nname = 'x'\nstart = 2025-06-18T14:00:00+08:00\nduraton_s = 3600\n"
                             "[area]\nfolder = 'area'\n[grid]\ncell = 60\n"));
  CHECK(says(text, "scenario.toml"));
  CHECK(says(text, "line 4, scenario.duraton_s"));
  CHECK(says(text, "known: "));
  CHECK(says(text, "duration_s"));
  CHECK(says(text, "scenario.duration_s: the key is missing"));
  CHECK(says(text, "line 8, grid.cell"));  // the next fault too, not only the first
  CHECK(says(text, "cell_m"));
}

TEST_CASE("all faults of sense come at once, with line and remedy") {
  const Folder folder;
  const std::string text = faults_of(folder.write(
      std::string(kHead) +
      "[area]\nfolder = 'nowhere'\n[alerts]\ngauge = 'G9'\n[flood]\n[[flood.rain]]\ngauge = 'G1'\nseries = "
      "'none.csv'\n[[seat]]\nid = 'a'\nzh = '甲'\nen = 'A'\n[[inject]]\nid = 'I-1'\nat = '25:70'\nfrom = "
      "'b'\nzh = "
      "'z'\nen = 'e'\n[[inject]]\nid = 'I-1'\nat = '20:00'\nafter = 'inject-I-9'\nzh = 'z'\nen = "
      "'e'\ntarget_min = "
      "30\nlimit_min = 10\n[[inject]]\nid = 'I-3'\nafter = 'inject-I-9'\nzh = 'z'\nen = 'e'\n[[inject]]\nid "
      "= "
      "'I-4'\nat = 'T+40:00'\nzh = 'z'\nen = 'e'\n"));
  CHECK(says(text, "line 7, area.folder"));
  CHECK(says(text, "nowhere"));
  CHECK(says(text, "none.csv"));
  CHECK(says(text, "G9"));
  CHECK(says(text, "'25:70' is not a moment of the drill"));
  CHECK(says(text, "there is no seat 'b'; known seats: a"));
  CHECK(says(text, "two injects are called 'I-1'"));
  CHECK(says(text, "the inject has two times"));
  CHECK(says(text, "the limit is before the target"));
  CHECK(says(text, "there is no inject 'I-9'"));
  CHECK(says(text, "'T+40:00' lies outside the scenario"));
}

TEST_CASE("an area and a terrain exclude each other; one is needed") {
  const Folder folder;
  CHECK(says(faults_of(folder.write(kHead)), "no area is named"));
  folder.file("t.tif", "x");
  CHECK(says(faults_of(folder.write(std::string(kHead) + "[area]\nfolder='area'\nterrain='t.tif'\n")),
             "both named"));
  const drill::Scenario bare = drill::read_scenario(
      folder.write(std::string(kHead) + "[area]\nterrain='t.tif'\nmanning_s_per_m1_3=0.03\n"));
  CHECK(bare.area.empty());
  CHECK(bare.manning_s_per_m1_3 == 0.03);
}

TEST_CASE("a missing scenario and a wrong start are told") {
  const Folder folder;
  CHECK(says(faults_of(folder.write("") / "nothing"), "cannot be read"));
  CHECK(says(faults_of(folder.write(
                 "[scenario]\nname='x'\nstart='yesterday'\nduration_s=60\n[area]\nfolder='area'\n")),
             "'yesterday' is not a time"));
}

TEST_CASE("moments: since the opening, by the clock, by the date") {
  const base::Instant start = base::read_instant("2025-06-18T14:00:00+08:00");
  const auto at = [&](const std::string& text) { return drill::read_moment(text, start, 10800); };
  CHECK(at("T+01:20") == 10800 + 4800);
  CHECK(at("T+1:20:30") == 10800 + 4830);
  CHECK(at("H+1") == 10800 + 3600);
  CHECK(at("H+1:20") == at("T+01:20"));
  CHECK(at("20:12") == 6 * 3600 + 720);
  CHECK(at("14:00") == 0);
  CHECK(at("02:00") == 12 * 3600);
  CHECK(at("06-19 02:00") == 12 * 3600);
  CHECK(at("2025-06-18T17:00:00+08:00") == 10800);
  CHECK_THROWS_AS(at("T+later"), base::InputError);
  CHECK_THROWS_AS(at("20:12 or so"), base::InputError);
  CHECK_THROWS_AS(at(""), base::InputError);
}

TEST_CASE("the drill's own scenario states its rain, seats and injects") {
  const std::filesystem::path folder = test::source_dir() / "scenarios" / "longtan_flood";
  if (!std::filesystem::exists(test::source_dir() / "gis-data" / "yunlan" / "area.toml")) return;
  const drill::Scenario s = drill::read_scenario(folder);
  CHECK(base::iso8601(s.start) == "2025-06-18T14:00:00+08:00");
  CHECK(s.duration_s == 50400);
  CHECK(s.opens_s == 10800);
  CHECK(s.rain.front().gauge == "G1");
  CHECK(s.injects.size() == 19);
  for (const drill::Inject& inject : s.injects) {
    CHECK(inject.zh.rfind("【演练】", 0) == 0);
    CHECK(inject.zh.substr(inject.zh.size() - 12) == "【演练】");
    CHECK(inject.en.rfind("[EXERCISE]", 0) == 0);
    CHECK(inject.en.substr(inject.en.size() - 10) == "[EXERCISE]");
  }
}

TEST_CASE("a state trigger fires once, at the given series' own stamps; a start level shifts it") {
  const auto trigger_s = [](double shift_m, const std::string& when) {
    const std::filesystem::path drill = std::filesystem::path(DAYU_SOURCE_DIR) / "scenarios/longtan_flood";
    drill::Scenario scenario = drill::read_scenario(drill);
    REQUIRE(scenario.levels.size() == 1);
    for (double& level : scenario.levels.front().level_m) level += shift_m;
    world::World world;
    world.reservoirs.push_back({.id = "longtan", .name = {"龙潭水库", "Longtan Reservoir"}});
    const std::vector<hazards::Course> courses;
    const plan::Plan plan;
    const drill::WorldState state(scenario, world, courses, plan);
    return drill::Expression::parse(when).first_true_s(
        [&](const drill::Call& call) { return state.look_up(call); }, scenario.opens_s, scenario.duration_s);
  };
  const double at_2140_s = 7 * 3600 + 40 * 60;
  CHECK(trigger_s(0, "level('龙潭水库') >= 214.1") == at_2140_s);
  CHECK(trigger_s(0, "level('longtan') >= 214.1 for 10min") == at_2140_s + 600);
  CHECK(trigger_s(-1, "level('Longtan Reservoir') >= 214.1") == base::kNever_s);
  CHECK(trigger_s(0.2, "level('longtan') >= 214.1") < at_2140_s);
  CHECK_THROWS_AS(trigger_s(0, "level('nowhere') >= 1"), base::InputError);
  CHECK_THROWS_AS(trigger_s(0, "rain('G99', '3h') >= 1"), base::InputError);
}

TEST_CASE("other start levels of worked case 1, routed: 214.1 m at 22:10 from 210.0 m, never from 207.0 m") {
  struct Routed {
    double start_m, trigger_s, peak_m;
  };
  constexpr double hour_s = 3600, from_s = 14 * hour_s;
  for (const Routed& expected :
       {Routed{211.6, 21 * hour_s + 40 * 60, 214.95}, Routed{210.0, 22 * hour_s + 10 * 60, 0},
        Routed{207.0, base::kNever_s, 213.86}}) {
    hazards::flood::Reservoir pool = test::longtan();
    pool.level_m = expected.start_m;
    pool.begin();
    drill::Scenario scenario = drill::read_scenario(test::source_dir() / "scenarios/longtan_flood");
    drill::LevelSeries& level = scenario.levels.front();
    level.times_s.clear();
    level.level_m.clear();
    for (int stamp = 0; stamp <= 84; ++stamp) {  // as an office would be told: every ten minutes
      for (double t = 600.0 * (stamp - 1); stamp > 0 && t < 600.0 * stamp; t += 30)
        pool.advance(t, t + 30, 0);
      level.times_s.push_back(600.0 * stamp);
      level.level_m.push_back(pool.level_m);
    }
    world::World world;
    world.reservoirs.push_back({.id = "longtan", .name = {"龙潭水库", "Longtan Reservoir"}});
    const plan::Plan plan;
    const std::vector<hazards::Course> courses;
    const drill::WorldState state(scenario, world, courses, plan);
    const auto trigger = drill::Expression::parse("level('龙潭水库') >= 214.1");
    // Asked again after the clock was stopped or wound back it is the same moment: it depends on the series
    // alone.
    for (int again = 0; again < 2; ++again) {
      const double found_s =
          trigger.first_true_s([&](const drill::Call& call) { return state.look_up(call); }, scenario.opens_s,
                               scenario.duration_s);
      INFO(expected.start_m);
      CHECK((expected.trigger_s == base::kNever_s ? found_s : found_s + from_s) == expected.trigger_s);
    }
    if (expected.peak_m > 0)
      CHECK(*std::max_element(level.level_m.begin(), level.level_m.end()) ==
            Approx(expected.peak_m).margin(0.02));
  }
}
