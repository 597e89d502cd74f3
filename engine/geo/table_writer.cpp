// SPDX-License-Identifier: Apache-2.0
// CSV out: quoted only where a reader would need it, fixed decimals in the C locale's form on every machine.
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "engine/geo/table.h"

namespace dayu::geo {

TableWriter::TableWriter(const std::vector<std::string>& columns) : n_columns_(columns.size()) {
  for (const std::string& column : columns) cell(column);
  end_row();
}

TableWriter& TableWriter::cell(const std::string& text) {
  if (in_row_ == n_columns_) throw std::logic_error("a row has more cells than columns");
  if (in_row_++ > 0) text_ += ',';
  const bool quote = text.find_first_of(",;\t\"\r\n") != std::string::npos ||
                     (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) {
    text_ += text;
    return *this;
  }
  text_ += '"';
  for (const char c : text) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
  text_ += '"';
  return *this;
}

TableWriter& TableWriter::cell(double value, int decimals) {
  if (!std::isfinite(value)) return cell(std::string());
  char buffer[400];  // the largest double has 309 digits
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  if (error != std::errc()) throw std::logic_error("too many decimals");
  std::string text(buffer, end);
  if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos)
    text.erase(0, 1);  // no "-0.00"
  return cell(text);
}

TableWriter& TableWriter::cell(long long value) {
  return cell(std::to_string(value));
}

void TableWriter::end_row() {
  if (in_row_ != n_columns_) throw std::logic_error("a row has fewer cells than columns");
  text_ += '\n';
  in_row_ = 0;
}

void TableWriter::write(const std::filesystem::path& file) const {
  write_file(file, "\xEF\xBB\xBF" + text_);
}

}  // namespace dayu::geo
