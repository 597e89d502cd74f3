// SPDX-License-Identifier: Apache-2.0
// The CSV tables that are compiled in (effects, standards, quotas) as a geo::Table, so that typed reading and
// the naming of places in messages are those of any other table.
#pragma once

#include <string>

#include "engine/geo/table.h"

namespace dayu::impact {

/// Reads CSV text (RFC 4180 without line breaks inside cells). `name` stands for the file in messages.
/// InputError with every ragged row.
geo::Table table_of_text(const std::string& csv, const std::string& name);

}  // namespace dayu::impact
