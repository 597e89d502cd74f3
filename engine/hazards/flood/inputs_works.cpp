// SPDX-License-Identifier: Apache-2.0
// What people have built and do, read from a section: walls, weirs, bridges, gates, culverts, pumps, acts.
// Breaches of the terrain are read in inputs_breach.cpp.
#include <algorithm>
#include <cmath>

#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/hazards/flood/inputs_reader.h"
#include "engine/hazards/flood/stations.h"

namespace dayu::hazards::flood {

/// The ends of a straight line, or the lines of a layer; a fault where they touch no cell faces.
std::vector<std::vector<geo::Point>> Reader::lines(const base::Settings& item) {
  std::vector<std::vector<geo::Point>> lines;
  const bool ends = item.has("x1_m") && item.has("y1_m") && item.has("x2_m") && item.has("y2_m");
  if (ends) {
    lines.push_back({{item.number("x1_m"), item.number("y1_m")}, {item.number("x2_m"), item.number("y2_m")}});
  } else if (item.has("file") && item.has("layer")) {
    guarded([&] {
      for (const geo::Feature& line :
           geo::read_layer(item.path("file"), item.text("layer"), in.grid.crs).features)
        lines.insert(lines.end(), line.parts.begin(), line.parts.end());
    });
  }
  std::size_t faces = 0;
  for (const auto& line : lines)
    for (std::size_t k = 1; k < line.size(); ++k) faces += stair_of(in.grid, line[k - 1], line[k]).size();
  if (faces == 0)
    refuse(item, "name", "'" + item.text("name") + "' stands on no cell edges of the terrain",
           "give x1_m, y1_m, x2_m, y2_m inside the terrain, at least a cell apart, or file and layer with "
           "lines");
  return lines;
}

void Reader::read_barrier(const base::Settings& item, const std::string& kind) {
  Barrier barrier;
  barrier.name = item.text("name");
  barrier.lines = lines(item);
  barrier.weir_m1_2_per_s = item.number("weir_m1_2_per_s");
  if (kind == "wall") {
    if (item.has("crest_m") == item.has("height_m"))
      refuse(item, "crest_m", "the wall '" + barrier.name + "' needs its height",
             "give either crest_m or height_m");
    barrier.over_ground = item.has("height_m");
    barrier.setting_m = item.has("height_m")  ? item.number("height_m")
                        : item.has("crest_m") ? item.number("crest_m")
                                              : 0;
  } else if (kind == "weir") {
    barrier.setting_m = item.number("crest_m");
  } else if (kind == "bridge") {
    barrier.kind = Barrier::Kind::bridge;
    barrier.soffit_m = item.number("soffit_m");
    barrier.deck_m = item.number("deck_m");
    barrier.orifice_1 = item.number("orifice_1");
    if (!(barrier.soffit_m < barrier.deck_m))
      refuse(item, "soffit_m", "the soffit is not below the deck", "give both in m of the datum");
  } else {
    barrier.kind = Barrier::Kind::gate;
    if (item.has("sill_m")) barrier.sill_m = item.number("sill_m");
    if (item.has("top_m")) barrier.deck_m = item.number("top_m");
    barrier.setting_m = item.number("opening_m");
    barrier.orifice_1 = item.number("orifice_1");
  }
  // What passes a straight work is kept like any section's discharge.
  if (kind != "wall" && barrier.lines.size() == 1 && barrier.lines[0].size() == 2)
    in.sections.push_back({barrier.name, barrier.lines[0][0], barrier.lines[0][1]});
  in.works.barriers.push_back(std::move(barrier));
}

/// The cell of a place named by two keys; a fault outside the terrain.
std::optional<geo::Cell> Reader::place(const base::Settings& item, const char* x, const char* y,
                                       const std::string& what) {
  const auto cell = in.grid.cell_of({item.number(x), item.number(y)});
  if (cell && !std::isnan(in.bed_m[in.grid.index(*cell)])) return cell;
  refuse(item, x, what + " lies outside the terrain", "give coordinates of the area's CRS on the terrain");
  return std::nullopt;
}

void Reader::read_culvert(const base::Settings& item) {
  Culvert culvert;
  culvert.name = item.text("name");
  const auto inlet = place(item, "x1_m", "y1_m", "the inlet of culvert " + culvert.name);
  const auto outlet = place(item, "x2_m", "y2_m", "the outlet of culvert " + culvert.name);
  Barrel& barrel = culvert.barrel;
  barrel.round = item.text("shape") == "round";
  for (const char* key : barrel.round ? std::vector<const char*>{"diameter_m"}
                                      : std::vector<const char*>{"width_m", "height_m"})
    if (!item.has(key)) refuse(item, "shape", "the culvert's size is missing", std::string("give ") + key);
  const std::string entrance = item.text("entrance");
  if ((entrance.rfind("round", 0) == 0) != barrel.round)
    refuse(item, "entrance", "the entrance " + entrance + " does not fit the shape",
           "choose one whose name begins with the shape");
  if (!inlet || !outlet || !faults.empty()) return;
  if (*inlet == *outlet)
    return refuse(item, "x2_m", "inlet and outlet lie in the same cell",
                  "a culvert shorter than a cell is not seen");
  barrel.width_m = item.number(barrel.round ? "diameter_m" : "width_m");
  barrel.rise_m = item.number(barrel.round ? "diameter_m" : "height_m");
  barrel.count = static_cast<int>(item.integer("barrels"));
  barrel.manning_s_per_m1_3 = item.number("manning_s_per_m1_3");
  barrel.length_m = item.has("length_m") ? item.number("length_m")
                                         : std::hypot(item.number("x2_m") - item.number("x1_m"),
                                                      item.number("y2_m") - item.number("y1_m"));
  const auto floor = [&](const char* key, const geo::Cell& cell) {
    return item.has(key) ? item.number(key) : static_cast<double>(in.bed_m[in.grid.index(cell)]);
  };
  culvert.inlet_floor_m = floor("inlet_floor_m", *inlet);
  culvert.outlet_floor_m = floor("outlet_floor_m", *outlet);
  barrel.slope_1 = (culvert.inlet_floor_m - culvert.outlet_floor_m) / barrel.length_m;
  for (const CulvertInlet& known : culvert_inlets())
    if (known.name == entrance) barrel.inlet = known;
  culvert.flap = item.boolean("flap");
  culvert.setting_1 = item.number("open_1");
  const double width = barrel.width_m * barrel.count;
  culvert.inlet = disc(in, in.grid.centre(*inlet), width);
  culvert.outlet = disc(in, in.grid.centre(*outlet), width);
  in.works.culverts.push_back(std::move(culvert));
}

void Reader::read_pump(const base::Settings& item) {
  Pump pump;
  pump.name = item.text("name");
  const auto from = place(item, "x_m", "y_m", "the intake of pump " + pump.name);
  if (from) pump.intake = disc(in, in.grid.centre(*from), item.number("width_m"));
  if (item.has("to_x_m") != item.has("to_y_m"))
    refuse(item, "to_x_m", "half of the outlet's place is missing", "give to_x_m and to_y_m, or neither");
  else if (item.has("to_x_m"))
    if (const auto to = place(item, "to_x_m", "to_y_m", "the outlet of pump " + pump.name))
      pump.outlet = disc(in, in.grid.centre(*to), item.number("width_m"));
  pump.capacity_m3_per_s = item.number("capacity_m3_per_s");
  pump.start_m = item.number("start_depth_m");
  pump.stop_m = item.number("stop_depth_m");
  if (!(pump.stop_m <= pump.start_m))
    refuse(item, "stop_depth_m", "the pump would stop above the depth at which it starts",
           "give a stop_depth_m not above start_depth_m");
  pump.setting_1 = item.number("runs_1");
  if (item.has("no_power_from_s")) pump.no_power_from_s = item.numbers("no_power_from_s");
  if (item.has("no_power_until_s")) pump.no_power_until_s = item.numbers("no_power_until_s");
  if (pump.no_power_until_s.size() + 1 == pump.no_power_from_s.size())
    pump.no_power_until_s.push_back(base::kNever_s);
  bool rising = pump.no_power_from_s.size() == pump.no_power_until_s.size();
  for (std::size_t k = 0; rising && k < pump.no_power_from_s.size(); ++k)
    rising = pump.no_power_from_s[k] < pump.no_power_until_s[k];
  if (!rising)
    refuse(item, "no_power_until_s", "the times without power do not pair",
           "give a later time in no_power_until_s for each in no_power_from_s");
  in.works.pumps.push_back(std::move(pump));
}

void Reader::read_act(const base::Settings& item) {
  Act act;
  act.work = item.text("work");
  act.to = item.number("to");
  act.over_s = item.number("over_s");
  if (item.has("at_s")) act.at_s = item.number("at_s");
  if (item.has("rises_to_m")) act.rises_to_m = item.number("rises_to_m");
  if (item.has("falls_to_m")) act.falls_to_m = item.number("falls_to_m");
  const bool levels = item.has("rises_to_m") || item.has("falls_to_m");
  if (!item.has("at_s") && !levels)
    refuse(item, "work", "it is not said when this happens",
           "give at_s, or x_m, y_m and rises_to_m or falls_to_m");
  if (levels && (!item.has("x_m") || !item.has("y_m")))
    refuse(item, "work", "it is not said where the level is read", "give x_m and y_m");
  else if (levels)
    if (const auto cell = place(item, "x_m", "y_m", "the place of this act")) act.place = *cell;
  if (std::find(work_names.begin(), work_names.end(), act.work) == work_names.end()) {
    std::string known;
    for (const std::string& name : work_names) known += (known.empty() ? "" : ", ") + name;
    refuse(item, "work", "there is no work '" + act.work + "'",
           known.empty() ? "the scenario names none" : "known works: " + known);
  }
  in.works.acts.push_back(std::move(act));
}

void Reader::read_works() {
  for (const char* kind : {"wall", "weir", "bridge", "gate"})
    for (const base::Settings& item : section.sections(kind)) read_barrier(item, kind);
  for (const base::Settings& item : section.sections("culvert")) read_culvert(item);
  for (const base::Settings& item : section.sections("pump")) read_pump(item);
  for (const base::Settings& item : section.sections("breach")) read_ground_breach(item);
  for (const char* kind : {"wall", "weir", "bridge", "gate", "culvert", "pump", "breach"})
    for (const base::Settings& item : section.sections(kind)) work_names.push_back(item.text("name"));
  for (const base::Settings& pool : section.sections("reservoir"))
    for (const base::Settings& gate : pool.sections("gate")) work_names.push_back(gate.text("name"));
  std::vector<std::string> sorted = work_names;
  std::sort(sorted.begin(), sorted.end());
  if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
    faults.add(section.file().string(), "flood", "two works are called '" + *twice + "'",
               "give each a name of its own");
  for (const base::Settings& item : section.sections("act")) read_act(item);
}

}  // namespace dayu::hazards::flood
