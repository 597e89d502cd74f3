// SPDX-License-Identifier: Apache-2.0
// World and courses -> Impact. Each course is read once for roads and once for places; nothing is known of
// the solver behind it, so a course that was given by another model is assessed in the same way.
#include <algorithm>

#include "engine/impact/impact.h"
#include "engine/impact/places.h"
#include "engine/impact/road_closures.h"

namespace dayu::impact {
namespace {

std::vector<Effect> effects_for(const std::vector<hazards::Course>& courses,
                                const std::vector<hazards::Entry>& catalogue) {
  std::vector<Effect> effects;
  base::Faults faults;
  for (const hazards::Course& course : courses) {
    const auto entry = std::find_if(catalogue.begin(), catalogue.end(),
                                    [&](const hazards::Entry& e) { return e.card().name == course.hazard; });
    if (entry == catalogue.end()) {
      faults.add("course/" + course.hazard, "", "no hazard of this name is in the catalogue",
                 "use the name of a hazard's card");
      continue;
    }
    const bool known = std::any_of(effects.begin(), effects.end(),
                                   [&](const Effect& e) { return e.hazard == course.hazard; });
    if (known) continue;
    const std::vector<Effect> rows = effects_of(entry->card());
    effects.insert(effects.end(), rows.begin(), rows.end());
  }
  faults.throw_if_any();
  return effects;
}

void note_absent_fields(const hazards::Course& course, const std::vector<Effect>& effects, Impact& impact) {
  std::string last;
  for (const Effect& e : effects) {
    if (e.hazard != course.hazard || e.field == last || course.series(e.field) != nullptr) continue;
    impact.notes.push_back("course " + course.hazard + " has no field " + e.field +
                           ": its limits were not applied");
    last = e.field;
  }
}

double longest_interval_s(const hazards::Course& course) {
  double longest_s = 0;
  for (const hazards::FrameSeries& series : course.frames)
    for (std::size_t k = 1; k < series.times_s.size(); ++k)
      longest_s = std::max(longest_s, series.times_s[k] - series.times_s[k - 1]);
  return longest_s;
}

std::vector<Danger> slice(const std::vector<Danger>& all, std::size_t& begin, std::size_t count) {
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
  begin += count;
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

Impact assess(const world::World& world, const std::vector<hazards::Course>& courses,
              const std::vector<hazards::Entry>& catalogue) {
  Impact impact;
  impact.effects = effects_for(courses, catalogue);
  const std::vector<Place> places = places_of(world);
  std::vector<Danger> dangers(places.size());
  std::vector<Closure> closures;
  for (const hazards::Course& course : courses) {
    note_absent_fields(course, impact.effects, impact);
    const RoadSamples samples = sample_roads(world, course.grid);
    if (samples.pieces_outside > 0)
      impact.notes.push_back(std::to_string(samples.pieces_outside) +
                             " road pieces lie outside the course of " + course.hazard +
                             ": taken as not affected");
    const DeckShares decks(course.series(kWaterDepth), samples);
    const std::vector<Closure> found = closures_of(world, course, impact.effects, samples, decks);
    closures.insert(closures.end(), found.begin(), found.end());
    endanger(places, course, impact.effects, dangers);
    impact.interval_s = std::max(impact.interval_s, longest_interval_s(course));
    impact.duration_s = std::max(impact.duration_s, course.duration_s);
  }
  impact.closures = merge_closures(std::move(closures));
  std::size_t begin = 0;
  impact.groups = slice(dangers, begin, world.groups.size());
  impact.households = slice(dangers, begin, world.households.size());
  impact.sites = slice(dangers, begin, world.sites.size());
  impact.shelters = slice(dangers, begin, world.shelters.size());
  return impact;
}

}  // namespace dayu::impact
