// SPDX-License-Identifier: Apache-2.0
// How do the office's registers look on paper? One CSV file each, columns as engine/ARCHITECTURE.md lists
// them.
#include "engine/geo/table.h"
#include "engine/world/synth/registers.h"
#include "engine/world/synth/write.h"

namespace dayu::world::synth {
namespace {

using geo::TableWriter;

void write_points(const County& c, const std::filesystem::path& folder) {
  TableWriter t({"hazard_point", "village", "kind", "scale", "name_zh", "name_en", "monitor", "households",
                 "people", "x_m", "y_m"});
  for (const HazardPoint& p : c.ledger.registers.hazard_points) {
    std::string ids;
    for (const std::string& id : p.households) ids += (ids.empty() ? "" : ";") + id;
    t.cell(p.id).cell(c.ledger.villages[static_cast<std::size_t>(p.village)].id).cell(p.kind).cell(p.scale);
    t.cell(p.name.zh).cell(p.name.en).cell(p.monitor).cell(ids).cell(p.people);
    const geo::Point at = on_map(p.at);
    t.cell(at.x_m, 1).cell(at.y_m, 1).end_row();
  }
  t.write(folder / "hazard_points.csv");
  TableWriter r({"hazard_point", "state", "window_s", "rain_mm", "soil", "source", "surety"});
  for (const PointTrigger& p : c.ledger.registers.point_triggers)
    r.cell(p.point)
        .cell(p.state)
        .cell(p.window_s, 0)
        .cell(p.rain_mm, 0)
        .cell(p.soil)
        .cell(p.source)
        .cell(p.surety)
        .end_row();
  r.write(folder / "hazard_point_triggers.csv");
}

void write_office(const County& c, const std::filesystem::path& folder) {
  const Registers& r = c.ledger.registers;
  TableWriter posts({"reservoir", "post", "person"});
  for (const ReservoirPost& p : r.reservoir_posts)
    posts.cell(c.ledger.reservoirs[static_cast<std::size_t>(p.reservoir)].id)
        .cell(p.post)
        .cell(p.person)
        .end_row();
  posts.write(folder / "reservoir_posts.csv");
  TableWriter units({"unit", "kind", "name_zh", "name_en", "township", "leader", "people", "equipment"});
  for (const Unit& u : r.units)
    units.cell(u.id)
        .cell(u.kind)
        .cell(u.name.zh)
        .cell(u.name.en)
        .cell(u.township)
        .cell(u.leader)
        .cell(u.people)
        .cell(u.equipment)
        .end_row();
  units.write(folder / "units.csv");
  TableWriter who({"unit", "role", "post_zh", "post_en", "person", "people"});
  for (const Participant& p : r.participants)
    who.cell(r.units[static_cast<std::size_t>(p.unit)].id)
        .cell(p.role)
        .cell(p.post.zh)
        .cell(p.post.en)
        .cell(p.person)
        .cell(p.people)
        .end_row();
  who.write(folder / "participants.csv");
}

void write_stations(const County& c, const std::filesystem::path& folder) {
  const Registers& r = c.ledger.registers;
  TableWriter stock(
      {"township", "kind", "item", "name_zh", "name_en", "quantity", "required", "unit", "source", "surety"});
  for (const TownshipStock& s : r.township_stock)
    stock.cell(s.township)
        .cell(s.kind)
        .cell(s.item)
        .cell(s.name.zh)
        .cell(s.name.en)
        .cell(s.quantity)
        .cell(s.required)
        .cell(s.unit)
        .cell(s.source)
        .cell(s.surety)
        .end_row();
  stock.write(folder / "township_stock.csv");
  TableWriter items({"level", "item", "name_zh", "name_en", "source", "surety"});
  for (const StationItem& i : r.station_items)
    items.cell(i.level).cell(i.item).cell(i.name.zh).cell(i.name.en).cell(i.source).cell(i.surety).end_row();
  items.write(folder / "station_items.csv");
  TableWriter marks({"level", "place", "item", "present", "note"});
  for (const StationMark& m : r.station_marks)
    marks.cell(m.level).cell(m.place).cell(m.item).cell(m.present ? 1 : 0).cell(m.note).end_row();
  marks.write(folder / "station_marks.csv");
  TableWriter defects({"row", "object_kind", "object", "defect", "share_left", "about_zh", "about_en",
                       "found", "owner", "due", "closed"});
  for (const Defect& d : r.defects) {
    defects.cell(d.id).cell(d.object_kind).cell(d.object).cell(d.defect);
    if (d.share_left < 0)
      defects.cell(std::string());
    else
      defects.cell(d.share_left, 2);
    defects.cell(d.about.zh)
        .cell(d.about.en)
        .cell(d.found)
        .cell(d.owner)
        .cell(d.due)
        .cell(d.closed)
        .end_row();
  }
  defects.write(folder / "hazard_ledger.csv");
}

}  // namespace

void write_registers(const County& c, const std::filesystem::path& folder) {
  write_points(c, folder);
  write_office(c, folder);
  write_stations(c, folder);
}

}  // namespace dayu::world::synth
