// SPDX-License-Identifier: Apache-2.0
// Seats and injects of a scenario: [[seat]], [[inject]] with its one moment, what is expected, what a
// consultation lays on the table, and what happens if something is not done.
#pragma once

#include "engine/drill/scenario.h"

namespace dayu::drill {

/// A text or path key that may be left out.
std::string given_text(const base::Settings& section, const std::string& key);

/// Fills seats and injects of a scenario whose settings, start and opening are read; every fault into
/// `faults`.
void read_injects(Scenario& scenario, base::Faults& faults);

}  // namespace dayu::drill
