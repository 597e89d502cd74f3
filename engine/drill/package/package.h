// SPDX-License-Identifier: Apache-2.0
// The drill package (`dayu export RUN --package`): every paper that the office hands out or keeps, made from
// a finished run. public/ may be given to villagers; internal/ holds margins, lists and works. Word documents
// come from templates (engine/drill/package/templates; a scenario's own templates/<lang>/<name>.txt wins),
// and what the office wrote into them by hand stays when the package is made again.
#pragma once

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

/// What there is to say after writing: documents, blocks kept, blocks that could not be kept.
struct PackageReport {
  std::vector<std::string> files;  ///< relative to the folder
  std::vector<std::string> kept, lost;
};

PackageReport write_package(const RunValues& run, const std::filesystem::path& run_folder,
                            const std::filesystem::path& folder);

}  // namespace dayu::drill
