// SPDX-License-Identifier: Apache-2.0
// The Impact as CSV files for people, GIS and the independent checker (columns: impact_files.h).
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/geo/table.h"
#include "engine/impact/impact_files.h"

namespace dayu::impact {
namespace {

constexpr int kTimeDecimals = 3, kMetreDecimals = 2, kValueDecimals = 4;

std::string line_text(const std::vector<geo::Point>& line) {
  std::string text;
  char buffer[64];
  for (const geo::Point& p : line) {
    std::snprintf(buffer, sizeof buffer, "%s%.2f %.2f", text.empty() ? "" : ";", p.x_m, p.y_m);
    text += buffer;
  }
  return text;
}

std::string worst_text(const Danger& danger) {
  std::string text;
  char buffer[32];
  for (const auto& [field, value] : danger.worst) {
    std::snprintf(buffer, sizeof buffer, "%.4f", value);
    text += (text.empty() ? "" : ";") + field + "=" + buffer;
  }
  return text;
}

double max_depth_m(const Danger& danger) {
  const auto found = danger.worst.find("water_depth_m");
  return found == danger.worst.end() ? 0 : found->second;
}

void write_roads(const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"piece", "road", "name_zh", "name_en", "kind", "from_node", "to_node", "length_m",
                        "speed_m_per_s", "capacity_per_s", "oneway", "bridge", "tunnel", "deck_m", "from_z_m",
                        "to_z_m", "line"});
  int row = 0;
  for (const world::Piece& p : world.network.pieces) {
    out.cell(row++).cell(p.road).cell(p.name.zh).cell(p.name.en).cell(p.kind).cell(p.from.index);
    out.cell(p.to.index).cell(p.length_m, kMetreDecimals).cell(p.speed_m_per_s, 3).cell(p.capacity_per_s, 4);
    out.cell(p.oneway ? 1 : 0).cell(p.bridge ? 1 : 0).cell(p.tunnel ? 1 : 0);
    if (p.bridge)
      out.cell(p.deck_m, kMetreDecimals);
    else
      out.cell("");
    for (const world::NodeId end : {p.from, p.to}) {
      const double z_m = world.network.nodes[static_cast<std::size_t>(end.index)].z_m;
      if (std::isfinite(z_m))
        out.cell(z_m, kTimeDecimals);
      else
        out.cell("");
    }
    out.cell(line_text(p.line));
    out.end_row();
  }
  out.write(file);
}

void write_closures(const Impact& impact, const base::Instant& start, const std::filesystem::path& file) {
  geo::TableWriter out(
      {"piece", "who", "effect", "from_s", "to_s", "from", "x_m", "y_m", "hazard", "field", "value"});
  for (const Closure& c : impact.closures) {
    out.cell(c.piece.index).cell(c.who).cell(c.effect == Effected::stop ? "stop" : "slow");
    out.cell(c.from_s, kTimeDecimals).cell(c.to_s, kTimeDecimals).cell(base::iso8601(start, c.from_s));
    out.cell(c.at.x_m, kMetreDecimals).cell(c.at.y_m, kMetreDecimals).cell(c.hazard).cell(c.field);
    out.cell(c.value, kValueDecimals);
    out.end_row();
  }
  out.write(file);
}

const std::string& village_id(const world::World& world, world::VillageId village) {
  static const std::string none;
  return village.valid() ? world.villages[static_cast<std::size_t>(village.index)].id : none;
}

/// One row of settlements.csv, whatever lives there.
struct Settlement {
  std::string kind, id;
  world::VillageId village;
  world::Name name;
  int people = 0, need_help = 0;
  world::NodeId node;
  double access_m = 0;
  geo::Point at;
  std::string group;
};

void settlement_row(geo::TableWriter& out, const world::World& world, const Settlement& s, const Danger& d) {
  out.cell(s.kind).cell(s.id).cell(village_id(world, s.village)).cell(s.group);
  out.cell(s.name.zh)
      .cell(s.name.en)
      .cell(s.people)
      .cell(s.need_help)
      .cell(s.node.index)
      .cell(s.access_m, kMetreDecimals);
  out.cell(s.at.x_m, kMetreDecimals).cell(s.at.y_m, kMetreDecimals);
  out.cell(d.touched_s, kTimeDecimals).cell(d.danger_s, kTimeDecimals).cell(d.worst_class_1);
  out.cell(max_depth_m(d), kValueDecimals).cell(worst_text(d));
  out.end_row();
}

