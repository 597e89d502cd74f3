// SPDX-License-Identifier: Apache-2.0
// Where it starts to burn and what stops it: points, lines, polygons, vector files, hotspot lists, as cells
// and times.
#include <algorithm>
#include <cmath>

#include "engine/geo/crs.h"
#include "engine/geo/rasterise.h"
#include "engine/geo/vector_file.h"
#include "engine/hazards/fire/reading.h"

namespace dayu::hazards::fire {
namespace {

/// The features that a section's place keys name, in the terrain's CRS.
std::vector<geo::Feature> features_of(Reading& r, const base::Settings& s) {
  std::vector<geo::Feature> found;
  if (s.has("x_m") != s.has("y_m"))
    r.refuse(s, s.has("x_m") ? "x_m" : "y_m", "half a point", "give x_m and y_m");
  if (s.has("x_m") && s.has("y_m"))
    found.push_back({geo::Shape::point, {{{s.number("x_m"), s.number("y_m")}}}, {}});
  if (s.has("line_m")) {
    const std::vector<double> xy = s.numbers("line_m");
    std::vector<geo::Point> line;
    for (std::size_t k = 0; k + 1 < xy.size(); k += 2) line.push_back({xy[k], xy[k + 1]});
    if (xy.size() % 2 != 0 || line.size() < 2)
      r.refuse(s, "line_m", "a line needs pairs x, y of two points or more", "write x1, y1, x2, y2, ...");
    else
      found.push_back(
          {line.size() > 3 && line.front() == line.back() ? geo::Shape::polygon : geo::Shape::line,
           {line},
           {}});
  }
  if (s.has("file"))
    r.guarded([&] {
      std::string layer = s.has("layer") ? s.text("layer") : "";
      if (layer.empty()) {
        const std::vector<std::string> names = geo::layer_names(s.path("file"));
        if (names.empty()) throw s.error("file", "it holds no layer", "give a vector file with features");
        layer = names.front();
      }
      const geo::Layer read = geo::read_layer(s.path("file"), layer, r.in.land.grid.crs);
      found.insert(found.end(), read.features.begin(), read.features.end());
    });
  return found;
}

struct Covered {
  std::vector<std::uint32_t> cells;
  std::vector<double> along_m;
};

/// Cells of a feature; of a line also how far along they lie.
Covered cover(const geo::Grid& grid, const geo::Feature& feature) {
  Covered all;
  if (feature.shape == geo::Shape::polygon) {
    geo::Raster<unsigned char> painted(grid);
    geo::paint_polygon(painted, feature, 1);
    for (std::size_t k = 0; k < painted.values.size(); ++k)
      if (painted.values[k]) all.cells.push_back(static_cast<std::uint32_t>(k));
  }
  for (const std::vector<geo::Point>& part : feature.parts) {
    if (feature.shape == geo::Shape::point || part.size() == 1) {
      if (const auto cell = grid.cell_of(part.front()))
        all.cells.push_back(static_cast<std::uint32_t>(grid.index(*cell)));
    } else if (feature.shape == geo::Shape::line || all.cells.empty()) {
      const LineCells line = line_cells(grid, part);
      all.cells.insert(all.cells.end(), line.cells.begin(), line.cells.end());
      all.along_m.resize(all.cells.size() - line.cells.size());
      all.along_m.insert(all.along_m.end(), line.along_m.begin(), line.along_m.end());
    }
  }
  all.along_m.resize(all.cells.size());
  return all;
}

/// The nearest cell that burns, in words.
std::string nearest_fuel(const Reading& r, std::size_t cell) {
  const geo::Grid& g = r.in.land.grid;
  const int row = static_cast<int>(cell) / g.n_cols, col = static_cast<int>(cell) % g.n_cols;
  for (int reach = 1; reach < std::max(g.n_rows, g.n_cols); ++reach)
    for (int dr = -reach; dr <= reach; ++dr)
      for (int dc = -reach; dc <= reach; ++dc) {
        const geo::Cell c{row + dr, col + dc};
        if (std::max(std::abs(dr), std::abs(dc)) != reach || !g.holds(c) ||
            r.in.land.fuel[g.index(c)] == kNoFuel)
          continue;
        const geo::Point p = g.centre(c);
        return "the nearest fuel lies at x " + std::to_string(std::llround(p.x_m)) + ", y " +
               std::to_string(std::llround(p.y_m)) + " m";
      }
  return "no cell of the terrain has fuel";
}

/// Keeps the cells that burn; a fault if none does, a note that names the others.
void keep_fuel(Reading& r, const base::Settings& s, Ignition& ignition) {
  std::vector<std::size_t> barren;
  for (const std::uint32_t cell : ignition.cells)
    if (r.in.land.fuel[cell] == kNoFuel) barren.push_back(cell);
  if (barren.empty() && !ignition.cells.empty()) return;
  if (ignition.cells.empty()) {
    r.refuse(s, "name", "ignition '" + ignition.name + "' lies outside the terrain",
             "give coordinates of the area's CRS inside it");
  } else if (barren.size() == ignition.cells.size()) {
    r.refuse(s, "name",
             "ignition '" + ignition.name + "' lies on " + r.code_at(barren.front()) +
                 ", which does not burn: " + cells_in_words(r.in.land.grid, barren),
             nearest_fuel(r, barren.front()));
  } else {
    r.notes.push_back("ignition '" + ignition.name + "' has parts that do not burn (" +
                      r.code_at(barren.front()) + "): " + cells_in_words(r.in.land.grid, barren));
    std::erase_if(ignition.cells, [&](std::uint32_t cell) { return r.in.land.fuel[cell] == kNoFuel; });
  }
}

/// Hotspots of a satellite: each lights the cell of its centre at its time, if that has fuel.
void read_hotspots(Reading& r, const base::Settings& s, const std::string& name) {
  const geo::Table t =
      geo::read_table(s.path("hotspots"), {{"longitude", "longitude_deg"}, {"latitude", "latitude_deg"}});
  const bool metric = t.has("x_m") && t.has("y_m");
  if (!metric) t.require({"longitude_deg", "latitude_deg"}, r.faults);
  if (!t.has("time") && !t.has("time_s")) t.require({"time"}, r.faults);
  if (!r.faults.empty()) return;
  std::size_t outside = 0, barren = 0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    geo::Point p{t.number(row, metric ? "x_m" : "longitude_deg", r.faults),
                 t.number(row, metric ? "y_m" : "latitude_deg", r.faults)};
    if (!metric) p = geo::transform({p}, "EPSG:4326", r.in.land.grid.crs).front();
    const auto cell = r.in.land.grid.cell_of(p);
    if (!cell) {
      ++outside;
    } else if (r.in.land.fuel[r.in.land.grid.index(*cell)] == kNoFuel) {
      ++barren;
    } else {
      r.in.ignitions.push_back({name + " " + std::to_string(row + 1),
                                stamp_s(r, t, row),
                                {static_cast<std::uint32_t>(r.in.land.grid.index(*cell))}});
    }
  }
  if (outside + barren > 0)
    r.notes.push_back("hotspots '" + name + "': " + std::to_string(outside) + " outside the terrain, " +
                      std::to_string(barren) + " on ground without fuel, left out");
}

}  // namespace

