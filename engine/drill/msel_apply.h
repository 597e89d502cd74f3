// SPDX-License-Identifier: Apache-2.0
// Changes of a MSEL workbook carried into the scenario's text: only the [[inject]] tables that changed are
// written anew (their ids stay), new rows become new tables, everything else of the file stays as it was,
// comments too.
#pragma once

#include "engine/drill/msel_diff.h"

namespace dayu::drill {

struct MselApplied {
  std::string toml;  ///< the scenario file's new text
  std::vector<MselChange> applied;
  std::vector<MselChange>
      only_seen;  ///< computed rows and columns that no scenario holds (status, actual time)
};

/// InputError: a change that cannot be (a time of an inject that follows a state, a seat that nobody holds);
/// all of them at once, nothing applied.
MselApplied apply_msel(const Scenario& scenario, const MselEdits& edits, const std::string& toml);

}  // namespace dayu::drill
