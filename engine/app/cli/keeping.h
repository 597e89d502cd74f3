// SPDX-License-Identifier: Apache-2.0
// Where an interrupted run leaves its state (RUN.state, beside the run folder) and to what it belongs.
#pragma once

#include "engine/app/cli/pipeline.h"
#include "engine/hazards/checkpoint.h"

namespace dayu::app {

std::filesystem::path state_folder(const std::filesystem::path& run);

/// Checkpoints as the options say. The state belongs to this program, the scenario with its overrides, the
/// files it names and the ground; `stop` says that somebody interrupts.
hazards::Checkpointing keeping_of(const drill::Scenario& scenario, const world::World& world,
                                  const RunOptions& options, std::function<bool()> stop);

/// Ends the run with what the user is told.
[[noreturn]] void tell_stop(const hazards::Stopped& stopped, const std::filesystem::path& run);

}  // namespace dayu::app
