// SPDX-License-Identifier: Apache-2.0
// The courses of [given]: read back, or made of two rasters, or painted from outlines. A field that stands
// from its arrival on never falls again: roads stay closed, which is on the safe side.
#include <algorithm>
#include <cmath>

#include "engine/geo/raster_file.h"
#include "engine/geo/rasterise.h"
#include "engine/geo/vector_file.h"
#include "engine/hazards/course_files.h"
#include "engine/impact/given.h"

namespace dayu::impact {
namespace {

/// The field's own scale and threshold, by the card of its hazard.
hazards::FieldSpec field_of(const base::Settings& section) {
  std::string hazards_known, fields_known;
  for (const hazards::Entry& entry : hazards::catalogue()) {
    const hazards::Card& card = entry.card();
    hazards_known += (hazards_known.empty() ? "" : ", ") + card.name;
    if (card.name != section.text("hazard")) continue;
    for (const hazards::FieldSpec& field : card.publishes) {
      if (field.name == section.text("field")) return field;
      fields_known += (fields_known.empty() ? "" : ", ") + field.name;
    }
    throw section.error("field", card.name + " has no field '" + section.text("field") + "'",
                        "known: " + fields_known);
  }
  throw section.error("hazard", "there is no hazard '" + section.text("hazard") + "'",
                      "known: " + hazards_known);
}

/// A second field of a hazard joins its course.
void join(std::vector<hazards::Course>& courses, hazards::Course course, const base::Settings& section) {
  for (hazards::Course& known : courses) {
    if (known.hazard != course.hazard) continue;
    if (!known.grid.same_cells(course.grid))
      throw section.error("hazard", "two given fields of " + course.hazard + " have other cells",
                          "warp one to the other");
    if (known.series(course.frames.front().field.name) != nullptr)
      throw section.error("field", course.frames.front().field.name + " is given twice", "leave one out");
    known.frames.push_back(std::move(course.frames.front()));
    for (auto& [name, raster] : course.rasters) known.rasters.emplace(name, std::move(raster));
    return;
  }
  courses.push_back(std::move(course));
}

/// s since the start at which an outline was reached.
double time_of(const geo::Feature& outline, const std::string& name, const hazards::RunClock& clock,
               const base::Settings& section) {
  const double number = outline.number(name, std::nan(""));
  if (std::isfinite(number)) return number;
  try {
    return static_cast<double>(base::read_instant(outline.text(name), clock.start.offset_s).unix_s -
                               clock.start.unix_s);
  } catch (const base::InputError&) {
    throw section.error("time", "an outline has no time in '" + name + "'",
                        "name the attribute that holds civil time or seconds");
  }
}

hazards::Course painted(const base::Settings& section, const world::World& world,
                        const hazards::RunClock& clock) {
  const hazards::FieldSpec field = field_of(section);
  const std::string layer =
      section.has("layer") ? section.text("layer") : geo::layer_names(section.path("file")).front();
  const geo::Grid& grid = world.terrain.elevation_m.grid;
  geo::Raster<float> arrival_s(grid), maximum(grid);
  arrival_s.values.assign(grid.count(), std::nanf(""));
  maximum.values.assign(grid.count(), static_cast<float>(section.number("value")));
  for (const geo::Feature& outline : geo::read_layer(section.path("file"), layer, world.crs).features) {
    const auto at_s = static_cast<float>(time_of(outline, section.text("time"), clock, section));
    geo::Raster<unsigned char> inside(grid);
    geo::paint_polygon(inside, outline, 1);
    for (std::size_t i = 0; i < inside.values.size(); ++i)
      if (inside.values[i] != 0 && !(arrival_s.values[i] <= at_s)) arrival_s.values[i] = at_s;
  }
  for (std::size_t i = 0; i < maximum.values.size(); ++i)
    if (!std::isfinite(arrival_s.values[i])) maximum.values[i] = 0;
  return hazards::given_course(section.text("hazard"), field, maximum, arrival_s, clock.duration_s,
                               clock.output_interval_s);
}

}  // namespace

std::vector<hazards::Course> given_courses(const base::Settings& section, const world::World& world,
                                           const hazards::RunClock& clock) {
  std::vector<hazards::Course> courses;
  for (const base::Settings& each : section.sections("course")) {
    courses.push_back(hazards::read_course(each.path("run"), each.text("hazard")));
    courses.back().given = true;
  }
  for (const base::Settings& each : section.sections("raster"))
    join(courses,
         hazards::given_course(each.text("hazard"), field_of(each),
                               geo::read_raster(each.path("maximum"), world.crs),
                               geo::read_raster(each.path("arrival"), world.crs, geo::Voids::whole),
                               clock.duration_s, clock.output_interval_s),
         each);
  for (const base::Settings& each : section.sections("perimeters"))
    join(courses, painted(each, world, clock), each);
  return courses;
}

}  // namespace dayu::impact
