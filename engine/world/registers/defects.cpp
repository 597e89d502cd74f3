// SPDX-License-Identifier: Apache-2.0
// What do known defects change? An open row of hazard_ledger.csv lessens a quantity that the model has:
// spillway width (spill over a weir is proportional to it), the village's alarm, a shelter's areas, the
// villages a gauge serves. A checklist item `alarm` that a village lacks does the same as no_siren. Rows that
// act on nothing the model has are told as such. Invariant: each change leaves one sentence in assumptions.
#include <cmath>

#include "engine/world/ledger.h"
#include "engine/world/registers/registers_reading.h"
#include "engine/world/registers/registers_tables.h"

namespace dayu::world {
namespace {

std::string whole_percent(double share) {
  return std::to_string(std::lround(share * 100)) + "%";
}

template <class Things>
auto* named(Things& things, const std::string& id) {
  for (auto& thing : things)
    if (thing.id == id) return &thing;
  return static_cast<decltype(&things[0])>(nullptr);
}

const DefectEffect* effect_of(const Defect& d) {
  for (const DefectEffect& e : defect_effects())
    if (e.defect == d.defect && (e.object_kind.empty() || e.object_kind == d.object_kind)) return &e;
  return nullptr;
}

bool known_object(World& world, const Defect& d) {
  if (d.object_kind == "reservoir") return named(world.reservoirs, d.object) != nullptr;
  if (d.object_kind == "village") return named(world.villages, d.object) != nullptr;
  if (d.object_kind == "shelter") return named(world.shelters, d.object) != nullptr;
  if (d.object_kind == "gauge") return named(world.gauges, d.object) != nullptr;
  return true;  // roads, slopes and others are told only
}

const std::string& either(const std::string& wanted, const std::string& other) {
  return wanted.empty() ? other : wanted;
}

class Applying {
 public:
  explicit Applying(World& world) : world_(world) {}

  void apply(const Defect& d, const DefectEffect& e) {
    const double share = d.share_left >= 0 ? d.share_left : e.share_left;
    if (e.quantity == "spillway_width") {
      Reservoir& r = *named(world_.reservoirs, d.object);
      r.spillway_width_m *= share;
      tell(d, e, r.name, "溢洪道宽按" + whole_percent(share) + "计",
           "its spillway counts with " + whole_percent(share) + " of its width");
    } else if (e.quantity == "alarm") {
      Village& v = *named(world_.villages, d.object);
      v.alarm = share > 0;
      if (!v.alarm)
        tell(d, e, v.name, "立即转移命令须逐户上门通知", "the order to move goes from door to door");
    } else if (e.quantity == "area") {
      Shelter& s = *named(world_.shelters, d.object);
      s.indoor_m2 *= share;
      s.outdoor_m2 *= share;
      tell(d, e, s.name, "面积按" + whole_percent(share) + "计",
           "its area counts with " + whole_percent(share));
    } else if (e.quantity == "service") {
      Gauge& g = *named(world_.gauges, d.object);
      if (share <= 0) g.villages.clear();
      tell(d, e, g.name, "不作为任何村的测站", "it serves no village");
    } else {
      tell(d, e, {d.object, d.object}, "模型中没有对应的量，只提示、不计算",
           "no quantity of the model stands for it: told, not computed");
    }
  }

 private:
  void tell(const Defect& d, const DefectEffect& e, const Name& object, const std::string& zh,
            const std::string& en) {
    world_.assumptions.push_back("隐患台账" + d.id + "（未整改）：" + either(object.zh, object.en) +
                                 e.name.zh + "，" + zh + "。Ledger row " + d.id + " (open): " +
                                 either(object.en, object.zh) + ", " + e.name.en + ": " + en + ".");
  }

  World& world_;
};

void lack_of_alarm(World& world) {
  for (const StationMark& m : world.registers.station_marks) {
    if (m.level != "village" || m.item != "alarm" || m.present) continue;
    Village* v = named(world.villages, m.place);
    if (v == nullptr || !v->alarm) continue;
    v->alarm = false;
    world.assumptions.push_back(
        "村级清单：" + either(v->name.zh, v->name.en) +
        "没有预警设备，立即转移命令须逐户上门通知。Village checklist: " + either(v->name.en, v->name.zh) +
        " has no siren, loudspeaker or gong: the order to move goes from door to door.");
  }
}

}  // namespace

void read_defects(Reading& reading) {
  Ledger rows(reading, "hazard_ledger.csv", {"row", "object_kind", "object", "defect"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Defect d;
    d.id = rows.id(row, "row");
    rows.text(row, "object_kind", Need::yes);
    d.object_kind = rows.word(row, "object_kind");
    d.object = rows.text(row, "object", Need::yes);
    rows.text(row, "defect", Need::yes);
    d.defect = rows.word(row, "defect");
    if (!rows.text(row, "share_left").empty()) d.share_left = rows.amount(row, "share_left");
    if (d.share_left > 1) rows.fault(row, "share_left", "is more than 1", "write a share of 0 to 1");
    d.about = rows.name(row, "about");
    d.found = rows.text(row, "found");
    d.owner = rows.text(row, "owner");
    d.due = rows.text(row, "due");
    d.closed = rows.text(row, "closed");
    const bool known = known_object(reading.world, d);
    if (!known && !d.object.empty())
      rows.fault(row, "object", "there is no " + d.object_kind + " '" + d.object + "'",
                 "write the id of its own ledger");
    const DefectEffect* effect = effect_of(d);
    if (!d.defect.empty() && !d.object_kind.empty() && effect == nullptr)
      rows.fault(row, "defect", "'" + d.defect + "' is no defect of a " + d.object_kind,
                 "correct one of the two, or write other");
    if (known && effect != nullptr && d.closed.empty()) Applying(reading.world).apply(d, *effect);
    reading.world.registers.defects.push_back(std::move(d));
  }
  lack_of_alarm(reading.world);
}

}  // namespace dayu::world
