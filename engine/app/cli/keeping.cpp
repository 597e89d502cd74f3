// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/keeping.h"

#include <cmath>

#include "engine/app/version.h"
#include "engine/base/sha256.h"

namespace dayu::app {
namespace fs = std::filesystem;
namespace {

std::string fingerprint_of(const drill::Scenario& scenario, const world::World& world) {
  base::Sha256 sum;
  const auto add = [&](const std::string& text) { sum.add(text.data(), text.size()); };
  add(version().number + version().commit + scenario.settings.dump());
  for (const fs::path& file : scenario.settings.paths())
    add(fs::is_regular_file(file) ? base::sha256_file(file) : file.string());
  for (const geo::Raster<float>* raster : {&world.terrain.elevation_m, &world.terrain.manning_s_per_m1_3})
    sum.add(raster->values.data(), raster->values.size() * sizeof(float));
  return sum.hex();
}

}  // namespace

fs::path state_folder(const fs::path& run) {
  fs::path folder = run.filename().empty() ? run.parent_path() : run;
  return folder += ".state";
}

hazards::Checkpointing keeping_of(const drill::Scenario& scenario, const world::World& world,
                                  const RunOptions& options, std::function<bool()> stop) {
  hazards::Checkpointing keeping;
  keeping.folder = state_folder(options.run);
  keeping.every_s = options.checkpoint_every_s;
  keeping.resume = options.resume;
  keeping.fingerprint = fingerprint_of(scenario, world);
  keeping.stop = std::move(stop);
  return keeping;
}

void tell_stop(const hazards::Stopped& stopped, const fs::path& run) {
  const std::string at =
      stopped.hazard + " at " + std::to_string(std::llround(stopped.time_s)) + " s of simulated time";
  throw Interrupted{stopped.kept ? at + "; its state is kept in " + state_folder(run).string() +
                                       ": the same command with --resume goes on from there"
                                 : at + "; nothing was written"};
}

}  // namespace dayu::app
