// SPDX-License-Identifier: Apache-2.0
// Lets one hazard run from 0 to the end of the scenario and keeps what it publishes. Frames stand at every
// output interval and at the end; the first is the initial state. With checkpoints, the state is written at
// frames and when somebody stops the run, between two steps of the solver.
#include <algorithm>
#include <cstdint>

#include "engine/base/errors.h"
#include "engine/hazards/checkpoint.h"

namespace dayu::hazards {
namespace {

/// Where a run stands besides its hazard.
struct Standing {
  long long frame = 0;  ///< the last that was recorded
  double time_s = 0;    ///< of it
};

void save_series(const FrameSeries& series, StateWriter& to) {
  to.put(series.times_s);
  to.put(static_cast<std::uint64_t>(series.groups.size()));
  for (const std::string& group : series.groups) to.put(group);
  to.put(series.crc32);
  to.put(series.group_counts(series.groups.size()));
}

/// The frames of the open group are appended again: the middle of a count's range gives the count.
void restore_series(FrameSeries& series, StateReader& from) {
  std::vector<double> times_s;
  std::vector<std::uint32_t> crc32;
  std::vector<std::uint16_t> open;
  std::uint64_t groups = 0;
  from.take(times_s);
  from.take(groups);
  series.groups.resize(static_cast<std::size_t>(groups));
  for (std::string& group : series.groups) from.take(group);
  from.take(crc32);
  from.take(open);
  const std::size_t n = series.grid.count(), closed = times_s.size() - open.size() / n;
  series.times_s.assign(times_s.begin(), times_s.begin() + static_cast<std::ptrdiff_t>(closed));
  series.crc32.assign(crc32.begin(), crc32.begin() + static_cast<std::ptrdiff_t>(closed));
  std::vector<float> values(n);
  for (std::size_t frame = closed; frame < times_s.size(); ++frame) {
    for (std::size_t k = 0; k < n; ++k) {
      const std::uint16_t count = open[(frame - closed) * n + k];
      values[k] = count == 0 ? 0 : static_cast<float>((count + 0.25) * series.field.scale);
    }
    series.append(times_s[frame], values);
    if (series.crc32.back() != crc32[frame])
      throw base::InputError("", "", "a frame of the kept state does not come back as it was",
                             "run without --resume");
  }
}

void save_run(const Course& course, const Standing& standing, const Resumable& hazard,
              const Checkpointing& keeping) {
  StateWriter to(keeping.folder / (course.hazard + ".state"));
  to.put(keeping.fingerprint);
  to.put(standing);
  for (const FrameSeries& series : course.frames) save_series(series, to);
  hazard.save(to);
  to.finish();
}

Standing restore_run(Course& course, Resumable& hazard, const Checkpointing& keeping) {
  const std::filesystem::path file = keeping.folder / (course.hazard + ".state");
  StateReader from(file);
  std::string fingerprint;
  from.take(fingerprint);
  if (fingerprint != keeping.fingerprint)
    throw base::InputError(file.string(), "",
                           "this state belongs to another scenario, other inputs or another program",
                           "restore them, or run without --resume");
  Standing standing;
  from.take(standing);
  for (FrameSeries& series : course.frames) restore_series(series, from);
  hazard.restore(from);
  from.finish();
  return standing;
}

}  // namespace

Course simulate(const Entry& entry, const world::World& world, const base::Settings& section,
                const RunClock& clock, const OnProgress& on_progress) {
  return simulate(entry, world, section, clock, on_progress, {});
}

Course simulate(const Entry& entry, const world::World& world, const base::Settings& section,
                const RunClock& clock, const OnProgress& on_progress, const Checkpointing& keeping) {
  const Card& card = entry.card();
  const std::unique_ptr<Hazard> hazard = entry.start(world, section, clock);
  auto* const resumable = keeping.folder.empty() ? nullptr : dynamic_cast<Resumable*>(hazard.get());
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
  const auto stopped = [&] { return keeping.stop && keeping.stop(); };
  Standing standing;
  if (resumable) resumable->stop_when(stopped);
  if (resumable && keeping.resume && std::filesystem::exists(keeping.folder / (card.name + ".state"))) {
    standing = restore_run(course, *resumable, keeping);
  } else {
    record(0);
  }
  double kept_s = standing.time_s;
  while (standing.time_s < clock.duration_s) {
    // A last interval shorter than a millionth is rounding, not a frame.
    const double due_s = static_cast<double>(standing.frame + 1) * clock.output_interval_s;
    const double time_s =
        due_s > clock.duration_s - 1e-6 * clock.output_interval_s ? clock.duration_s : due_s;
    hazard->advance_to(time_s);
    if (stopped()) {
      if (resumable) save_run(course, standing, *resumable, keeping);
      throw Stopped{card.name, hazard->progress().time_s, resumable != nullptr};
    }
    record(time_s);
    standing = {standing.frame + 1, time_s};
    if (resumable && keeping.every_s > 0 && time_s - kept_s >= keeping.every_s && time_s < clock.duration_s) {
      save_run(course, standing, *resumable, keeping);
      kept_s = time_s;
    }
  }
  for (FrameSeries& series : course.frames) series.close();
  hazard->finish(course);
  return course;
}

}  // namespace dayu::hazards
