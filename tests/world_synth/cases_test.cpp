// SPDX-License-Identifier: Apache-2.0
// Does the embedded county carry the numbers of the worked cases exactly? Read through the engine's own
// loader.
#include <cmath>
#include <map>
#include <set>

#include "engine/geo/table.h"
#include "engine/world/load.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

const world::World& county() {
  static const world::World kCounty = world::load(test::source_dir() / "gis-data" / "yunlan");
  return kCounty;
}

struct Sum {
  int households = 0, people = 0, need_help = 0;
  bool operator==(const Sum&) const = default;
};

const world::Village& village_of(const world::Group& g) {
  return county().villages[static_cast<std::size_t>(g.village.index)];
}

const world::Village& village(const std::string& name_zh) {
  for (const auto& v : county().villages)
    if (v.name.zh == name_zh) return v;
  throw std::runtime_error("no village " + name_zh);
}

}  // namespace

TEST_CASE("danger-zone households are those of the five cases") {
  std::map<std::string, Sum> by_village;
  Sum all;
  for (const auto& h : county().households) {
    Sum& s = by_village[village_of(county().groups[static_cast<std::size_t>(h.group.index)]).name.zh];
    ++s.households;
    s.people += h.people;
    s.need_help += h.need_help;
    ++all.households;
    CHECK(h.people >= 1);
    CHECK(!h.danger_zone.empty());
  }
  CHECK(all.households == 657);
  CHECK(by_village["上湾村"] == Sum{64, 233, 21});
  CHECK(by_village["青溪村"] == Sum{46, 171, 14});
  CHECK(by_village["白沙村"] == Sum{118, 437, 39});
  CHECK(by_village["坑口村"].households == 38);
  CHECK(by_village["坑口村"].people == 134);
  CHECK(by_village["下坪村"].households == 92);
  CHECK(by_village["下坪村"].people == 341);
  CHECK(by_village["沙洲村"].households == 210);
  CHECK(by_village["沙洲村"].people == 806);
  CHECK(by_village["石塘村"] == Sum{62, 224, 19});
  CHECK(by_village["岭脚村"].households == 27);
  CHECK(by_village["岭脚村"].people == 98);
  CHECK(by_village.size() == 8);
}

TEST_CASE("case sites: nursing home 41, day school 126, shelters' areas") {
  int homes = 0, day_school = 0;
  for (const auto& s : county().sites) {
    if (s.kind == "nursing_home") {
      ++homes;
      CHECK(s.people_night == 41);
      CHECK(!s.danger_zone.empty());
    }
    if (s.people_day == 126) {
      ++day_school;
      CHECK(s.people_night == 0);
    }
  }
  CHECK(homes == 1);
  CHECK(day_school == 1);
  std::map<std::string, double> area;
  for (const auto& s : county().shelters) area[s.name.zh] = s.indoor_m2;
  CHECK(area["上湾村部"] == 410);
  CHECK(area["青溪小学"] == 620);
  CHECK(area["白沙中学"] == 1450);
}

TEST_CASE("three villages of 412 people lie beyond the gate of X021") {
  int people = 0;
  for (const char* name : {"高源村", "云头村", "坳背村"}) people += village(name).people;
  CHECK(people == 412);
}

TEST_CASE("Longtan's curve is the stated one") {
  for (const auto& r : county().reservoirs) {
    if (r.name.zh != "龙潭水库") continue;
    CHECK(r.scale == "small_1");
    CHECK(r.catchment_km2 == 12.6);
    CHECK(r.normal_m == 212.0);
    CHECK(r.design_m == 214.1);
    CHECK(r.check_m == 215.0);
    CHECK(r.crest_m == 216.0);
    CHECK(r.spillway_width_m == 18);
    CHECK(r.spillway_coefficient_1 == 0.36);
    int checked = 0;
    for (const auto& p : r.curve) {
      if (p.level_m >= 205) {
        CHECK(p.area_m2 == Approx((0.33 + 0.018 * (p.level_m - 212)) * 1e6).margin(1));
        ++checked;
      }
      if (p.level_m == 215.0) CHECK(p.volume_m3 == Approx(4.2e6).margin(2e3));
    }
    CHECK(checked > 10);
    return;
  }
  FAIL("no Longtan");
}

