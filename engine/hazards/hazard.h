// SPDX-License-Identifier: Apache-2.0
// The door that every hazard stands behind. A hazard knows no road, no person and no other hazard; it offers
// a card, and a running thing that advances and publishes. What its fields do to people and roads is a table
// (effects.csv) in its folder.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/settings.h"
#include "engine/hazards/course.h"
#include "engine/world/world.h"

namespace dayu::hazards {

/// What a hazard says of itself. Its name is its section in the scenario.
struct Card {
  std::string name;
  base::SectionSpec settings;        ///< keys of the scenario section
  std::vector<std::string> reads;    ///< fields of the World it needs: "elevation_m", ...
  std::vector<FieldSpec> publishes;  ///< fields in time
  std::vector<std::string> rasters;  ///< summary rasters it leaves in the Course
  std::vector<std::string> papers;
  std::string effects_csv;  ///< text of effects.csv: field,who,slows_from,stops_from,source,surety
};

/// Progress of a running hazard; all below `app` report through this and never print.
struct Progress {
  double time_s = 0, duration_s = 0;
  double active_1 = 1;        ///< share of cells computed
  double volume_error_1 = 0;  ///< or the hazard's own error measure
  long long steps = 0;
};
using OnProgress = std::function<void(const Progress&)>;

/// When and how often.
struct RunClock {
  base::Instant start;
  double duration_s = 0;
  double output_interval_s = 300;
  int threads = 1;
  std::uint64_t seed = 1;
};

class Hazard {
 public:
  virtual ~Hazard() = default;
  virtual const geo::Grid& grid() const = 0;
  /// Advances the state to `time_s` exactly. NumericalError on blow-up or mass error above 1e-4.
  virtual void advance_to(double time_s) = 0;
  /// Fills `values` (grid.count()) with a published field: the maximum since the last publish of that field.
  virtual void publish(const std::string& field, std::vector<float>& values) = 0;
  virtual Progress progress() const = 0;
  /// Leaves rasters, gauges, sections, figures and notes in the course.
  virtual void finish(Course& course) = 0;
};

/// One line of the catalogue.
struct Entry {
  const Card& (*card)();
  std::unique_ptr<Hazard> (*start)(const world::World&, const base::Settings& section, const RunClock&);
};

/// Every hazard there is, alphabetical, one line each (catalogue.cpp).
const std::vector<Entry>& catalogue();

/// Runs one hazard from 0 to the clock's duration and records its course.
Course simulate(const Entry& entry, const world::World& world, const base::Settings& section,
                const RunClock& clock, const OnProgress& on_progress = {});

}  // namespace dayu::hazards
