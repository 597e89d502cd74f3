// SPDX-License-Identifier: Apache-2.0
// Large tables are kept gzipped; they are read as if they were not.
#pragma once

#include <filesystem>
#include <string>

#include "engine/geo/table.h"

namespace dayu::geo {

/// The text inside a gzip file; InputError if it is missing or damaged.
std::string read_gzip(const std::filesystem::path& file);

/// read_table, also of a file called *.gz.
Table read_table_or_gzip(const std::filesystem::path& file, const Aliases& aliases = {});

}  // namespace dayu::geo
