// SPDX-License-Identifier: Apache-2.0
// What means stand ready? The warehouse and rescue brigade of the worked cases; everything else is invented.
#include "engine/world/synth/means.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "engine/base/random.h"
#include "engine/world/synth/names.h"

namespace dayu::embedded {
extern const char* const synth_stock_csv;
}

namespace dayu::world::synth {

namespace {

const Village& village_of(const County& c, const std::string& id) {
  return *std::find_if(c.ledger.villages.begin(), c.ledger.villages.end(),
                       [&](const Village& v) { return v.id == id; });
}

/// The community's first hamlet: the middle of a seat, dry and on a road.
geo::Point base_at(const County& c, const std::string& village, int nth) {
  int seen = 0;
  geo::Point last = village_of(c, village).at;
  double high = -1;
  for (const Group& g : c.ledger.groups) {
    if (c.ledger.villages[static_cast<std::size_t>(g.village.index)].id != village) continue;
    const double above = c.above_bank_m(c.cell(g.at));
    if (above > 5.6 && seen++ == nth) return {g.at.x_m + 30, g.at.y_m - 30};
    if (above > high) {
      high = above;
      last = g.at;
    }
  }
  return last;
}

struct TeamRow {
  const char *kind, *zh, *en, *who;
  int people, vehicles, seats;
  double mobilise_min, km_per_h, load_kg, load_m3;
};

void add_team(County& c, const TeamRow& r, const Name& name, geo::Point at) {
  Team t;
  t.id = "T" + std::to_string(c.ledger.teams.size() + 1);
  t.kind = r.kind;
  t.name = name;
  t.people = r.people;
  t.vehicles = r.vehicles;
  t.seats_per_vehicle = r.seats;
  t.mobilise_s = r.mobilise_min * 60;
  t.speed_m_per_s = std::floor(r.km_per_h / 3.6 * 100 + 0.5) / 100;
  t.who = r.who;
  t.load_kg = r.load_kg;
  t.load_m3 = r.load_m3;
  t.at = at;
  c.ledger.teams.push_back(t);
}

/// Village ids of each township's seat, in the order of names.csv.
const char* const kSeats[] = {"V12", "V1", "V3", "V6", "", "V7", "V8"};

void add_gauge(County& c, const std::string& id, const std::string& kind, const Name& name, geo::Point at,
               std::vector<std::string> villages) {
  Gauge g;
  g.id = id;
  g.kind = kind;
  g.name = name;
  g.at = at;
  g.villages = std::move(villages);
  c.ledger.gauges.push_back(std::move(g));
}

std::vector<std::string> villages_in(const County& c, const std::string& township) {
  std::vector<std::string> ids;
  for (const Village& v : c.ledger.villages)
    if (v.township.zh == township && v.id != "V1" && v.id != "V2" && v.id != "V3") ids.push_back(v.id);
  return ids;
}

}  // namespace

void place_stores_and_teams(County& c) {
  Warehouse w;
  w.id = "W1";
  w.name = {"云岚县救灾物资储备库", "Yunlan Relief Warehouse"};
  w.area_m2 = 820;
  w.load_s = 1800;
  w.at = base_at(c, "V14", 0);
  c.ledger.warehouses.push_back(w);
  for (const auto& row : rows_of(embedded::synth_stock_csv)) {
    StockItem s;
    s.warehouse = WarehouseId{0};
    s.item = row[1];
    s.name = {row[2], row[3]};
    s.quantity = std::atoi(row[4].c_str());
    s.unit = row[5];
    s.people_per_unit = std::strtod(row[6].c_str(), nullptr);
    s.volume_m3 = std::strtod(row[7].c_str(), nullptr);
    s.mass_kg = std::strtod(row[8].c_str(), nullptr);
    c.ledger.stock.push_back(s);
  }
  const TeamRow rows[] = {
      {"rescue", "县综合应急救援大队", "County Rescue Brigade", "high_truck", 60, 5, 12, 20, 40, 0, 0},
      {"fire", "县消防救援站", "County Fire Station", "high_truck", 24, 3, 8, 5, 45, 0, 0},
      {"boat", "县水上救援队", "County Boat Team", "boat", 18, 6, 8, 25, 12, 0, 0},
      {"medical", "县医疗救护队", "County Medical Team", "car", 15, 5, 4, 10, 45, 0, 0},
      {"truck", "县物资运输队", "County Truck Pool", "high_truck", 9, 3, 3, 20, 40, 5000, 18},
      {"bus", "县客运应急车队", "County Bus Pool", "car", 10, 5, 45, 15, 35, 0, 0},
      {"militia", "县民兵应急连", "County Militia Company", "high_truck", 80, 4, 20, 40, 40, 0, 0}};
  int nth = 0;
  for (const TeamRow& r : rows) {
    add_team(c, r, {r.zh, r.en}, base_at(c, nth % 2 ? "V13" : "V12", nth / 2));
    ++nth;
  }
  const std::vector<Name> townships = names_of("township");
  for (std::size_t k = 0; k < townships.size(); ++k) {
    const auto seat = std::find_if(c.ledger.villages.begin(), c.ledger.villages.end(), [&](const Village& v) {
      return *kSeats[k] ? v.id == kSeats[k] : v.township.zh == townships[k].zh;
    });
    if (seat == c.ledger.villages.end()) continue;
    const TeamRow r{"rescue", "", "", "car", 22 + static_cast<int>(k * 3 % 9), 3, 8, 25, 30, 0, 0};
    add_team(c, r, {townships[k].zh + "应急队", townships[k].en + " Rescue Team"}, base_at(c, seat->id, 0));
  }
}

void place_gauges(County& c) {
  add_gauge(c, "G1", "rain", {"青溪雨量站", "Qingxi Rain Gauge"}, base_at(c, "V1", 0), {"V1", "V2", "V3"});
  int number = 2;
  for (const Name& t : names_of("township")) {
    std::vector<std::string> ids = villages_in(c, t.zh);
    if (ids.empty()) continue;
    // A gauge serves at most a dozen villages; large townships have two.
    const std::size_t half = ids.size() > 12 ? (ids.size() + 1) / 2 : ids.size();
    for (std::size_t from = 0; from < ids.size(); from += half) {
      const std::vector<std::string> mine(
          ids.begin() + static_cast<std::ptrdiff_t>(from),
          ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), from + half)));
      const Village& at = village_of(c, mine[mine.size() / 2]);
      const std::string en = at.name.en.substr(0, at.name.en.find(' '));
      std::string zh = at.name.zh;
      if (zh.size() > 3 && zh.compare(zh.size() - 3, 3, "村") == 0) zh.resize(zh.size() - 3);
      add_gauge(c, "G" + std::to_string(number++), "rain", {zh + "雨量站", en + " Rain Gauge"},
                base_at(c, at.id, 0), mine);
    }
  }
  const struct {
    const char *id, *zh, *en, *place;
    double below_m;
    const char* villages;
  } kStages[] = {{"R1", "云岚水文站", "Yunlan Stage Gauge", "town", 0, "V12"},
                 {"R2", "上湾水位站", "Shangwan Stage Gauge", "V2", 0, "V2"},
                 {"R3", "青溪水位站", "Qingxi Stage Gauge", "V1", 0, "V1"},
                 {"R4", "白沙水位站", "Baisha Stage Gauge", "V3", 0, "V3"},
                 {"R5", "下坪水位站", "Xiaping Stage Gauge", "V5", 0, "V5"}};
  for (const auto& s : kStages)
    add_gauge(c, s.id, "stage", {s.zh, s.en}, c.cases.at(s.place).point, {s.villages});
}

