// SPDX-License-Identifier: Apache-2.0
// Consultations (会商) of a run: when each is held, and what the instruments show at that moment - nothing
// later. The decision of the day is written into the record sheet by hand; the plan's stands beside it.
#pragma once

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

/// One for each consultation that the log plays, in time order: values id, told, exercise_time, from, who,
/// target, limit, question, decision; table inputs.
std::vector<Facts> consultation_facts(const RunValues& run, Language language);

/// "龙潭水库水位 214.10米": one input at a moment; says so where it is not known.
std::vector<std::string> input_row(const RunValues& run, const std::string& input, double time_s,
                                   Language language);

}  // namespace dayu::drill
