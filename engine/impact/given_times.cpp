// SPDX-License-Identifier: Apache-2.0
// The tables of [given]: danger times of places, closing times of roads.
#include <algorithm>
#include <limits>

#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/impact/given.h"
#include "engine/impact/road_closures.h"

namespace dayu::impact {
namespace {

/// Those who follow nobody else's rows; a bus or boat only where a hazard has rows of its own for it.
std::vector<std::string> everybody(const Impact& impact) {
  std::vector<std::string> all{"walker", "walker_weak", "car", "high_truck"};
  for (const char* who : {"bus", "boat"})
    if (std::any_of(impact.effects.begin(), impact.effects.end(),
                    [&](const Effect& e) { return e.who == who; }))
      all.emplace_back(who);
  return all;
}

class Tables {
 public:
  Tables(const world::World& world, const hazards::RunClock& clock, Impact& impact)
      : world_(world), clock_(clock), impact_(impact) {}

  void places(const std::filesystem::path& file) {
    const geo::Table t = geo::read_table(file);
    t.require({"kind", "id"}, faults_);
    if (!t.has("danger") && !t.has("danger_s")) t.require({"danger"}, faults_);
    faults_.throw_if_any();
    for (std::size_t row = 0; row < t.rows.size(); ++row) {
      const double danger_s = moment_s(t, row, "danger");
      if (danger_s >= base::kNever_s)
        faults_.add(file.string(), t.place(row, "danger"), "the time is missing", "give when danger begins");
      if (place(t.text(row, "kind"), t.text(row, "id"), danger_s) > 0) continue;
      faults_.add(file.string(), t.place(row, "id"),
                  "there is no " + t.text(row, "kind") + " '" + t.text(row, "id") + "'",
                  "kinds: household, group, site, shelter, zone, village; ids: those of the area");
    }
    faults_.throw_if_any();
  }

  void roads(const std::filesystem::path& file) {
    const geo::Table t = geo::read_table(file);
    if (!t.has("from") && !t.has("from_s")) t.require({"from"}, faults_);
    faults_.throw_if_any();
    for (std::size_t row = 0; row < t.rows.size(); ++row) {
      Closure c;
      c.hazard = c.field = "given";
      c.value = 1;
      c.from_s = moment_s(t, row, "from");
      c.to_s = moment_s(t, row, "to");
      if (!(c.from_s < c.to_s))
        faults_.add(file.string(), t.place(row, "from"), "the closure ends before it begins",
                    "give from before to; an empty `to` is for good");
      const std::vector<int> pieces = pieces_of(t, row);
      if (pieces.empty())
        faults_.add(file.string(), t.place(row, "road"), "names no road of the area",
                    "give a road id, a piece number, or x_m,y_m");
      const std::string who = t.text(row, "who");
      for (const int piece : pieces) {
        c.piece = {piece};
        c.at = middle_of(piece);
        for (const std::string& each : everybody(impact_))
          if (who.empty()) add(c, each);
        if (!who.empty()) add(c, who);
      }
    }
    faults_.throw_if_any();
    impact_.closures = merge_closures(std::move(impact_.closures));
  }

 private:
  /// "<name>" as civil time or "<name>_s" as seconds; empty or absent: never.
  double moment_s(const geo::Table& t, std::size_t row, const std::string& name) {
    if (t.has(name) && !t.text(row, name).empty()) {
      try {
        return static_cast<double>(base::read_instant(t.text(row, name), clock_.start.offset_s).unix_s -
                                   clock_.start.unix_s);
      } catch (const base::InputError& error) {
        const base::Fault& fault = error.faults().front();
        faults_.add(t.file.string(), t.place(row, name), fault.what, fault.remedy);
        return 0;
      }
    }
    if (t.has(name + "_s") && !t.text(row, name + "_s").empty()) return t.number(row, name + "_s", faults_);
    return base::kNever_s;
  }

  static void begin(Danger& d, double danger_s) {
    d.danger_s = std::min(d.danger_s, danger_s);
    d.touched_s = std::min(d.touched_s, danger_s);
  }

  template <class Item>
  int by_id(const std::vector<Item>& items, std::vector<Danger>& dangers, const std::string& id,
            double danger_s) {
    int found = 0;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].id == id) begin(dangers[i], danger_s), ++found;
    return found;
  }

  int place(const std::string& kind, const std::string& id, double danger_s) {
    if (kind == "household") return by_id(world_.households, impact_.households, id, danger_s);
    if (kind == "group") return by_id(world_.groups, impact_.groups, id, danger_s);
    if (kind == "site") return by_id(world_.sites, impact_.sites, id, danger_s);
    if (kind == "shelter") return by_id(world_.shelters, impact_.shelters, id, danger_s);
    if (kind != "zone" && kind != "village") return 0;
    int found = 0;
    for (std::size_t i = 0; i < world_.households.size(); ++i) {
      const world::Household& h = world_.households[i];
      const world::VillageId village = h.group.valid()
                                           ? world_.groups[static_cast<std::size_t>(h.group.index)].village
                                           : world::VillageId{};
      if (in_zone(kind, id, h.danger_zone, village)) begin(impact_.households[i], danger_s), ++found;
    }
    for (std::size_t i = 0; i < world_.sites.size(); ++i)
      if (in_zone(kind, id, world_.sites[i].danger_zone, world_.sites[i].village))
        begin(impact_.sites[i], danger_s), ++found;
    return found;
  }

