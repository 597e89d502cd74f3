// SPDX-License-Identifier: Apache-2.0
// The names and phones of responsible persons, for documents only, and always masked: 王*, 138****1234.
// They stand in one file of the area folder that no other floor opens. Invariant: nothing here returns an
// unmasked name or number.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/drill/words.h"

namespace dayu::drill {

struct MaskedPerson {
  world::Name name, post;
  std::string phone;
};

/// restricted/persons.csv of an area folder, masked on reading; empty where the file is absent.
std::map<std::string, MaskedPerson> read_masked_persons(const std::filesystem::path& area);

/// "王建国" -> "王*"; "Wang Jianguo" -> "Wang *".
std::string masked_name(const std::string& name);
/// "13812341234" -> "138****1234"; shorter numbers keep their last two digits.
std::string masked_phone(const std::string& phone);

}  // namespace dayu::drill
