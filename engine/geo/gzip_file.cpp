// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/gzip_file.h"

#include <zlib.h>

#include <vector>

namespace dayu::geo {

std::string read_gzip(const std::filesystem::path& file) {
  const gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr)
    throw base::InputError(file.string(), "", "the file is missing or cannot be opened",
                           "check the path and the spelling");
  std::string text;
  std::vector<char> block(1 << 16);
  int n = 0;
  while ((n = gzread(in, block.data(), static_cast<unsigned>(block.size()))) > 0)
    text.append(block.data(), static_cast<std::size_t>(n));
  const bool whole = n == 0 && gzeof(in) != 0;
  if (gzclose(in) != Z_OK || !whole)
    throw base::InputError(file.string(), "", "the compressed file is damaged or cut short", "copy it again");
  return text;
}

Table read_table_or_gzip(const std::filesystem::path& file, const Aliases& aliases) {
  if (file.extension() != ".gz") return read_table(file, aliases);
  Table table = parse_table(to_utf8(read_gzip(file)), file.string(), aliases);
  table.file = file;
  return table;
}

}  // namespace dayu::geo
