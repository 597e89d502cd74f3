// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/slide/slide.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/base/errors.h"
#include "engine/geo/rasterise.h"

namespace dayu::embedded {
extern const char* const slide_effects_csv;
}

namespace dayu::hazards::slide {
namespace {

using base::KeyKind;

class Slide : public Hazard {
 public:
  Slide(geo::Raster<unsigned char> runout, double at_s, double duration_s, std::vector<std::string> notes)
      : runout_(std::move(runout)), at_s_(at_s), duration_s_(duration_s), notes_(std::move(notes)) {}

  const geo::Grid& grid() const override { return runout_.grid; }
  void advance_to(double time_s) override { time_s_ = time_s; }

  void publish(const std::string& field, std::vector<float>& values) override {
    if (field != "debris_1") throw std::logic_error("the slide publishes no field " + field);
    // Strictly after: a frame holds the interval before it, so the next one begins at the very time.
    const bool down = time_s_ > at_s_;
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = down && runout_.values[k] != 0 ? 1.0F : 0.0F;
  }

  Progress progress() const override { return {time_s_, duration_s_, 0, 0, 0}; }

  void finish(Course& course) override {
    geo::Raster<float> arrival(runout_.grid, std::numeric_limits<float>::quiet_NaN());
    std::size_t cells = 0;
    for (std::size_t k = 0; k < arrival.values.size(); ++k)
      if (runout_.values[k] != 0) {
        arrival.values[k] = static_cast<float>(at_s_);
        ++cells;
      }
    course.rasters["arrival_s"] = std::move(arrival);
    course.figures = {{"area_m2", static_cast<double>(cells) * runout_.grid.cell_m * runout_.grid.cell_m}};
    if (at_s_ < base::kNever_s) course.figures["time_s"] = at_s_;
    course.notes = notes_;
    course.given = true;
  }

 private:
  geo::Raster<unsigned char> runout_;
  double at_s_, duration_s_, time_s_ = 0;
  std::vector<std::string> notes_;
};

Card describe() {
  base::SectionSpec s;
  s.name = "slide";
  s.about =
      "one geological hazard point comes down: its given run-out polygon closes roads and endangers houses";
  const double any = std::numeric_limits<double>::infinity();
  s.keys = {
      {"point",
       KeyKind::text,
       false,
       "\"\"",
       "id of hazard_points.csv; empty: nothing comes down",
       -any,
       any,
       {}},
      {"time", KeyKind::instant, false, "", "when it comes down", -any, any, {}},
      {"time_s", KeyKind::number, false, "", "the same as seconds since the scenario's start", 0, any, {}}};
  Card card;
  card.name = "slide";
  card.settings = s;
  card.reads = {"elevation_m", "hazard_points"};
  card.publishes = {{"debris_1", "1", "1 where debris lies", 1, 0.5}};
  card.rasters = {"arrival_s"};
  card.papers = {"DZ/T 0286-2015 (geological hazard risk assessment): the run-out is what the survey drew"};
  card.effects_csv = embedded::slide_effects_csv;
  return card;
}

double time_of(const base::Settings& section, const RunClock& clock, base::Faults& faults) {
  if (section.has("time") == section.has("time_s")) {
    faults.add(section.error("time",
                             section.has("time") ? "time and time_s are both given" : "no time is given",
                             "write either time or time_s"));
    return 0;
  }
  const double at_s =
      section.has("time_s")
          ? section.number("time_s")
          : static_cast<double>(base::read_instant(section.text("time"), clock.start.offset_s).unix_s -
                                clock.start.unix_s);
  if (at_s < 0 || at_s >= clock.duration_s)
    faults.add(section.error(section.has("time") ? "time" : "time_s", "lies outside the scenario",
                             "give a time between its start and its end"));
  return at_s;
}

const world::HazardPoint* point_of(const world::World& world, const base::Settings& section,
                                   base::Faults& faults) {
  const std::string id = section.text("point");
  std::string known;
  for (const world::HazardPoint& p : world.registers.hazard_points) {
    if (p.id == id) return &p;
    known += (known.empty() ? "" : ", ") + p.id;
  }
  faults.add(section.error("point", "'" + id + "' is not in the area's hazard_points.csv",
                           known.empty() ? "the area has none: add a row" : "use one of: " + known));
  return nullptr;
}

geo::Raster<unsigned char> cells_of(const world::Terrain& terrain, const geo::Feature& runout) {
  const bool finer = !terrain.ground_m.values.empty();
  geo::Raster<unsigned char> cells(finer ? terrain.ground_m.grid : terrain.elevation_m.grid);
  geo::paint_polygon(cells, runout, 1);
  for (const auto& ring : runout.parts)
    for (const geo::Cell& cell : geo::cells_along(cells.grid, ring)) cells[cell] = 1;
  return cells;
}

/// A section without a point: a drill that keeps its slide for later.
std::unique_ptr<Hazard> nothing(const world::World& world, const base::Settings& section,
                                const RunClock& clock) {
  if (section.has("time") || section.has("time_s"))
    throw section.error("point", "a time is given, but no hazard point", "write point = \"...\"");
  return std::make_unique<Slide>(geo::Raster<unsigned char>(world.terrain.elevation_m.grid), base::kNever_s,
                                 clock.duration_s,
                                 std::vector<std::string>{"no hazard point is named: no slope comes down"});
}

}  // namespace

const Card& card() {
  static const Card kCard = describe();
  return kCard;
}

std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock) {
  if (section.text("point").empty()) return nothing(world, section, clock);
  base::Faults faults;
  const world::HazardPoint* point = point_of(world, section, faults);
  const double at_s = time_of(section, clock, faults);
  faults.throw_if_any();
  geo::Raster<unsigned char> cells = cells_of(world.terrain, point->runout);
  if (std::none_of(cells.values.begin(), cells.values.end(), [](unsigned char c) { return c != 0; }))
    throw section.error("point", "the run-out of " + point->id + " lies outside the terrain",
                        "correct its polygon");
  std::vector<std::string> notes;
  if (!point->runout_drawn)
    notes.push_back(point->id + " 没有影响范围多边形，以圆代替。" + point->id +
                    " has no run-out polygon: a circle stands in for it.");
  return std::make_unique<Slide>(std::move(cells), at_s, clock.duration_s, std::move(notes));
}

}  // namespace dayu::hazards::slide
