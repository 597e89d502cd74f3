// SPDX-License-Identifier: Apache-2.0
// The container of office documents, through minizip. Invariant: the same members and date give the same
// bytes.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/clock.h"

namespace dayu::drill {

/// Members in this order, deflated; written atomically. `created` is the date of every member.
void write_zip(const std::filesystem::path& file,
               const std::vector<std::pair<std::string, std::string>>& members, const base::Instant& created);

/// Every member by name; InputError for a file that is no zip or is damaged.
std::map<std::string, std::string> read_zip(const std::filesystem::path& file);

}  // namespace dayu::drill
