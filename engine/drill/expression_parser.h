// SPDX-License-Identifier: Apache-2.0
// The grammar of expression.h as a tree.
#pragma once

#include "engine/drill/expression.h"

namespace dayu::drill {

/// InputError names the column and what was expected there.
Expression::Node parse_condition(const std::string& text);

}  // namespace dayu::drill
