// SPDX-License-Identifier: Apache-2.0
// Rule 6: every threshold, quota and default that was used has a source. Any table of the run with a column
// `source` (or `basis`) fills it in every row that states something.
#include <algorithm>
#include <filesystem>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> tables_of(const fs::path& run) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(run))
    if (entry.is_regular_file() && entry.path().extension() == ".csv")
      files.push_back(entry.path().lexically_relative(run).generic_string());
  std::sort(files.begin(), files.end());
  return files;
}

/// An order that is never given needs no basis.
bool says_nothing(const Rows& rows, std::size_t row) {
  return rows.has("prepare_s") && rows.text(row, "prepare_s").empty() &&
         rows.text(row, "immediate_s").empty();
}

std::size_t check_table(const Rows& rows, Findings& findings) {
  std::size_t n = 0;
  for (const char* column : {"source", "surety", "basis", "basis_zh", "basis_en"}) {
    if (!rows.has(column)) continue;
    for (std::size_t i = 0; i < rows.count(); ++i, ++n)
      if (rows.text(i, column).empty() && !says_nothing(rows, i))
        findings.refute("source.missing", rows.spot(i, column), "没有写明来源或依据",
                        "states no source or basis");
  }
  return n;
}

}  // namespace

void check_sources(const Run& run, Findings& findings) {
  std::size_t n = 0;
  for (const std::string& file : tables_of(run.folder))
    if (const auto rows = Rows::open(run.folder, file, {}, findings)) n += check_table(*rows, findings);
  if (n == 0) {
    findings.skipped("来源：没有带 source 列的表", "sources: no table with a column source");
  } else {
    findings.checked(std::to_string(n) + " 处来源与依据", std::to_string(n) + " cells of sources and bases");
  }
}

}  // namespace dayu::verify
