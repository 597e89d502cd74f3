// SPDX-License-Identifier: Apache-2.0
// One row of the validation table: printed where DAYU_VALIDATION_TABLE names a file, so that the README's
// table is made by the program that judges the figures.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace dayu::test {

inline void table_row(const std::string& name, const std::string& figure, double found,
                      const std::string& line) {
  const char* file = std::getenv("DAYU_VALIDATION_TABLE");
  if (!file) return;
  if (std::FILE* out = std::fopen(file, "a")) {
    std::fprintf(out, "| %s | %s | %.3g | %s |\n", name.c_str(), figure.c_str(), found, line.c_str());
    std::fclose(out);
  }
}

}  // namespace dayu::test