double moment_s(Reading& r, const base::Settings& s, double fallback) {
  if (s.has("time_s")) return s.number("time_s");
  if (!s.has("time")) return fallback;
  try {
    return static_cast<double>(base::read_instant(s.text("time"), r.clock.start.offset_s).unix_s -
                               r.clock.start.unix_s);
  } catch (const base::InputError& error) {
    r.refuse(s, "time", error.faults().front().what, error.faults().front().remedy);
    return fallback;
  }
}

void read_ignitions(Reading& r) {
  for (const base::Settings& s : r.section.sections("ignition")) {
    Ignition ignition;
    ignition.name = s.text("name");
    ignition.time_s = moment_s(r, s, 0);
    if (s.has("hotspots")) {
      r.guarded([&] { read_hotspots(r, s, ignition.name); });
      continue;
    }
    const std::vector<geo::Feature> features = features_of(r, s);
    if (features.empty()) {
      r.refuse(s, "name", "it is not said where '" + ignition.name + "' burns",
               "give x_m and y_m, line_m, file or hotspots");
      continue;
    }
    for (const geo::Feature& feature : features) {
      const Covered c = cover(r.in.land.grid, feature);
      ignition.cells.insert(ignition.cells.end(), c.cells.begin(), c.cells.end());
    }
    keep_fuel(r, s, ignition);
    if (ignition.time_s >= r.clock.duration_s)
      r.notes.push_back("ignition '" + ignition.name + "' comes after the end of the run");
    if (ignition.time_s < 0) {
      r.notes.push_back("ignition '" + ignition.name + "' lies before the start: it burns from the start on");
      ignition.time_s = 0;
    }
    r.in.ignitions.push_back(std::move(ignition));
  }
  if (r.in.ignitions.empty() && r.faults.empty()) r.notes.push_back("no ignition is given: nothing burns");
}

