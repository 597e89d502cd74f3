// SPDX-License-Identifier: Apache-2.0
// Lets one hazard run from 0 to the end of the scenario and keeps what it publishes. Frames stand at every
// output interval and at the end; the first is the initial state.
#include <algorithm>

#include "engine/hazards/hazard.h"

namespace dayu::hazards {

Course simulate(const Entry& entry, const world::World& world, const base::Settings& section,
                const RunClock& clock, const OnProgress& on_progress) {
  const Card& card = entry.card();
  const std::unique_ptr<Hazard> hazard = entry.start(world, section, clock);
  Course course;
  course.hazard = card.name;
  course.grid = hazard->grid();
  course.duration_s = clock.duration_s;
  for (const FieldSpec& field : card.publishes) {
    FrameSeries series;
    series.field = field;
    series.grid = course.grid;
    course.frames.push_back(std::move(series));
  }
  std::vector<float> values(course.grid.count());
  const auto record = [&](double time_s) {
    for (FrameSeries& series : course.frames) {
      hazard->publish(series.field.name, values);
      series.append(time_s, values);
    }
    if (on_progress) on_progress(hazard->progress());
  };
  record(0);
  double time_s = 0;
  for (long long frame = 1; time_s < clock.duration_s; ++frame) {
    // A last interval shorter than a millionth is rounding, not a frame.
    const double due_s = static_cast<double>(frame) * clock.output_interval_s;
    time_s = due_s > clock.duration_s - 1e-6 * clock.output_interval_s ? clock.duration_s : due_s;
    hazard->advance_to(time_s);
    record(time_s);
  }
  for (FrameSeries& series : course.frames) series.close();
  hazard->finish(course);
  return course;
}

}  // namespace dayu::hazards