TEST_CASE("Liushukeng holds 0.62 Mm3 at a sill 1.8 m under the crest") {
  for (const auto& r : county().reservoirs) {
    if (r.name.zh != "柳树坑水库") continue;
    CHECK(r.crest_m - r.normal_m == Approx(1.8));
    double before_m = 0, before_m3 = 0;
    for (const auto& p : r.curve) {
      if (p.level_m >= r.normal_m) {
        const double t = (r.normal_m - before_m) / (p.level_m - before_m);
        CHECK(before_m3 + t * (p.volume_m3 - before_m3) == Approx(0.62e6).epsilon(0.01));
        return;
      }
      before_m = p.level_m;
      before_m3 = p.volume_m3;
    }
  }
  FAIL("no Liushukeng");
}

TEST_CASE("thresholds of case 1") {
  std::map<std::string, double> mm;
  for (const auto& t : county().rain_thresholds) {
    mm[t.place + " " + t.state + " " + std::to_string(static_cast<int>(t.window_s / 3600))] = t.rain_mm;
    CHECK(!t.source.empty());
  }
  const struct {
    const char* village;
    double mm[6];
  } kRows[] = {{"青溪村", {40, 65, 85, 55, 90, 120}},
               {"上湾村", {35, 55, 70, 48, 78, 100}},
               {"白沙村", {50, 80, 105, 65, 110, 140}}};
  for (const auto& row : kRows)
    for (int k = 0; k < 6; ++k) {
      const int hours[] = {1, 3, 6};
      CHECK(mm[village(row.village).id + (k < 3 ? " prepare " : " immediate ") +
               std::to_string(hours[k % 3])] == row.mm[k]);
    }
  CHECK(mm.count("* immediate 3") == 1);
}

TEST_CASE("warehouse, stock, brigade, trucks and buses of the common setting") {
  REQUIRE(county().warehouses.size() == 1);
  CHECK(county().warehouses[0].area_m2 == 820);
  std::map<std::string, int> stock;
  for (const auto& s : county().stock) stock[s.item] = s.quantity;
  CHECK(stock["tent"] == 60);
  CHECK(stock["cot"] == 400);
  CHECK(stock["quilt"] == 620);
  CHECK(stock["coat"] == 350);
  CHECK(stock["water_box"] == 1200);
  for (const char* item :
       {"sandbag", "boat", "life_jacket", "pump", "generator", "light_tower", "satellite_phone", "blower"})
    CHECK(stock[item] > 0);
  std::map<std::string, int> vehicles;
  int brigade = 0;
  for (const auto& t : county().teams) {
    vehicles[t.kind] += t.vehicles;
    if (t.name.zh == "县综合应急救援大队") brigade = t.people;
  }
  CHECK(brigade == 60);
  CHECK(vehicles["truck"] == 3);
  CHECK(vehicles["bus"] == 5);
}

TEST_CASE("everything is marked as invented and nobody can be called") {
  CHECK(county().invented);
  CHECK(county().name.zh.find("（虚构）") != std::string::npos);
  std::set<std::string> names, codes;
  for (const auto& v : county().villages) {
    CHECK(names.insert(v.name.zh).second);
    CHECK(names.insert(v.name.en).second);
    CHECK(codes.insert(v.code).second);
    CHECK(v.code.size() == 12);
    CHECK(v.code.substr(0, 4) == "3699");
  }
  CHECK(county().villages.size() >= 60);
  const geo::Table persons = geo::read_table(test::source_dir() / "gis-data/yunlan/restricted/persons.csv");
  for (std::size_t row = 0; row < persons.rows.size(); ++row) {
    CHECK(persons.text(row, "phone").size() == 11);
    CHECK(persons.text(row, "phone").substr(0, 4) == "1000");
  }
  CHECK(county().chains.size() == county().groups.size());
}
