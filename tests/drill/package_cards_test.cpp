// SPDX-License-Identifier: Apache-2.0
// Cards of households and hazard points, the public export, consultations: who sees what.
#include <set>

#include "engine/drill/package/geo_card.h"
#include "engine/drill/package/public_places.h"
#include "tests/drill/made_run.h"

using namespace dayu;
using drill::Facts;
using test::all_text;
using test::MadeRun;

TEST_CASE("public places are coarsened, works have no dimensions, stores are not there") {
  world::World world = test::made_county();
  world.sites.push_back({"D1", "fireworks_store", {"花炮库", "Fireworks Store"}, {0}, 3, 1, 0, "", {10, 10}});
  world.sites.push_back({"D2", "something_new", {"新类别", "New Kind"}, {0}, 3, 1, 0, "", {10, 10}});
  world.reservoirs.push_back(
      {.id = "pond", .name = {"上塘", "Upper Pond"}, .scale = "small_1", .dam = {1234, 777}});
  std::map<std::string, int> seen;
  for (const drill::PublicPlace& place : drill::public_places(world)) {
    ++seen[place.layer];
    CHECK(std::fmod(std::abs(place.at.x_m - place.round_m / 2), place.round_m) == 0);
    CHECK(std::fmod(std::abs(place.at.y_m - place.round_m / 2), place.round_m) == 0);
    if (place.layer == "reservoir") CHECK(place.kind.empty());
    if (place.layer == "site") CHECK(place.name.en == "Nursing Home");
  }
  CHECK(seen == std::map<std::string, int>{{"reservoir", 1}, {"shelter", 2}, {"site", 1}, {"village", 2}});
}

TEST_CASE("a secret area has no public export; a public one holds nothing of households and margins") {
  MadeRun made;
  made.write();
  made.world.classification = "secret";
  CHECK_THROWS_AS(drill::write_public(made.values, made.folder.path() / "run", made.folder.path() / "open"),
                  base::InputError);
  CHECK_FALSE(std::filesystem::exists(made.folder.path() / "open"));
  made.world.classification = "internal";
  const drill::PackageReport report =
      drill::write_public(made.values, made.folder.path() / "run", made.folder.path() / "open");
  for (const std::string& name : report.files) {
    INFO(name);
    CHECK(name.find("EXERCISE") != std::string::npos);
    for (const char* kept : {"transfer_list", "household", "geo_card", "msel", "summary", "work_plan"})
      CHECK(name.find(kept) == std::string::npos);
  }
  CHECK(std::find(report.files.begin(), report.files.end(), "EXERCISE_places.geojson") != report.files.end());
  CHECK(std::find(report.files.begin(), report.files.end(), "EXERCISE_route_map_V1_zh.pdf") !=
        report.files.end());
}

TEST_CASE("household cards: one for each household that moves; names whole only with an audit line") {
  MadeRun made;
  made.world.folder = (made.folder.path() / "area").string();
  geo::write_file(made.folder.path() / "area" / "restricted" / "persons.csv",
                  "person,name_zh,name_en,phone,post_zh,post_en\nH1,王建国,Wang Jianguo,13812341234,,\n"
                  "P4,李小明,Li Xiaoming,13912345678,组长,group leader\n");
  const std::filesystem::path audit = made.folder.path() / "area" / "restricted" / "audit.csv";
  const drill::PackageReport masked = made.write();
  CHECK(masked.household_cards == 2 * 3);  // three units of V1 move, two languages
  CHECK_FALSE(std::filesystem::exists(audit));
  for (const std::string& name : masked.files) {
    INFO(name);
    const std::string text = all_text(made.folder.path() / "package" / name);
    for (const char* whole : {"王建国", "李小明", "Jianguo", "13812341234", "13912345678"})
      CHECK(text.find(whole) == std::string::npos);
  }
  CHECK_THROWS_AS(
      drill::write_package(made.values, made.folder.path() / "run", made.folder.path() / "package",
                           drill::Disclosure{"2026-01-01", "", "print"}),
      base::InputError);
  drill::write_package(made.values, made.folder.path() / "run", made.folder.path() / "package",
                       drill::Disclosure{"2026-01-01", "张三", "print"});
  const geo::Table lines = geo::read_table(audit);
  REQUIRE(lines.rows.size() == 1);
  CHECK(lines.text(0, "persons") == "2");
  CHECK(all_text(made.folder.path() / "package" / "restricted" / "EXERCISE_calls.xlsx").find("李小明") !=
        std::string::npos);
}

TEST_CASE("a hazard point has its two cards; the way out keeps clear of the slope and what it cuts") {
  MadeRun made;
  world::HazardPoint point;
  point.id = "GH1";
  point.kind = "landslide";
  point.scale = "small";
  point.name = {"河边组滑坡", "slide at Riverside"};
  point.village = 0;
  point.at = {400, 10};
  point.runout.shape = geo::Shape::polygon;
  point.runout.parts = {{{300, -60}, {500, -60}, {500, 60}, {300, 60}, {300, -60}}};
  made.world.registers.hazard_points = {point};
  drill::SafeWalks walks(made.world, made.plan);
  const drill::SafeWalk walk = drill::way_out(made.world, point, walks);
  // Mill Road lies in the run-out: Riverside walks up the hill lane (piece 5) to the hall.
  CHECK(drill::pieces_in(made.world, point.runout) == std::set<int>{0});
  REQUIRE(walk.to.index == 0);
  REQUIRE(walk.arcs.size() == 1);
  CHECK(walk.arcs.front() / 2 == 5);
  const drill::PackageReport report = made.write();
  for (const char* name :
       {"internal/geo_cards/EXERCISE_geo_card_GH1_zh.pdf", "internal/geo_cards/EXERCISE_geo_card_GH1_en.pdf"})
    CHECK(std::find(report.files.begin(), report.files.end(), name) != report.files.end());
}

TEST_CASE("a consultation lays the readings of its moment on the table, nothing later") {
  MadeRun made;
  drill::Inject& call = made.scenario.injects.front();
  call.kind = "consultation";
  call.time_s = 6 * 3600;
  call.consultation = {
      {"rain('G1','1h')", "level('nowhere')", "transferred('V1')"}, "问", "asked", "定", "decided"};
  const drill::Log log =
      drill::play(made.scenario, made.world, made.courses, made.impact, made.plan, made.alerts);
  const drill::RunValues run{made.scenario, made.world,  made.courses, made.impact,
                             made.plan,     made.alerts, log};
  const std::vector<Facts> sheets = drill::package_facts(run, drill::Language::en).series.at("consultation");
  REQUIRE(sheets.size() == 1);
  const std::vector<std::vector<std::string>>& rows = sheets.front().tables.at("inputs").rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[1][1] ==
        "36 mm");  // 6:00: the last hour's six times 6 mm; at 8:00 it would be the same, at 5:30 not
  CHECK(rows[2][1] == "not known then");
  CHECK(rows[3][1] == "0 people");  // the first arrive at 23800 s
  const auto decision = std::find_if(log.events.begin(), log.events.end(),
                                     [](const drill::Event& e) { return e.id == "decision-I-1"; });
  REQUIRE(decision != log.events.end());
  CHECK(decision->time_s == call.time_s + 20 * 60);
  CHECK(decision->en.find("decided") != std::string::npos);
}