void read_barriers(Reading& r) {
  for (const base::Settings& s : r.section.sections("barrier")) {
    Edit edit;
    edit.name = s.text("name");
    const double from_s = moment_s(r, s, 0), rate = s.has("rate_m_per_s") ? s.number("rate_m_per_s") : 0;
    for (const geo::Feature& feature : features_of(r, s)) {
      const Covered c = cover(r.in.land.grid, feature);
      for (std::size_t k = 0; k < c.cells.size(); ++k) {
        edit.cells.push_back(c.cells[k]);
        edit.from_s.push_back(static_cast<float>(from_s + (rate > 0 ? c.along_m[k] / rate : 0)));
      }
    }
    if (edit.cells.empty())
      r.refuse(s, "name", "barrier '" + edit.name + "' covers no cell of the terrain",
               "give line_m, x_m and y_m, or file, in the area's CRS");
    if (s.has("lasts_s")) edit.until_s = static_cast<float>(from_s + s.number("lasts_s"));
    if (s.has("holds_flame_m"))
      edit.holds_flame_m = static_cast<float>(s.number("holds_flame_m"));
    else if (s.has("width_m"))
      edit.holds_flame_m = static_cast<float>(s.number("width_m") * kFlamePerWidth_1);
    r.in.edits.push_back(std::move(edit));
  }
}

void read_triggers(Reading& r) {
  for (const base::Settings& s : r.section.sections("trigger")) {
    Target target;
    target.name = s.text("name");
    for (const geo::Feature& feature : features_of(r, s)) {
      const Covered c = cover(r.in.land.grid, feature);
      target.cells.insert(target.cells.end(), c.cells.begin(), c.cells.end());
    }
    if (s.has("village"))
      for (const world::Group& group : r.world.groups) {
        const bool ours =
            group.village.valid() &&
            r.world.villages[static_cast<std::size_t>(group.village.index)].id == s.text("village");
        const auto cell = r.in.land.grid.cell_of(group.at);
        if (ours && cell) target.cells.push_back(static_cast<std::uint32_t>(r.in.land.grid.index(*cell)));
      }
    if (target.cells.empty())
      r.refuse(s, "name", "trigger '" + target.name + "' covers no cell of the terrain",
               "give x_m and y_m, line_m, file, or the id of a village of the area");
    r.in.target_time_s = moment_s(r, s, 0);
    r.in.targets.push_back(std::move(target));
  }
}

void read_ensemble(Reading& r) {
  const base::Settings s = r.section.section("ensemble");
  r.in.spreading = {static_cast<int>(s.integer("members")), s.number("wind_speed_sd_1"),
                    s.number("wind_direction_sd_deg"), s.number("moisture_sd_1"), s.number("ignition_sd_m")};
  r.in.seed = r.clock.seed;
}

}  // namespace dayu::hazards::fire