void write_settlements(const Impact& impact, const world::World& world, bool by_night,
                       const std::filesystem::path& file) {
  geo::TableWriter out({"kind", "id", "village", "group", "name_zh", "name_en", "people", "need_help", "node",
                        "access_m", "x_m", "y_m", "touched_s", "danger_s", "worst_class_1", "max_depth_m",
                        "worst"});
  for (std::size_t i = 0; i < world.groups.size(); ++i) {
    const world::Group& g = world.groups[i];
    settlement_row(out, world, {"group", g.id, g.village, g.name, g.people, 0, g.node, g.access_m, g.at},
                   impact.groups[i]);
  }
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const world::Household& h = world.households[i];
    const world::VillageId village =
        h.group.valid() ? world.groups[static_cast<std::size_t>(h.group.index)].village : world::VillageId{};
    settlement_row(out, world,
                   {"household",
                    h.id,
                    village,
                    {},
                    h.people,
                    h.need_help,
                    h.node,
                    h.access_m,
                    h.at,
                    h.group.valid() ? world.groups[static_cast<std::size_t>(h.group.index)].id : ""},
                   impact.households[i]);
  }
  for (std::size_t i = 0; i < world.sites.size(); ++i) {
    const world::Site& s = world.sites[i];
    settlement_row(out, world,
                   {"site", s.id, s.village, s.name, by_night ? s.people_night : s.people_day, s.need_help,
                    s.node, s.access_m, s.at},
                   impact.sites[i]);
  }
  out.write(file);
}

void write_shelters(const Impact& impact, const world::World& world, const ShelterStandard& standard,
                    const std::filesystem::path& file) {
  geo::TableWriter out({"shelter", "name_zh", "name_en", "village", "indoor_m2", "places", "standard", "node",
                        "access_m", "open_s", "x_m", "y_m", "touched_s", "danger_s", "worst_class_1",
                        "worst"});
  for (std::size_t i = 0; i < world.shelters.size(); ++i) {
    const world::Shelter& s = world.shelters[i];
    const Danger& d = impact.shelters[i];
    out.cell(s.id).cell(s.name.zh).cell(s.name.en).cell(village_id(world, s.village)).cell(s.indoor_m2, 1);
    out.cell(capacity_places(s, standard))
        .cell(standard.name)
        .cell(s.node.index)
        .cell(s.access_m, kMetreDecimals);
    out.cell(s.open_s, 0).cell(s.at.x_m, kMetreDecimals).cell(s.at.y_m, kMetreDecimals);
    out.cell(d.touched_s, kTimeDecimals).cell(d.danger_s, kTimeDecimals).cell(d.worst_class_1);
    out.cell(worst_text(d));
    out.end_row();
  }
  out.write(file);
}

void write_effects(const Impact& impact, const std::filesystem::path& file) {
  geo::TableWriter out({"hazard", "field", "who", "slows_from", "stops_from", "source", "surety"});
  for (const Effect& e : impact.effects) {
    out.cell(e.hazard).cell(e.field).cell(e.who).cell(e.slows_from, kValueDecimals);
    out.cell(e.stops_from, kValueDecimals).cell(e.source).cell(e.surety);
    out.end_row();
  }
  out.write(file);
}

void write_notes(const Impact& impact, const std::filesystem::path& file) {
  geo::TableWriter out({"key", "value"});
  out.cell("interval_s").cell(impact.interval_s, kTimeDecimals).end_row();
  out.cell("duration_s").cell(impact.duration_s, kTimeDecimals).end_row();
  for (const std::string& note : impact.notes) out.cell("note").cell(note).end_row();
  out.write(file);
}

}  // namespace

int capacity_places(const world::Shelter& shelter, const ShelterStandard& standard) {
  const double area_m2 = shelter.indoor_m2 > 0 ? shelter.indoor_m2 : shelter.outdoor_m2;
  return standard.area_m2_per_person > 0
             ? static_cast<int>(std::floor(area_m2 / standard.area_m2_per_person + 1e-9))
             : 0;
}

void write_impact(const Impact& impact, const world::World& world, const ShelterStandard& standard,
                  const base::Instant& start, const std::filesystem::path& run, bool by_night) {
  const std::filesystem::path folder = run / "impact";
  std::filesystem::create_directories(folder);
  write_roads(world, folder / "roads.csv");
  write_closures(impact, start, folder / "closures.csv");
  write_settlements(impact, world, by_night, folder / "settlements.csv");
  write_shelters(impact, world, standard, folder / "shelters.csv");
  write_effects(impact, folder / "effects.csv");
  write_notes(impact, folder / "notes.csv");
}

}  // namespace dayu::impact
