// SPDX-License-Identifier: Apache-2.0
// The drill package (`dayu export RUN --package`): every paper that the office hands out or keeps, made from
// a finished run. public/ may be given to villagers; internal/ holds margins, lists, household and hazard
// point cards; restricted/, only on demand, the same cards and the call record with whole names. Word
// documents come from templates (engine/drill/package/templates; a scenario's own templates/<lang>/<name>.txt
// wins), and what the office wrote into them by hand stays when the package is made again.
#pragma once

#include <optional>

#include "engine/drill/package/package_facts.h"
#include "engine/drill/persons.h"

namespace dayu::drill {

/// What there is to say after writing: documents, blocks kept, blocks that could not be kept.
struct PackageReport {
  std::vector<std::string> files;  ///< relative to the folder
  std::vector<std::string> kept, lost;
  int household_cards = 0;
};

/// `unmasked`: who wants whole names and what for; one line of the area's audit file is written first.
PackageReport write_package(const RunValues& run, const std::filesystem::path& run_folder,
                            const std::filesystem::path& folder,
                            const std::optional<Disclosure>& unmasked = std::nullopt);

/// What may leave the office (`dayu export RUN --public`): notice, village cards, route maps, warning texts
/// and a coarsened list of places; no household, no dimension of works, no dangerous store. InputError: the
/// area is classified secret.
PackageReport write_public(const RunValues& run, const std::filesystem::path& run_folder,
                           const std::filesystem::path& folder);

}  // namespace dayu::drill
