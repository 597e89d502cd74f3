// SPDX-License-Identifier: Apache-2.0
// Village sums equal the county's in every table that a document is made from, on a thousand random counties
// of 20 villages (DRILLS 9.5). The truth is counted here from the plan alone.
#include <map>

#include "engine/drill/package/housed.h"
#include "engine/drill/package/package_sheets.h"
#include "engine/drill/transfer_list.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {

class Dice {
 public:
  int next(int below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(below));
  }

 private:
  std::uint64_t state_ = 5;
};

/// What the tables must add up to.
struct Truth {
  int people = 0, help = 0, arrived = 0, left = 0, housed = 0, relatives = 0;
  std::map<int, int> by_shelter;
  std::map<int, int> arrived_by_village;
};

struct RandomCounty {
  world::World world;
  plan::Plan plan;
  drill::Scenario scenario = test::made_scenario();
  Truth truth;
};

void make_places(RandomCounty& c, Dice& dice) {
  c.world = test::made_county();
  c.world.households.clear();
  c.world.groups.clear();
  c.world.sites.clear();
  c.world.chains.clear();
  c.world.villages.clear();
  for (int v = 0; v < 20; ++v) {
    world::Village village;
    village.id = "V" + std::to_string(v + 1);
    village.name = {"村" + std::to_string(v + 1), "Village " + std::to_string(v + 1)};
    const std::string t = std::to_string(v % 4);
    village.township = {"乡" + t, "Township " + t};
    c.world.villages.push_back(village);
    world::Group group;
    group.id = village.id + "-1";
    group.village = {v};
    group.people = 100 + dice.next(300);
    c.world.groups.push_back(group);
  }
  c.world.shelters.resize(2);
  for (int s = 2; s < 6; ++s) {
    world::Shelter shelter = c.world.shelters[0];
    shelter.id = "S" + std::to_string(s + 1);
    shelter.village = {dice.next(20)};
    c.world.shelters.push_back(shelter);
  }
}

void make_people(RandomCounty& c, Dice& dice) {
  c.plan = test::made_plan();
  c.plan.units.clear();
  c.plan.trips.clear();
  c.plan.left_behind.clear();
  c.plan.tasks.clear();
  std::map<int, int> housed_by_village;
  for (int i = 0; i < 80; ++i) {
    plan::Unit unit;
    unit.id = "H" + std::to_string(i);
    unit.kind = "household";
    unit.people = 1 + dice.next(8);
    unit.need_help = dice.next(unit.people + 1);
    unit.village = {dice.next(20)};
    unit.danger_s = dice.next(3) == 0 ? base::kNever_s : 20000.0;
    c.plan.units.push_back(unit);
    c.truth.people += unit.people;
    c.truth.help += unit.need_help;
    if (dice.next(6) == 0) {
      c.plan.left_behind.push_back({i, "无路", "no way", 20000});
      c.truth.left += unit.people;
      continue;
    }
    plan::Trip trip;
    trip.unit = i;
    trip.who = "walker";
    trip.to = {dice.next(6)};
    trip.depart_s = 15000 + dice.next(1000);
    trip.arrive_s = trip.depart_s + dice.next(3000);
    trip.margin_s = dice.next(4000) - 500;
    c.plan.trips.push_back(trip);
    c.truth.arrived += unit.people;
    c.truth.by_shelter[trip.to.index] += unit.people;
    c.truth.arrived_by_village[unit.village.index] += unit.people;
    if (unit.danger_s < base::kNever_s) housed_by_village[unit.village.index] += unit.people;
  }
  for (const auto& [village, people] : housed_by_village) c.truth.housed += people;
  const int with = dice.next(20), many = dice.next(40);
  c.scenario.relatives = {{"V" + std::to_string(with + 1), many}};
  c.truth.relatives = std::min(many, housed_by_village[with]);
  c.plan.shelters.clear();
  for (int s = 0; s < 6; ++s) c.plan.shelters.push_back({{s}, 500, c.truth.by_shelter[s]});
}

