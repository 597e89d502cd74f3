// SPDX-License-Identifier: Apache-2.0
// The story of a run, stage by stage: simulate -> assess -> plan -> drill. Each stage takes the values of the
// stages before it, computed just now or read back from the run folder, and leaves its files there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/progress.h"
#include "engine/drill/alerts.h"
#include "engine/drill/log.h"
#include "engine/drill/msel_apply.h"
#include "engine/drill/package/package.h"
#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"
#include "engine/plan/replan.h"

namespace dayu::app {

struct RunOptions {
  std::filesystem::path scenario, run;
  std::vector<std::string> overrides, command_line;
  int threads = 1;
  bool strict = false;
  double checkpoint_every_s = 0;  ///< of simulated time; 0: only when interrupted
  bool resume = false;            ///< takes up what an interrupted run left in RUN.state
  ProgressStyle progress = ProgressStyle::automatic;
};

enum class Stage { simulate, assess, plan, drill };

struct Outcome {
  int exit_code = 0;
  std::string summary_json;  ///< text of summary.json
  int people_left = 0;
  std::vector<std::string> warnings;
  std::map<std::string, double> wall_s;
};

/// Runs the stages `from`..`to` (in this order); stages before `from` are read from the run folder.
/// A scenario without people or roads ends after simulate. InputError, NumericalError, Interrupted.
Outcome run_stages(const RunOptions& options, Stage from, Stage to);

/// A finished run after something happened on the day (plan/replan.h); written whole to options.run, or only
/// computed when that is empty. InputError.
Outcome replan_run(const std::filesystem::path& from, const std::vector<std::string>& injects,
                   const RunOptions& options, plan::Replanned& result);

/// The drill package of a finished run, into `folder` (dayu export --package). The scenario is the one that
/// the manifest names. InputError: the run is not complete, or its scenario is gone or has changed since.
/// `unmasked`: whole names too, after a line in the area's audit file. `open_to_all`: only what may be
/// public.
struct ExportWish {
  std::filesystem::path folder;
  bool open_to_all = false;
  std::optional<drill::Disclosure> unmasked;
};
drill::PackageReport export_package(const std::filesystem::path& run, const ExportWish& wish);

/// What was edited in a MSEL workbook of a finished run; with `apply` the scenario file is changed
/// accordingly, after the new text was read without a fault. InputError.
struct MselImport {
  drill::MselEdits edits;
  drill::MselApplied applied;  ///< of an apply
};
MselImport import_msel(const std::filesystem::path& run, const std::filesystem::path& workbook, bool apply);

/// Thrown out of a simulation when the user pressed Ctrl-C; what it came to says so. Of the run folder
/// nothing half-written stays.
struct Interrupted {
  std::string text;
};
void catch_interrupts();
bool interrupt_asked();

/// Cores that this process may use: its affinity, else OMP_NUM_THREADS if smaller.
int usable_cores();

/// The World of a scenario: its area folder, or bare terrain for a flood alone.
world::World world_of(const drill::Scenario& scenario);

}  // namespace dayu::app
