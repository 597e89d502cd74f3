// SPDX-License-Identifier: Apache-2.0
#include "engine/app/view_files.h"

#include <algorithm>
#include <cmath>

#include "engine/app/version.h"
#include "engine/app/view_parts.h"
#include "engine/geo/crs.h"
#include "engine/geo/table.h"

namespace dayu::app {
namespace {

using view::Context;
using view::Json;

/// The lists in both languages side by side; a missing one is filled from the other by the page.
Json aims(const drill::Scenario& s) {
  Json out = Json::array();
  for (std::size_t i = 0; i < std::max(s.aims_zh.size(), s.aims_en.size()); ++i)
    out.push_back(
        view::words({i < s.aims_zh.size() ? s.aims_zh[i] : "", i < s.aims_en.size() ? s.aims_en[i] : ""}));
  return out;
}

/// The mark stands inside the title, so that no title travels without it.
Json meta(const Context& c) {
  const drill::Scenario& s = c.scenario;
  return {{"name", s.name},
          {"title", {{"mark", "演练 EXERCISE"}, {"zh", s.title_zh}, {"en", s.title_en}}},
          {"area", view::words(c.world.name)},
          {"story", view::words({s.story_zh, s.story_en})},
          {"aims", aims(s)},
          {"invented", c.world.invented},
          {"classification", c.world.classification},
          {"start", base::iso8601(s.start)},
          {"start_unix_s", s.start.unix_s},
          {"offset_s", s.start.offset_s},
          {"duration_s", s.duration_s},
          {"opens_s", s.opens_s},
          {"crs", c.world.crs.empty() ? "" : geo::crs_name(c.world.crs)},
          {"cell_m", c.world.terrain.elevation_m.grid.cell_m},
          {"version", version().number}};
}

Json rain(const drill::Scenario& scenario) {
  Json out = Json::array();
  for (const drill::RainSeries& series : scenario.rain) {
    Json depths = Json::array();
    for (const double mm : series.rain_mm) depths.push_back(std::round(mm * 100) / 100);
    out.push_back({{"gauge", series.gauge}, {"end_s", series.end_s}, {"mm", depths}});
  }
  return out;
}

Json events(const drill::Log& log) {
  Json out = Json::array();
  for (const drill::Event& e : log.events)
    out.push_back({{"t", e.time_s}, {"kind", e.kind}, {"place", e.place}, {"zh", e.zh}, {"en", e.en}});
  return out;
}

Json place(const Context& c, const std::string& id, const world::Name& name, geo::Point at) {
  return {{"id", id}, {"name", view::words(name)}, {"x", c.frame.x(at)}, {"y", c.frame.y(at)}};
}

/// Reservoirs, gauges and warehouses: a name, a place and one word.
void add_marks(Json& run, const Context& c) {
  run["reservoirs"] = run["gauges"] = run["warehouses"] = Json::array();
  for (const world::Reservoir& r : c.world.reservoirs) {
    Json mark = place(c, r.id, r.name, r.dam);
    mark["scale"] = r.scale;
    run["reservoirs"].push_back(mark);
  }
  for (const world::Gauge& g : c.world.gauges) {
    Json mark = place(c, g.id, g.name, g.at);
    mark["kind"] = g.kind;
    run["gauges"].push_back(mark);
  }
  for (const world::Warehouse& w : c.world.warehouses)
    run["warehouses"].push_back(place(c, w.id, w.name, w.at));
}

void add_ground(Json& run, Context& c) {
  const geo::Grid& grid = c.world.terrain.elevation_m.grid;
  const double east_m = grid.west_m + grid.n_cols * grid.cell_m;
  run["origin"] = {c.frame.west_m, c.frame.south_m};
  run["extent"] = {grid.west_m, grid.north_m - grid.n_rows * grid.cell_m, east_m, grid.north_m};
  run["roads"] = view::roads(c);
  run["closures"] = view::closures(c);
  run["streams"] = view::streams(c);
  run["waters"] = view::areas(c, c.world.water_bodies, "kind");
  run["zones"] = view::areas(c, c.world.danger_zones, "danger_class");
}

void add_people(Json& run, Context& c) {
  view::Rows unit_kinds;
  run["villages"] = view::villages(c);
  run["groups"] = view::groups(c);
  run["sites"] = view::sites(c);
  run["shelters"] = view::shelters(c);
  run["trips"] = view::trips(c, unit_kinds);
  run["unit_kinds"] = unit_kinds.json();
  run["left"] = view::left_behind(c);
  run["teams"] = view::teams(c);
  run["tasks"] = view::tasks(c);
}

view::Frame frame_of(const geo::Grid& grid) {
  return {std::floor(grid.west_m), std::floor(grid.north_m - grid.n_rows * grid.cell_m)};
}

}  // namespace

void write_view(const drill::Scenario& scenario, const world::World& world,
                const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                const plan::Plan& plan, const drill::Log& log, const std::filesystem::path& run) {
  Context c{scenario, world, courses, impact, plan, frame_of(world.terrain.elevation_m.grid), {}, {}};
  Json page;
  page["v"] = 1;
  page["exercise"] = true;
  page["meta"] = meta(c);
  add_ground(page, c);
  add_people(page, c);
  add_marks(page, c);
  page["who"] = c.who.json();
  page["fields"] = c.fields.json();
  page["rain"] = rain(scenario);
  page["events"] = events(log);
  page["terrain"] = view::write_relief(c, run);
  page["frames"] = view::write_frames(courses, run);
  page["rasters"] = view::write_rasters(courses, run);
  // Bytes of users' files that are not UTF-8 become U+FFFD rather than a page that does not open.
  const std::string json = page.dump(-1, ' ', false, Json::error_handler_t::replace);
  geo::write_file(run / "view" / "run.js", "window.DAYU_RUN = " + json + ";\n");
  view::write_page(run);
}

}  // namespace dayu::app
