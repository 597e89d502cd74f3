// SPDX-License-Identifier: Apache-2.0
#include "engine/world/synth/registers.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/random.h"
#include "engine/world/registers/registers_tables.h"
#include "engine/world/synth/names.h"

namespace dayu::embedded {
extern const char* const synth_township_goods_csv;
}

namespace dayu::world::synth {
namespace {

/// Draws names from streams of their own, so that earlier persons keep theirs.
class Naming {
 public:
  explicit Naming(County& c) : c_(c), surnames_(names_of("surname")), given_(names_of("given")) {}
  std::string person(const std::string& id, const Name& post) {
    const Name& s = surnames_[base::hash64(c_.seed, 181, draw_) % surnames_.size()];
    const Name& g = given_[base::hash64(c_.seed, 182, draw_) % given_.size()];
    ++draw_;
    c_.persons.push_back({id, {s.zh + g.zh, s.en + " " + g.en}, post});
    return id;
  }

 private:
  County& c_;
  std::vector<Name> surnames_, given_;
  std::uint64_t draw_ = 0;
};

void fill_posts(County& c, Naming& naming) {
  for (const HazardPoint& p : c.ledger.registers.hazard_points)
    naming.person(p.monitor, {p.name.zh + "群测群防员", "watcher, " + p.name.en});
  for (std::size_t r = 0; r < c.ledger.reservoirs.size(); ++r) {
    const Reservoir& reservoir = c.ledger.reservoirs[r];
    for (const PostKind& kind : reservoir_post_kinds()) {
      const std::string id = "PR" + std::to_string(r + 1) + "-" + kind.post;
      naming.person(id, {reservoir.name.zh + kind.name.zh, kind.name.en + ", " + reservoir.name.en});
      c.ledger.registers.reservoir_posts.push_back({static_cast<std::int32_t>(r), kind.post, id});
    }
  }
}

void fill_units(County& c, Naming& naming) {
  struct UnitRow {
    const char *id, *kind, *zh, *en;
    int people;
    const char* role;
    const char *post_zh, *post_en;
    int sent;
  };
  const UnitRow rows[] = {
      {"U1", "headquarters", "县防汛抗旱指挥部", "County flood headquarters", 12, "director", "演练总指挥",
       "director of the drill", 3},
      {"U2", "bureau", "县应急管理局", "County emergency bureau", 26, "controller", "导调组组长",
       "chief controller", 6},
      {"U3", "bureau", "县水利局", "County water bureau", 31, "player", "水利局值班",
       "water bureau, duty officer", 4},
      {"U4", "bureau", "县气象局", "County met office", 14, "simulator", "气象信息模拟",
       "simulated met office", 2},
      {"U5", "bureau", "县自然资源局", "County natural resources bureau", 28, "player", "地灾值守",
       "geological hazards, duty officer", 2},
      {"U6", "force", "县综合应急救援大队", "County Rescue Brigade", 60, "player", "大队长", "brigade leader",
       40},
      {"U7", "bureau", "县公安局交警大队", "County traffic police", 38, "player", "交通管制",
       "traffic control", 8},
      {"U8", "company", "县客运公司", "County bus company", 20, "player", "车队调度", "bus dispatcher", 6},
      {"U9", "bureau", "县卫生健康委", "County health commission", 22, "evaluator", "评估组组长",
       "chief evaluator", 4}};
  int number = 0;
  const auto add = [&](const UnitRow& row, const Name& name, const std::string& township) {
    Unit u;
    u.id = row.id;
    u.kind = row.kind;
    u.name = name;
    u.township = township;
    u.people = row.people;
    u.leader = naming.person("PU" + std::to_string(++number), {name.zh + "负责人", "leader, " + name.en});
    c.ledger.registers.participants.push_back({static_cast<std::int32_t>(c.ledger.registers.units.size()),
                                               row.role,
                                               {row.post_zh, row.post_en},
                                               u.leader,
                                               row.sent});
    c.ledger.registers.units.push_back(std::move(u));
  };
  for (const UnitRow& row : rows) add(row, {row.zh, row.en}, "");
  for (const Name& t : names_of("township")) {
    const std::string id = "U" + std::to_string(c.ledger.registers.units.size() + 1);
    add({id.c_str(), "township", "", "", 24, "player", "乡镇防办", "township flood office", 5},
        {t.zh + "人民政府", t.en + " government"}, t.zh);
  }
}

void fill_stock(County& c) {
  std::uint64_t draw = 0;
  for (const Name& t : names_of("township"))
    for (const auto& row : rows_of(embedded::synth_township_goods_csv)) {
      TownshipStock s;
      s.township = t.zh;
      s.kind = row[1];
      s.item = row[2];
      s.name = {row[3], row[4]};
      s.unit = row[5];
      s.required = std::atoi(row[6].c_str());
      // Between two fifths and the whole of what is required.
      s.quantity = static_cast<int>(s.required * (0.4 + 0.6 * base::uniform_1(c.seed, 183, draw++)));
      s.source = row[7];
      s.surety = "C";
      c.ledger.registers.township_stock.push_back(std::move(s));
    }
}

/// Villages far from the worked cases, without a working alarm.
bool without_alarm(const Village& v) {
  return v.id == "V29" || v.id == "V33";
}

void mark_stations(County& c) {
  std::uint64_t draw = 0;
  Registers& r = c.ledger.registers;
  r.station_items = default_station_items();
  for (const StationItem& item : r.station_items) {
    if (item.level == "township")
      for (const Name& t : names_of("township"))
        r.station_marks.push_back(
            {"township", t.zh, item.item, base::uniform_1(c.seed, 184, draw++) < 0.9, ""});
    if (item.level == "village")
      for (const Village& v : c.ledger.villages) {
        const bool has = base::uniform_1(c.seed, 184, draw++) < 0.92;
        r.station_marks.push_back(
            {"village", v.id, item.item, item.item == "alarm" ? !without_alarm(v) : has, ""});
      }
  }
}

void list_defects(County& c) {
  c.ledger.registers.defects = {{"L01",
                                 "reservoir",
                                 "liushukeng",
                                 "blocked_spillway",
                                 -1,
                                 {"溢洪道被弃土淤堵约一半", "spoil blocks about half of the spillway"},
                                 "2025-04-11",
                                 "县水利局",
                                 "2025-06-30",
                                 ""},
                                {"L02",
                                 "reservoir",
                                 "longtan",
                                 "weak_bank",
                                 -1,
                                 {"下游坝脚渗水，已导渗", "seepage at the toe, drained"},
                                 "2025-03-02",
                                 "县水利局",
                                 "2025-04-30",
                                 "2025-04-22"},
                                {"L03",
                                 "village",
                                 "V25",
                                 "no_siren",
                                 -1,
                                 {"预警广播雷击损坏", "loudspeaker struck by lightning"},
                                 "2025-05-20",
                                 "斜塘村",
                                 "2025-06-20",
                                 ""},
                                {"L04",
                                 "village",
                                 "V6",
                                 "weak_levee",
                                 -1,
                                 {"沙洲段堤防单薄", "levee at Shazhou is thin"},
                                 "2025-02-17",
                                 "柳源乡",
                                 "2025-12-31",
                                 ""},
                                {"L05",
                                 "slope",
                                 "X021-K14",
                                 "other",
                                 -1,
                                 {"县道切坡裂缝", "cracks in a cut of the county road"},
                                 "2025-05-06",
                                 "县交通运输局",
                                 "2025-07-15",
                                 ""}};
}

}  // namespace

void count_residents(County& c) {
  for (std::size_t k = 0; k < c.ledger.households.size(); ++k) {
    Household& h = c.ledger.households[k];
    // Guess: a third of the households have one or two members at work elsewhere, some of them for years.
    const auto away = static_cast<int>(base::hash64(c.seed, 185, k) % 6);
    h.resident = h.people + (away == 1 ? 1 : 0);
    h.registered = h.resident + (away == 2 ? 1 : away == 3 ? 2 : 0);
  }
}

void fill_registers(County& c) {
  Naming naming(c);
  fill_posts(c, naming);
  fill_units(c, naming);
  fill_stock(c);
  mark_stations(c);
  list_defects(c);
}

}  // namespace dayu::world::synth