void set_thresholds(County& c) {
  const struct {
    const char* village;
    double prepare[3], immediate[3];
  } kRows[] = {{"V1", {40, 65, 85}, {55, 90, 120}},
               {"V2", {35, 55, 70}, {48, 78, 100}},
               {"V3", {50, 80, 105}, {65, 110, 140}},
               {"*", {45, 75, 100}, {60, 100, 130}}};
  const auto add = [&](const std::string& place, const char* state, const double* mm, double factor,
                       const char* soil, const char* source) {
    for (int k = 0; k < 3; ++k)
      c.ledger.rain_thresholds.push_back({place, state,
                                          k == 0   ? 3600.0
                                          : k == 1 ? 10800.0
                                                   : 21600.0,
                                          std::floor(mm[k] * factor + 0.5), soil, source, "C"});
  };
  for (const auto& row : kRows) {
    const bool all = *row.village == '*';
    const char* source =
        all ? "虚构的通用值，用于没有本村指标的村 / invented default for villages without their own"
            : "演练手册算例1（虚构县） / worked case 1 of the drill book (invented county)";
    add(row.village, "prepare", row.prepare, 1, "normal", source);
    add(row.village, "immediate", row.immediate, 1, "normal", source);
  }
}

void name_persons(County& c) {
  const std::vector<Name> surnames = names_of("surname"), given = names_of("given");
  std::uint64_t draw = 0;
  const auto person = [&](const std::string& id, const Name& post) {
    const Name& s = surnames[base::hash64(c.seed, 161, draw) % surnames.size()];
    const Name& g = given[base::hash64(c.seed, 162, draw) % given.size()];
    ++draw;
    c.persons.push_back({id, {s.zh + g.zh, s.en + " " + g.en}, post});
    return id;
  };
  const std::string county =
      person("PC1", {"县防汛抗旱指挥部值班领导", "duty leader, county flood headquarters"});
  std::map<std::string, std::string> townships;
  for (const Village& v : c.ledger.villages)
    if (!townships.count(v.township.zh))
      townships[v.township.zh] = person("PT" + std::to_string(townships.size() + 1),
                                        {v.township.zh + "包片领导", "leader in charge, " + v.township.en});
  std::vector<std::string> heads;
  for (const Village& v : c.ledger.villages)
    heads.push_back(person("P" + v.id, {v.name.zh + "党支部书记", "village secretary, " + v.name.en}));
  for (std::size_t g = 0; g < c.ledger.groups.size(); ++g) {
    const Group& group = c.ledger.groups[g];
    const Village& v = c.ledger.villages[static_cast<std::size_t>(group.village.index)];
    const std::string leader =
        person("PG" + group.id, {v.name.zh + group.name.zh + "组长", group.name.en + " leader"});
    c.ledger.chains.push_back({GroupId{static_cast<std::int32_t>(g)},
                               {county, townships[v.township.zh],
                                heads[static_cast<std::size_t>(group.village.index)], leader, "head"}});
  }
  for (const Household& h : c.ledger.households) person(h.id, {"户主", "head of household"});
}

}  // namespace dayu::world::synth