  bool in_zone(const std::string& kind, const std::string& id, const std::string& zone,
               world::VillageId village) const {
    if (zone.empty()) return false;
    if (kind == "zone") return zone == id;
    return village.valid() && world_.villages[static_cast<std::size_t>(village.index)].id == id;
  }

  std::vector<int> pieces_of(const geo::Table& t, std::size_t row) {
    const auto n = static_cast<int>(world_.network.pieces.size());
    std::vector<int> pieces;
    const std::string road = t.has("road") ? t.text(row, "road") : "";
    for (int p = 0; p < n && !road.empty(); ++p)
      if (world_.network.pieces[static_cast<std::size_t>(p)].road == road) pieces.push_back(p);
    if (!road.empty()) return pieces;
    if (t.has("piece") && !t.text(row, "piece").empty()) {
      const int piece = t.integer(row, "piece", faults_, -1);
      if (piece >= 0 && piece < n) pieces.push_back(piece);
    } else if (t.has("x_m") && t.has("y_m") && !t.text(row, "x_m").empty()) {
      pieces.push_back(nearest({t.number(row, "x_m", faults_), t.number(row, "y_m", faults_)}));
      if (pieces.back() < 0) pieces.clear();
    }
    return pieces;
  }

  int nearest(geo::Point at) const {
    int best = -1;
    double best_m = std::numeric_limits<double>::infinity();
    for (std::size_t p = 0; p < world_.network.pieces.size(); ++p)
      for (const geo::Point& on : geo::sample_line(world_.network.pieces[p].line, 10)) {
        const double m = geo::length_m({at, on});
        if (m < best_m) best_m = m, best = static_cast<int>(p);
      }
    return best;
  }

  geo::Point middle_of(int piece) const {
    const std::vector<geo::Point>& line = world_.network.pieces[static_cast<std::size_t>(piece)].line;
    return line.empty() ? geo::Point{} : line[line.size() / 2];
  }

  void add(Closure c, const std::string& who) {
    c.who = who;
    impact_.closures.push_back(std::move(c));
  }

  const world::World& world_;
  const hazards::RunClock& clock_;
  Impact& impact_;
  base::Faults faults_;
};

base::KeySpec key(const char* name, base::KeyKind kind, const char* fallback, const char* about) {
  base::KeySpec spec{.key = name, .kind = kind};
  spec.fallback = fallback;
  spec.required = spec.fallback.empty();
  spec.about = about;
  return spec;
}

}  // namespace

base::SectionSpec given_spec() {
  using base::KeyKind;
  base::SectionSpec spec;
  spec.name = "given";
  spec.about = "a hazard that is given instead of simulated";
  spec.keys = {
      key("places", KeyKind::path, "\"\"",
          "CSV kind,id,danger (civil time) or danger_s: when who is in danger"),
      key("roads", KeyKind::path, "\"\"",
          "CSV road | piece | x_m,y_m, who, from, to (or from_s, to_s): when roads close"),
      key("source", KeyKind::text, "\"\"", "where the given figures come from; printed with the plan")};
  base::SectionSpec run{
      .name = "course", .repeated = true, .about = "a hazard's whole course out of a run folder"};
  run.keys = {key("hazard", KeyKind::text, "", "name of the hazard"),
              key("run", KeyKind::path, "", "the run folder that holds its course")};
  base::SectionSpec raster{
      .name = "raster", .repeated = true, .about = "a field that keeps its maximum from its arrival on"};
  raster.keys = {key("hazard", KeyKind::text, "\"flood\"", "whose limits for roads and people hold"),
                 key("field", KeyKind::text, "\"water_depth_m\"", "the field, by the hazard's own name"),
                 key("maximum", KeyKind::path, "", "raster of its maximum"),
                 key("arrival", KeyKind::path, "", "raster of arrival, s since the start; nodata: never")};
  base::SectionSpec perimeters{
      .name = "perimeters", .repeated = true, .about = "outlines with times, e.g. of a fire"};
  perimeters.keys = {
      key("hazard", KeyKind::text, "\"fire\"", "whose limits for roads and people hold"),
      key("field", KeyKind::text, "\"fire_heat_kW_per_m2\"", "the field, by the hazard's own name"),
      key("file", KeyKind::path, "", "polygons (GeoPackage, shapefile, GeoJSON)"),
      key("layer", KeyKind::text, "\"\"", "layer; default: the first"),
      key("time", KeyKind::text, "\"time\"", "attribute with civil time, or s since the start"),
      key("value", KeyKind::number, "1000", "the field's value inside, from then on")};
  spec.sections = {run, raster, perimeters};
  return spec;
}

void add_given_times(const base::Settings& section, const world::World& world, const hazards::RunClock& clock,
                     Impact& impact) {
  const std::size_t places = impact.groups.size();
  if (places != world.groups.size()) impact.groups.resize(world.groups.size());
  impact.households.resize(world.households.size());
  impact.sites.resize(world.sites.size());
  impact.shelters.resize(world.shelters.size());
  impact.duration_s = std::max(impact.duration_s, clock.duration_s);
  if (impact.interval_s <= 0) impact.interval_s = clock.output_interval_s;
  Tables tables(world, clock, impact);
  if (section.has("places")) tables.places(section.path("places"));
  if (section.has("roads")) tables.roads(section.path("roads"));
  const std::string source = section.has("source") ? section.text("source") : std::string();
  impact.notes.push_back("danger and closing times are given, not simulated" +
                         (source.empty() ? std::string() : ": " + source));
}

}  // namespace dayu::impact
