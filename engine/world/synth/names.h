// SPDX-License-Identifier: Apache-2.0
// What are the places and people called? Invented names from names.csv, each used once where it must be
// unique. Likeness to any real place or person is chance; phones lie in a prefix that is not assigned.
#pragma once

#include <string>
#include <vector>

#include "engine/world/world.h"

namespace dayu::world::synth {

/// All names of a kind (township, village, group, stream, surname, given) in the order of names.csv.
std::vector<Name> names_of(const std::string& kind);

/// Rows of an embedded CSV text without its heading, cells split at commas.
std::vector<std::vector<std::string>> rows_of(const char* csv);

}  // namespace dayu::world::synth
