// SPDX-License-Identifier: Apache-2.0
// How a long run survives an interruption: its hazard's state and the frames so far are kept in a file now
// and then, and when somebody stops the run; a later run takes them up and ends with the same bytes as if
// nothing had happened. A hazard that cannot be taken up (it is not Resumable) begins anew, with the same
// result.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "engine/hazards/hazard.h"
#include "engine/hazards/state_file.h"

namespace dayu::hazards {

/// A running hazard whose state can be kept and taken up, bit for bit.
class Resumable {
 public:
  virtual ~Resumable() = default;
  virtual void save(StateWriter& to) const = 0;
  virtual void restore(StateReader& from) = 0;
  /// advance_to returns early, between two steps, once this says so.
  virtual void stop_when(std::function<bool()> stop) = 0;
};

struct Checkpointing {
  std::filesystem::path folder;  ///< where `<hazard>.state` lies; empty: nothing is kept
  double every_s = 0;            ///< of simulated time, at the next frame; 0: only when stopped
  bool resume = false;           ///< take up what lies there, if it lies there
  std::string fingerprint;       ///< of everything the state depends on; another one is refused
  std::function<bool()> stop;    ///< somebody wants to stop
};

/// Thrown by simulate when `stop` said so, after the state was kept.
struct Stopped {
  std::string hazard;
  double time_s = 0;
  bool kept = false;  ///< a state lies in the folder
};

/// As simulate of hazard.h, with checkpoints.
Course simulate(const Entry& entry, const world::World& world, const base::Settings& section,
                const RunClock& clock, const OnProgress& on_progress, const Checkpointing& keeping);

}  // namespace dayu::hazards
