// SPDX-License-Identifier: Apache-2.0
// `dayu site` for a county: where its shelters should stand, judged by what happened in finished runs.
#pragma once

#include "engine/app/cli/pipeline.h"

namespace dayu::app {

/// options.scenario: a finished run, or a scenario whose [site] names finished runs of the same area.
/// InputError.
Outcome run_county_site(const RunOptions& options);

}  // namespace dayu::app
