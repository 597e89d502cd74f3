// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/rows.h"

#include <cmath>
#include <cstdlib>
#include <sstream>

#include "engine/base/errors.h"

namespace dayu::verify {

std::optional<Rows> Rows::open(const std::filesystem::path& folder, const std::string& file,
                               const std::vector<std::string>& demanded, Findings& findings) {
  if (!std::filesystem::exists(folder / file)) return std::nullopt;
  try {
    Rows rows(geo::read_table(folder / file), file, findings);
    bool whole = true;
    for (const std::string& column : demanded) {
      if (rows.has(column)) continue;
      findings.refute("files.format", {file, "column " + column}, "缺少列 " + column,
                      "the column " + column + " is missing");
      whole = false;
    }
    return whole ? std::optional<Rows>(std::move(rows)) : std::nullopt;
  } catch (const base::InputError& error) {
    for (const base::Fault& fault : error.faults())
      findings.refute("files.format", {file, fault.place}, "读不出：" + fault.what,
                      "cannot be read: " + fault.what);
    return std::nullopt;
  }
}

Spot Rows::spot(std::size_t row, const std::string& column) const {
  const std::string line =
      row < table_.lines.size() ? std::to_string(table_.lines[row]) : std::to_string(row + 2);
  return {file_, "line " + line + (column.empty() ? "" : ", column " + column)};
}

std::string Rows::text(std::size_t row, const std::string& column) const {
  return table_.text(row, column);
}

std::optional<double> Rows::parse(const std::string& cell, std::size_t row, const std::string& column) const {
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  if (end == cell.c_str() || *end != '\0') {
    findings_->refute("files.format", spot(row, column), "“" + cell + "”不是数",
                      "'" + cell + "' is not a number");
    return std::nullopt;
  }
  if (!std::isfinite(value)) {
    findings_->refute("files.nan", spot(row, column), "写着 " + cell + "，不是有限的数",
                      "says " + cell + ", which is no finite number");
    return std::nullopt;
  }
  return value;
}

double Rows::number(std::size_t row, const std::string& column, double if_empty) const {
  const std::string cell = text(row, column);
  return cell.empty() ? if_empty : parse(cell, row, column).value_or(if_empty);
}

int Rows::integer(std::size_t row, const std::string& column, int if_empty) const {
  const std::string cell = text(row, column);
  if (cell.empty()) return if_empty;
  const std::optional<double> value = parse(cell, row, column);
  if (!value) return if_empty;
  if (*value != std::floor(*value) || std::abs(*value) > 2e9) {
    findings_->refute("files.format", spot(row, column), "“" + cell + "”不是整数",
                      "'" + cell + "' is not a whole number");
    return if_empty;
  }
  return static_cast<int>(*value);
}

bool Rows::yes(std::size_t row, const std::string& column) const {
  const std::string cell = text(row, column);
  return cell == "1" || cell == "true" || cell == "yes";
}

std::vector<double> Rows::numbers(std::size_t row, const std::string& column) const {
  std::istringstream words(text(row, column));
  std::vector<double> values;
  for (std::string word; words >> word;)
    if (const std::optional<double> value = parse(word, row, column)) values.push_back(*value);
  return values;
}

}  // namespace dayu::verify