int number_at(const std::vector<std::string>& row, std::size_t column) {
  return row[column].empty() ? 0 : std::stoi(row[column]);
}

/// The last row is the sum of the rows before it in these columns, and is what it should be in the first.
void check_sum(const std::vector<std::vector<std::string>>& rows, std::size_t first_row,
               const std::vector<std::size_t>& columns, int truth) {
  REQUIRE(rows.size() > first_row);
  for (const std::size_t column : columns) {
    int sum = 0;
    for (std::size_t r = first_row; r + 1 < rows.size(); ++r) sum += number_at(rows[r], column);
    REQUIRE(sum == number_at(rows.back(), column));
  }
  REQUIRE(number_at(rows.back(), columns.front()) == truth);
}

void check_tables(const RandomCounty& c, drill::Language language) {
  const std::vector<hazards::Course> courses;
  const impact::Impact impact = test::made_impact();
  const std::vector<drill::Alert> alerts;
  const drill::Log log;
  const drill::RunValues run{c.scenario, c.world, courses, impact, c.plan, alerts, log};
  const drill::Facts facts = drill::package_facts(run, language);
  // Columns: at home, must move, need help, arrived, left.
  check_sum(facts.tables.at("villages").rows, 1, {2, 1, 3, 4, 5}, c.truth.people);
  REQUIRE(number_at(facts.tables.at("villages").rows.back(), 3) == c.truth.help);
  REQUIRE(number_at(facts.tables.at("villages").rows.back(), 4) == c.truth.arrived);
  REQUIRE(number_at(facts.tables.at("villages").rows.back(), 5) == c.truth.left);
  check_sum(facts.tables.at("shelters").rows, 1, {3, 2, 4}, c.truth.arrived);
  REQUIRE(facts.values.at("must_move") == std::to_string(c.truth.people));
  REQUIRE(facts.values.at("arrived") == std::to_string(c.truth.arrived));
  for (const drill::NamedPage& named : drill::package_pages(run, {}, language)) {
    if (named.name == "shelters") check_sum(named.page.rows, 0, {3, 2, 4, 6}, c.truth.arrived);
    if (named.name != "report") continue;
    // Columns: moved out, housed, in shelters, with relatives.
    check_sum(named.page.rows, 0, {2, 3, 4, 5}, c.truth.arrived);
    REQUIRE(number_at(named.page.rows.back(), 3) == c.truth.housed);
    REQUIRE(number_at(named.page.rows.back(), 5) == c.truth.relatives);
  }
  int listed = 0;
  for (int v = 0; v < 20; ++v) {
    const drill::SheetPage page = drill::transfer_list_page(c.scenario, c.world, c.plan, {v}, language);
    check_sum(page.rows, 0, {3, 4}, number_at(page.rows.back(), 3));
    listed += number_at(page.rows.back(), 3);
  }
  REQUIRE(listed == c.truth.people);
}

}  // namespace

TEST_CASE("village sums equal the county's in every document's tables, 1,000 random counties") {
  Dice dice;
  for (int round = 0; round < 1000; ++round) {
    RandomCounty county;
    make_places(county, dice);
    make_people(county, dice);
    check_tables(county, round % 2 == 0 ? drill::Language::zh : drill::Language::en);
  }
}

TEST_CASE("moved out of danger is not housed; with relatives is a part of the housed") {
  Dice dice;
  RandomCounty county;
  make_places(county, dice);
  make_people(county, dice);
  const std::vector<hazards::Course> courses;
  const impact::Impact impact = test::made_impact();
  const std::vector<drill::Alert> alerts;
  const drill::Log log;
  drill::Housed sum;
  for (const drill::Housed& one :
       drill::housed_by_village({county.scenario, county.world, courses, impact, county.plan, alerts, log})) {
    CHECK(one.housed() <= one.moved);
    sum.add(one);
  }
  CHECK(sum.housed() < sum.moved);
  county.scenario.relatives = {{"nowhere", 3}};
  CHECK_THROWS_AS(
      drill::housed_by_village({county.scenario, county.world, courses, impact, county.plan, alerts, log}),
      base::InputError);
}
